"""What is done at an open desk in more than one act, with files, or beside another window. Each single act is in `acts`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Side
from mentordesk.domain.reflections import Reflection
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.exchange import calendar_file, markdown_folder
from mentordesk.exchange.archive_file import as_number, read_archive
from mentordesk.exchange.contact_file import parse_contacts
from mentordesk.exchange.wire import ArchiveEnd, ArchiveRows, Step
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.first_start import begin_desk
from mentordesk.workflows.desk.keep_form import keep_form, keep_person_text
from mentordesk.workflows.forgetting.forget import finish_forgetting
from mentordesk.workflows.imports import import_archive
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.imports.import_calendar import compare_calendar, import_calendar, window_around
from mentordesk.workflows.imports.import_contacts import compare_contacts, import_contacts
from mentordesk.workflows.imports.import_file import bring_beside
from mentordesk.workflows.imports.import_texts import compare_texts
from mentordesk.workflows.meetings.wrap_up import ask_next_time, reflect
from mentordesk.workflows.meetings.wrap_up import settle as settle_topic
from mentordesk.workflows.notes.attach import look_after_files
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk.workflows.notes.take_up_drafts import take_up_drafts
from mentordesk.workflows.promises.edit_action import add_action
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.safety.trash import delete_for_good, list_trash
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.faults.desks import repeat_ids
from tests.faults.forked import forked
from tests.faults.places import Operation, Place
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.exchange_files import calendar, card, event

# --- beside the rows --------------------------------------------------------------------------------------------


def attach_and_draft(place: Place) -> None:
    """Give the desk of a place what lies beside its file: something attached, and a text that waits."""
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        attach(desk, HolderKind.NOTE, place.template.note_id, "plan.txt", b"a page a day\n" * 400)
    Drafts(place.desk / DRAFTS, place.template.keys).keep(f"wrap-up/{place.template.call.id}/topic", "not said yet")


def attached(place: Place) -> object:
    """Read what is attached to the last byte; a file that no row speaks of counts for nothing."""
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        return attached_to(desk)


def attached_to(desk: Desk) -> list[object]:
    """Read what is attached on an open desk."""
    files = desk.attachments.files
    return [(one.id, sum(len(piece) for piece in files.pieces(one))) for one in desk.attachments.everything()]


def drafts_of(place: Place) -> list[tuple[str, str]]:
    """Return the texts that wait."""
    return sorted((draft.key, draft.text) for draft in Drafts(place.desk / DRAFTS, place.template.keys).all())


# --- words ------------------------------------------------------------------------------------------------------

_TEXT = "# Second call\n\n- [ ] @maria one page a day !friday\n~ her sister’s wedding\nSee [[Maria Santos]] #writing\n"


def _keep_note(desk: Desk, place: Place) -> None:
    keep_note(desk, place.clock, place.template.note_id, _TEXT)


def _keep_over(desk: Desk, place: Place) -> None:
    # Typed in a window that has not seen what another one wrote into the same line.
    base = "Likes to begin slowly. #beginnings"
    keep_note(desk, place.clock, place.template.note_id, "Likes to begin at once. #beginnings", base=base)


def _written_elsewhere(place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        keep_note(desk, place.clock, place.template.note_id, "Likes to begin late. #beginnings")


def _reflect(desk: Desk, place: Place) -> None:
    reflect(desk, place.template.call.id, Reflection(went_well="She spoke first.", presence=4))


def _settle(desk: Desk, place: Place) -> None:
    settle_topic(desk, place.clock, place.template.call.id, place.template.topic.id, is_discussed=True)


def _promise(desk: Desk, place: Place) -> None:
    call = place.template.call
    add_action(desk, place.clock, "send the outline !friday", mentorship_id=call.mentorship_id, meeting_id=call.id)


def _ask_next_time(desk: Desk, place: Place) -> None:
    ask_next_time(desk, place.clock, place.template.call.id, "her sister’s wedding in June")


def _undo(desk: Desk, _place: Place) -> None:
    desk.database.undo()


def _redo(desk: Desk, _place: Place) -> None:
    desk.database.redo()


def _keep_form(desk: Desk, place: Place) -> None:
    opened = place.template.maria

    def save() -> None:
        desk.people.save(replace(desk.people.get(opened.id), city="Lisbon"), act="Edit Maria")

    keep_form(desk, opened, save, person_id=opened.id)


def _edited_elsewhere(place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        desk.people.save(replace(desk.people.get(place.template.maria.id), city="Porto"))


def _keep_text(desk: Desk, place: Place) -> None:
    keep_person_text(desk, place.template.maria.id, "remember", "Tea, not coffee", "")


def _take_up(desk: Desk, place: Place) -> None:
    take_up_drafts(desk, place.clock, Drafts(place.desk / DRAFTS, place.template.keys))


def _leave_drafts(place: Place) -> None:
    drafts = Drafts(place.desk / DRAFTS, place.template.keys)
    drafts.keep(f"meeting-note/{place.template.call.id}", "# A good start\n\n- [ ] @maria two pages a day\n")


def _next_start_takes_up(place: Place) -> Desk:
    # In a process of its own, whose ids are those of the one that was tried.
    assert not forked(partial(_take_up_next, place)).bug
    return Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)


def _take_up_next(place: Place) -> None:
    repeat_ids(7)
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)) as desk:
        _take_up(desk, place)


# --- files ------------------------------------------------------------------------------------------------------

_CARDS = "".join(
    card(f"FN:Guest {n}", f"EMAIL:guest{n}@example.org", "NOTE:tea", f"UID:{n}") for n in range(40)
).encode()
_CALLS = calendar(
    event("DTSTART:20261204T090000Z", "DURATION:PT1H", "SUMMARY:Call with Maria Santos"),
    event("DTSTART;TZID=Europe/Berlin:20261203T090000", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Maria Santos", uid="two"),
)


def _attach(desk: Desk, place: Place) -> None:
    attach(desk, HolderKind.NOTE, place.template.note_id, "plan.txt", b"a page a day\n" * 40_000)


def _look_after_files(desk: Desk, _place: Place) -> None:
    look_after_files(desk)


def _leave_files(place: Place) -> None:
    """Leave a file that no row speaks of, for long enough, beside one that a row does."""
    attach_and_draft(place)
    lost = place.desk / "attachments" / "0192aaaa-0000-7000-8000-000000000001"
    lost.write_bytes(b"nobody's")
    os.utime(lost, (0, 0))


def _import_cards(desk: Desk, place: Place) -> None:
    rows = compare_contacts(desk, parse_contacts(_CARDS).contacts)
    import_contacts(desk, place.clock, rows, range(len(rows)))


def _import_calls(desk: Desk, place: Place) -> None:
    window = window_around(place.clock)
    reading = calendar_file.parse_calendar(_CALLS, window, "Europe/Berlin")
    rows = compare_calendar(desk, place.clock, reading)
    import_calendar(desk, place.clock, reading, rows, range(len(rows)))


def _import_notes(desk: Desk, place: Place) -> None:
    folder = place.folder / "notes"
    preview = compare_texts(desk, folder, markdown_folder.read_folder(str(folder)))
    # As the window does it: on a desk opened for it, with a backup before.
    bring_beside(desk.open_beside, partial(preview.apply, clock=place.clock))


def _lay_out_notes(place: Place) -> None:
    folder = place.folder / "notes"
    folder.mkdir()
    for number in range(6):
        (folder / f"Day {number}.md").write_text(f"# Day {number}\n\nSee [[Day {number - 1}]] #days\n", "utf-8")


def _bring_back(desk: Desk, place: Place) -> None:
    # Read in this process: the child that reads else has nothing to write.
    setattr(import_archive, "hear_archive", _read_here)  # noqa: B010 - only for this process
    preview_archive(desk, place.folder / "brought.zip").apply(desk)


def _read_here(
    path: Path, tables: tuple[str, ...], *, numbers: frozenset[tuple[str, str]], with_files: bool = False, **_more: Any
) -> Generator[Any, None, None]:
    with path.open("rb") as file:
        for message in read_archive(file, tables, with_files=with_files):
            if isinstance(message, Step | ArchiveEnd):
                continue
            if isinstance(message, ArchiveRows):
                table = message.table
                yield ArchiveRows(
                    table,
                    [{k: as_number(v) if (table, k) in numbers else v for k, v in row.items()} for row in message.rows],
                )
            else:
                yield message


def _write_archive_to_bring(place: Place) -> None:
    other = place.template.copy_to(place.folder / "other")
    with closing(Desk.open(other, place.clock, place.template.keys)) as desk:
        notes = desk.notes.add_all([Note(text=f"note {number} " * 30) for number in range(20)])
        attach(desk, HolderKind.NOTE, notes[0].id, "plan.txt", b"a page a day\n" * 4000)
        desk.people.save(replace(desk.people.get(place.template.maria.id), remember="Tea"))
        take_along(desk, place.folder / "brought.zip", Form.ARCHIVE)


def _write_archive_for_begun(place: Place) -> None:
    """Lay the archive out beside a desk on which nobody is but its owner."""
    _write_archive_to_bring(place)
    shutil.rmtree(place.desk)
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        begin_desk(desk, "Elena Weber", "Europe/Berlin", Side.BOTH)


# --- what goes --------------------------------------------------------------------------------------------------


def _throw_away(place: Place) -> None:
    attach_and_draft(place)
    Drafts(place.desk / DRAFTS, place.template.keys).keep(f"note/{place.template.note_id}", "not saved yet")
    with closing(Desk.open(place.desk, FakeClock("2026-09-01T08:00:00+00:00"), place.template.keys)) as desk:
        desk.notes.remove(place.template.note_id)
        desk.people.remove(desk.people.others()[0].id)
        desk.goals.remove(desk.goals.where("1")[0].id)


def _purge(desk: Desk, _place: Place) -> None:
    delete_for_good(desk.open_beside, [row.key for row in list_trash(desk)])


def next_start_finishes(place: Place) -> Desk:
    """Open the desk as the next start does after somebody was forgotten: what was cut off is finished."""
    desk = Desk.open(place.desk, place.clock, place.template.keys, keeps_undo=True)
    finish_forgetting(desk)
    return desk


def held_beside(place: Place) -> object:
    """Return what lies beside the file of the desk: every attached file, every text that waits, every kind of backup with its rows."""
    files = sorted(path.name for path in (place.desk / "attachments").glob("*"))
    kept = {
        (backup.reason, backups.verify(backup.path, keys=place.template.keys)["person"])
        for backup in backups.backups_of(place.desk)
    }
    return [files, attached(place), drafts_of(place), sorted(kept)]


# --- looking after it -------------------------------------------------------------------------------------------


def _check(desk: Desk, _place: Place) -> None:
    check_desk(desk)


def _put_out_of_order(place: Place) -> None:
    """Take a trigger away, as another program might; what is attached is beside the backups only."""
    attach_and_draft(place)
    backups.write(place.desk, backups.Reason.DAILY, FakeClock().now(), keys=place.template.keys)
    here, there = place.desk / "attachments", place.desk / "backups" / "attachments"
    here.rename(there)
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        connection = desk.database.tables.conn
        connection.execute("DROP TRIGGER note_keeps_rows")


def _put_index_out_of_order(place: Place) -> None:
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        connection = desk.database.tables.conn
        connection.execute("BEGIN")
        connection.execute("DELETE FROM search_entry WHERE rowid IN (SELECT rowid FROM search_entry LIMIT 4)")
        connection.execute("COMMIT")


def _in_order(place: Place) -> Desk:
    desk = Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)
    check_desk(desk)
    return desk


# --- two windows ------------------------------------------------------------------------------------------------


class OtherWindow:
    """Another window of the program at the same desk, a process of its own whose disk is sound; it writes when told to.

    When the first is gone, however it went, it writes once more and closes: it goes on as if nothing had been.
    """

    _pipes: tuple[int, int] | None = None

    @classmethod
    def open(cls, place: Place) -> Desk:
        """Open the desk in both; in the process that is tried."""
        its, mine = os.pipe()
        back, answer = os.pipe()
        if os.fork() == 0:
            os.close(mine)
            os.close(back)
            try:
                cls._write_when_told(place, its, answer)
                os._exit(0)
            finally:
                os._exit(1)
        os.close(its)
        os.close(answer)
        cls._pipes = mine, back
        assert os.read(back, 1) == b"."
        return Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)

    @classmethod
    def turn(cls, _desk: Desk, _place: Place) -> None:
        """Let it write, and wait until it has."""
        assert cls._pipes is not None
        os.write(cls._pipes[0], b".")
        assert os.read(cls._pipes[1], 1) == b"."

    @staticmethod
    def _write_when_told(place: Place, told: int, answer: int) -> None:
        repeat_ids(8)
        with closing(Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)) as desk:
            os.write(answer, b".")
            turn = 0
            while True:
                is_told = bool(os.read(told, 1))
                turn += 1
                desk.people.add(Person(name=f"Guest {turn if is_told else 'at last'}"), act="Add a person")
                if not is_told:
                    break
                os.write(answer, b".")


def on_open_desk() -> tuple[Operation, ...]:
    """Return all of them."""
    return (
        Operation("note", (_keep_note,)),
        Operation("note met", (_keep_over,), prepare=_written_elsewhere),
        Operation("form met", (_keep_form, _keep_text), prepare=_edited_elsewhere),
        Operation("wrap-up", (_reflect, _settle, _promise, _ask_next_time)),
        Operation("undo", (_promise, _undo, _redo)),
        Operation("contacts", (_import_cards,)),
        Operation("calendar", (_import_calls,)),
        Operation("notes", (_import_notes,), prepare=_lay_out_notes),
        Operation("archive", (_bring_back,), prepare=_write_archive_to_bring, beside=attached),
        Operation("zip anew", (_bring_back,), prepare=_write_archive_for_begun, beside=attached),
        Operation("attach", (_attach,), beside=attached),
        Operation("files", (_look_after_files,), prepare=_leave_files, beside=attached),
        Operation("drafts", (_take_up,), prepare=_leave_drafts, beside=drafts_of, open=_next_start_takes_up),
        Operation("purge", (_purge,), prepare=_throw_away, beside=held_beside, open=next_start_finishes),
        Operation("check", (_check,), prepare=_put_out_of_order, beside=attached, open=_in_order),
        Operation("index", (_check,), prepare=_put_index_out_of_order, open=_in_order),
        Operation(
            "2 windows",
            (_promise, OtherWindow.turn, _keep_note, OtherWindow.turn, _ask_next_time),
            open_here=OtherWindow.open,
            is_shared=True,
        ),
    )
