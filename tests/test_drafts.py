from __future__ import annotations

import errno
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


def test_on_a_full_disk_the_room_set_aside_goes_to_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts(tmp_path)
    drafts.set_room_aside()
    (room,) = tmp_path.iterdir()
    size = room.stat().st_size
    really = os.fsync

    def full(handle: int) -> None:
        if room.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        really(handle)

    monkeypatch.setattr(os, "fsync", full)
    drafts.keep("note/1", "text")
    assert [draft.text for draft in drafts.all()] == ["text"]
    monkeypatch.setattr(os, "fsync", really)
    drafts.set_room_aside()
    assert room.stat().st_size == size


def test_a_disk_that_stays_full_is_trouble_and_leaves_the_draft_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(tmp_path)
    drafts.set_room_aside()
    drafts.keep("note/1", "first")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match="could not be kept"):
        drafts.keep("note/1", "second")
    assert [draft.text for draft in drafts.all()] == ["first"]
