from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk.vault.keys import Key, Keys


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


def test_a_sealed_draft_comes_back_to_the_character_and_shows_neither_its_words_nor_whose_it_is(tmp_path: Path) -> None:
    keys = Keys(Key.new())
    drafts = Drafts(tmp_path, keys)
    drafts.set_room_aside()
    drafts.keep("note/0190aa", "Maria is ill \ud800")
    found = Drafts(tmp_path, keys).find("note/0190aa")
    assert found is not None
    assert (found.key, found.text) == ("note/0190aa", "Maria is ill \ud800")
    plainly_named = Drafts(tmp_path / "plain")
    plainly_named.keep("note/0190aa", "Maria is ill")
    (file,) = (path for path in tmp_path.glob("*.draft*"))
    assert b"Maria" not in file.read_bytes()
    # Whoever knows the id of a note cannot find out whether it has a draft.
    assert file.name.partition(".")[0] != next((tmp_path / "plain").iterdir()).name.partition(".")[0]
    drafts.discard("note/0190aa")
    assert not list(tmp_path.glob("*.draft*"))


def test_after_a_new_key_drafts_are_found_sealed_anew_and_discarded(tmp_path: Path) -> None:
    old, new = Key.new(), Key.new()
    Drafts(tmp_path, Keys(old)).keep("note/1", "kept before")
    Drafts(tmp_path, Keys(old)).keep("note/2", "kept before as well")
    (before, *_rest) = (draft.kept_at for draft in Drafts(tmp_path, Keys(old)).all())
    later = Drafts(tmp_path, Keys(new, (old,)))
    assert [draft.text for draft in later.all()] == ["kept before", "kept before as well"]
    later.discard("note/2")
    later.seal_earlier()
    assert [(draft.text, draft.kept_at) for draft in Drafts(tmp_path, Keys(new)).all()] == [("kept before", before)]
    assert Drafts(tmp_path, Keys(old)).all() == ()


def test_a_plain_draft_from_before_is_read_and_sealed(tmp_path: Path) -> None:
    Drafts(tmp_path).keep("note/1", "Maria is ill")
    keys = Keys(Key.new())
    drafts = Drafts(tmp_path, keys)
    assert [draft.text for draft in drafts.all()] == ["Maria is ill"]
    drafts.seal_earlier()
    assert all(b"Maria" not in path.read_bytes() for path in tmp_path.iterdir())
    assert [draft.text for draft in Drafts(tmp_path, keys).all()] == ["Maria is ill"]


def test_of_a_draft_kept_with_two_keys_the_later_counts(tmp_path: Path) -> None:
    old, new = Key.new(), Key.new()
    Drafts(tmp_path, Keys(old)).keep("note/1", "earlier")
    (file,) = tmp_path.iterdir()
    os.utime(file, (1_000_000_000, 1_000_000_000))
    Drafts(tmp_path, Keys(new)).keep("note/1", "later")
    both = Drafts(tmp_path, Keys(new, (old,)))
    assert [draft.text for draft in both.all()] == ["later"]
    found = both.find("note/1")
    assert found is not None
    assert found.text == "later"
    both.keep("note/1", "last")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_sealed_draft_under_the_name_of_another_counts_as_none(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, Keys(Key.new()))
    drafts.keep("note/1", "one")
    (one,) = tmp_path.iterdir()
    kept = one.read_bytes()
    drafts.discard("note/1")
    drafts.keep("note/2", "two")
    (two,) = tmp_path.iterdir()
    two.write_bytes(kept)
    assert drafts.all() == ()
