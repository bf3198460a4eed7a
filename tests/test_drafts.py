from __future__ import annotations

import os
from pathlib import Path

import pytest

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble


def test_a_draft_is_found_again_to_the_character(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep("note/1", "one\r\ntwo\u2028 🎉 \ud800")
    drafts.keep("note/1", "two\r\n🎉")
    found = Drafts(tmp_path / "drafts").find("note/1")
    assert found is not None
    assert (found.key, found.text) == ("note/1", "two\r\n🎉")
    assert [draft.key for draft in drafts.all()] == ["note/1"]


def test_a_discarded_draft_is_gone_and_discarding_nothing_is_no_failure(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.discard("note/1")
    drafts.keep("note/1", "text")
    drafts.discard("note/1")
    assert drafts.find("note/1") is None
    assert drafts.all() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in other ways")
def test_drafts_are_for_their_owner_only(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep("../../etc/passwd", "text")
    (file,) = (tmp_path / "drafts").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_broken_draft_counts_as_none(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("note/1", "text")
    (file,) = tmp_path.iterdir()
    file.write_bytes(b'{"key": "no')
    assert drafts.find("note/1") is None


def test_a_folder_that_cannot_be_made_is_trouble_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    with pytest.raises(Trouble, match="could not be kept"):
        Drafts(tmp_path / "drafts").keep("note/1", "text")
