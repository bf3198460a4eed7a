from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.domain.attachments import Attachment, Holder, HolderKind, attached_to
from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import Note
from mentordesk.domain.records import new_id
from mentordesk.errors import Trouble
from mentordesk.store.attachment_copies import keep_copies, let_go_of_copies
from mentordesk.store.attachment_files import PLAIN, Altered, AttachmentFiles, Missing, names_in
from mentordesk.store.backups import Cancelled, Reason, Unwatched, write
from mentordesk.vault.keys import NO_KEYS, Key, Keys
from mentordesk.vault.sealing import Unopened
from tests.support.desks import SmallDesk, small_desk

CONTENT = b"Maria's contract" * 20_000


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> AttachmentFiles:
    return AttachmentFiles(tmp_path, Keys(Key.new()))


def written(files: AttachmentFiles, content: bytes = CONTENT) -> Attachment:
    attachment_id = new_id()
    with files.writing(attachment_id, [content]) as done:
        pass
    return Attachment(id=attachment_id, note_id="n", name="a.txt", size=done.size, sha256=done.sha256)


def row(holder: Holder, name: str = "plan.pdf") -> Attachment:
    return Attachment(name=name, size=1, sha256="0" * 64, **attached_to(holder))


def test_what_was_written_comes_back_and_lies_there_sealed_for_its_owner_only(files: AttachmentFiles) -> None:
    attachment = written(files)
    assert files.read(attachment) == CONTENT
    assert attachment.sha256 == hashlib.sha256(CONTENT).hexdigest()
    (path,) = files.folder.iterdir()
    assert path.name == attachment.id
    assert b"Maria" not in path.read_bytes()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert files.folder.stat().st_mode & 0o777 == 0o700


def test_a_desk_without_a_key_keeps_it_plain(tmp_path: Path) -> None:
    files = AttachmentFiles(tmp_path, NO_KEYS)
    attachment = written(files)
    assert files.path(attachment.id).read_bytes() == PLAIN + CONTENT
    assert files.read(attachment) == CONTENT


def test_a_file_in_the_place_of_another_or_changed_does_not_pass(files: AttachmentFiles) -> None:
    one, two = written(files), written(files, b"two")
    files.path(two.id).write_bytes(files.path(one.id).read_bytes())
    with pytest.raises(Unopened):
        files.read(two)
    files.path(two.id).write_bytes(PLAIN + b"tow")
    with pytest.raises(Altered):
        files.read(two)
    files.path(two.id).write_bytes(PLAIN + b"two and more")
    with pytest.raises(Altered):
        files.read(two)
    files.path(two.id).unlink()
    with pytest.raises(Missing):
        files.read(two)


@pytest.mark.parametrize("hostile", ["../desk.db", "/etc/passwd", "..", "", "A" * 36, "a/b"])
def test_no_id_leads_out_of_the_folder(files: AttachmentFiles, hostile: str) -> None:
    assert not files.has(hostile)
    with pytest.raises(Missing):
        files.path(hostile)
    assert files.purge([hostile]) == 0


def test_a_write_that_fails_or_is_stopped_leaves_nothing(
    files: AttachmentFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Trouble, match="disk is full"):
            written(files)
    assert list(files.folder.iterdir()) == []

    class Unwanted(Unwatched):
        is_cancelled = True

    with pytest.raises(Cancelled), files.writing(new_id(), [CONTENT], Unwanted()):
        pass
    with pytest.raises(ValueError), files.writing(new_id(), [b"12345"], most_bytes=4):  # noqa: PT011 - the number is its only word
        pass
    with pytest.raises(RuntimeError), files.writing(new_id(), [CONTENT]):
        raise RuntimeError
    assert list(files.folder.iterdir()) == []


def test_until_all_is_done_what_lies_there_has_no_name_that_counts_and_is_sealed(files: AttachmentFiles) -> None:
    attachment_id = new_id()
    with files.writing(attachment_id, [CONTENT]):
        assert not files.has(attachment_id)
        assert names_in(files.folder) == set()
        (coming,) = files.folder.iterdir()
        assert b"Maria" not in coming.read_bytes()
    assert files.has(attachment_id)


def test_after_a_new_key_files_are_sealed_anew_and_those_that_do_not_open_are_left(tmp_path: Path) -> None:
    old, new = Key.new(), Key.new()
    before, plain = AttachmentFiles(tmp_path, Keys(old)), AttachmentFiles(tmp_path, NO_KEYS)
    one, two, broken = written(before), written(plain, b"plain"), written(before, b"broken")
    before.path(broken.id).write_bytes(b"nothing of ours")
    files = AttachmentFiles(tmp_path, Keys(new, (old, None)))
    assert files.seal_anew() == 2
    assert files.seal_anew() == 0
    only_new = AttachmentFiles(tmp_path, Keys(new))
    assert (only_new.read(one), only_new.read(two)) == (CONTENT, b"plain")
    assert not only_new.path(two.id).read_bytes().startswith(PLAIN)
    assert only_new.path(broken.id).read_bytes() == b"nothing of ours"
    # And back: a desk that is to have no key any more.
    assert AttachmentFiles(tmp_path, Keys(None, (new,))).seal_anew() == 2
    assert AttachmentFiles(tmp_path, NO_KEYS).read(one) == CONTENT


def test_a_file_without_a_row_is_taken_away_after_a_day_and_what_a_killed_run_left_too(files: AttachmentFiles) -> None:
    kept, young, orphan = written(files), written(files), written(files)
    half = files.folder / f"{new_id()}-1.part"
    half.write_bytes(b"half")
    now = 2_000_000_000.0
    for path in files.folder.iterdir():
        os.utime(path, (now - 90_000, now - 90_000))
    os.utime(files.path(young.id), (now - 80_000, now - 80_000))
    assert files.sweep([kept.id], now) == 2
    assert names_in(files.folder) == {kept.id, young.id}
    assert orphan.id not in names_in(files.folder)
    assert not half.exists()


def test_copies_are_made_once_and_go_when_neither_a_backup_nor_the_desk_needs_them(small: SmallDesk) -> None:
    desk, files, place = small.desk, small.desk.attachments.files, small.desk.folder / "backups"
    note = desk.notes.add(Note(text="x"))
    one, two, three = (desk.attachments.add(replace(written(files), note_id=note.id)) for _time in range(3))
    assert keep_copies(desk.folder, place) == 3
    mine, theirs = (place / "attachments" / f"{new_id()}-{run}.part" for run in (os.getpid(), 2**30))
    for half in (mine, theirs):
        half.write_bytes(b"half")
    let_go_of_copies(place, names_in(files.folder))
    assert (mine.exists(), theirs.exists()) == (True, False)
    mine.unlink()
    assert keep_copies(desk.folder, place) == 0
    desk.attachments.remove(one.id)
    write(desk.folder, Reason.WISHED, small.clock.now())
    stray = written(files)
    keep_copies(desk.folder, place)
    files.purge([one.id, two.id, stray.id])
    # The backup speaks of all three, in its trash too, and of nothing else.
    let_go_of_copies(place, names_in(files.folder))
    assert names_in(place / "attachments") == {one.id, two.id, three.id}
    assert keep_copies(place, desk.folder, only=frozenset([one.id])) == 1
    assert files.read(one) == CONTENT
    (backup,) = place.glob("desk-*.db")
    whole = backup.read_bytes()
    backup.write_bytes(b"nothing that opens" * 400)
    assert let_go_of_copies(place, []) == 0
    backup.write_bytes(whole)
    backup.unlink()
    assert let_go_of_copies(place, [three.id]) == 2
    assert names_in(place / "attachments") == {three.id}
    if os.name == "posix":
        assert (place / "attachments").stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in (place / "attachments").iterdir()} == {0o600}


def test_on_another_disk_a_copy_is_a_file_of_its_own_for_its_owner_only(
    files: AttachmentFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: object, _target: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    made = written(files)
    assert keep_copies(tmp_path, tmp_path / "second") == 1
    copy = tmp_path / "second" / "attachments" / made.id
    assert copy.read_bytes() == files.path(made.id).read_bytes()
    assert not copy.samefile(files.path(made.id))
    assert [path.name for path in copy.parent.iterdir()] == [made.id]
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600


def test_a_meeting_and_its_note_show_the_same_and_so_do_a_goal_and_its_notes(small: SmallDesk) -> None:
    desk = small.desk
    meeting = desk.meetings.add(Meeting(person_id=small.maria.id))
    note = desk.notes.add(Note(text="in the call", meeting_id=meeting.id))
    goal = desk.goals.add(Goal(title="Speak"))
    of_goal = desk.notes.add(Note(text="on the goal", goal_id=goal.id))
    alone = desk.notes.add(Note(text="alone"))
    kinds = {
        meeting.id: HolderKind.MEETING,
        note.id: HolderKind.NOTE,
        goal.id: HolderKind.GOAL,
        of_goal.id: HolderKind.NOTE,
    }
    kinds |= {alone.id: HolderKind.NOTE, small.maria.id: HolderKind.PERSON}
    made = {holder_id: desk.attachments.add(row(Holder(kind, holder_id))) for holder_id, kind in kinds.items()}

    def shown(holder_id: str) -> list[str]:
        return [one.id for one in desk.attachments.held_by(Holder(kinds[holder_id], holder_id))]

    assert shown(meeting.id) == shown(note.id) == [made[meeting.id].id, made[note.id].id]
    assert shown(goal.id) == [made[goal.id].id, made[of_goal.id].id]
    assert shown(of_goal.id) == [made[of_goal.id].id]
    assert shown(alone.id) == [made[alone.id].id]
    assert shown(small.maria.id) == [made[small.maria.id].id]
    assert set(desk.attachments.ids_held_by([note.id, goal.id])) == {made[note.id].id, made[goal.id].id}


def test_search_finds_an_attachment_by_its_name_and_whom_it_is_about(small: SmallDesk) -> None:
    desk = small.desk
    note = desk.notes.add(Note(text="x", person_id=small.maria.id))
    made = desk.attachments.add(row(Holder(HolderKind.NOTE, note.id), "Budget_2026.pdf"))
    (found,) = desk.search.find("budget")
    assert (found.table, found.record_id, found.person, found.title) == (
        "attachment",
        made.id,
        "Maria Santos",
        "Budget_2026.pdf",
    )
    assert [one.record_id for one in desk.search.find("2026 person:maria")] == [made.id]
    desk.attachments.remove(made.id)
    assert desk.search.find("budget") == ()


def test_in_the_trash_an_attachment_keeps_its_file_and_purged_it_has_none(small: SmallDesk) -> None:
    desk = small.desk
    files = desk.attachments.files
    made = desk.attachments.add(replace(written(files), note_id=desk.notes.add(Note(text="x")).id))
    desk.attachments.remove(made.id, act="Remove")
    assert files.has(made.id)
    assert made.id in desk.attachments.all_ids()
    desk.database.undo()
    assert files.read(desk.attachments.get(made.id)) == CONTENT
    assert desk.attachments.purge_files([made.id]) == 1
    assert not files.has(made.id)
