"""`mentordesk import`: show what contact and calendar files would bring, and bring it when told to."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mentordesk import phrases
from mentordesk.commands.opening import holds_desk, opened
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.reading import read_calendar, read_contacts
from mentordesk.exchange.report import LeftOut, Note
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.import_calendar import (
    EventFate,
    EventRow,
    compare_calendar,
    import_calendar,
    window_around,
)
from mentordesk.workflows.import_contacts import CardFate, CardRow, compare_contacts, import_contacts

HEAD_BYTES = 65536
"""So much of a file is looked at to see what it is."""


def run(chosen: Namespace, folder: Path) -> int:
    """Import one file after the other; one that cannot be read does not keep the others out."""
    failed = False
    with _desk_for(folder, is_meant=chosen.yes) as desk:
        for path in chosen.files:
            if len(chosen.files) > 1:
                print(f"{path}:")
            try:
                _import_file(desk, path.expanduser(), is_meant=chosen.yes)
            except (Mistake, Trouble) as error:
                failed = True
                sys.stdout.flush()
                print(error.sentence, file=sys.stderr)
    return int(failed)


@contextmanager
def _desk_for(folder: Path, *, is_meant: bool) -> Iterator[Desk]:
    """Open the desk; one that does not exist is not made just to show a preview."""
    if is_meant or holds_desk(folder):
        with opened(folder) as desk:
            yield desk
        return
    with TemporaryDirectory(prefix="mentordesk-", ignore_cleanup_errors=True) as nowhere, opened(Path(nowhere)) as desk:
        yield desk


def _import_file(desk: Desk, path: Path, *, is_meant: bool) -> None:
    if holds_calendar(path):
        _import_calendar(desk, path, is_meant=is_meant)
    else:
        _import_contacts(desk, path, is_meant=is_meant)


def holds_calendar(path: Path) -> bool:
    """Tell calendars from contacts by what a file says of itself, else by its name; raises Mistake for neither."""
    try:
        # A pipe would keep this waiting, and cannot be read twice; one that is not there is told below.
        if path.exists() and not path.is_file():
            sentence = _("“{name}” is not an ordinary file. Choose a file that was exported to disk.")
            raise Mistake(sentence.format(name=path.name), field="path")
        with path.open("rb") as file:
            # UTF-16 has a zero byte beside every letter that matters here.
            head = file.read(HEAD_BYTES).replace(b"\0", b"").upper()
    except OSError as error:
        raise Trouble(
            _("{file} cannot be opened. Check its name, and that you may read it.").format(file=path)
        ) from error
    is_calendar, is_card = b"BEGIN:VCALENDAR" in head, b"BEGIN:VCARD" in head
    if is_calendar or is_card:
        return is_calendar
    if path.suffix.casefold() in {".ics", ".ical", ".vcf", ".vcard"}:
        return path.suffix.casefold() in {".ics", ".ical"}
    raise Mistake(_("{file} holds neither contacts (.vcf) nor a calendar (.ics).").format(file=path), field="path")


def _import_contacts(desk: Desk, path: Path, *, is_meant: bool) -> None:
    reading = read_contacts(path)
    rows = compare_contacts(desk, reading.contacts)
    chosen = [index for index, row in enumerate(rows) if row.fate is not CardFate.SAME]
    if is_meant:
        done = import_contacts(desk, desk.database.clock, rows, chosen)
        print(
            _("People: {added} added, {filled_in} filled in, {unchanged} unchanged.").format(
                added=done.added, filled_in=done.filled_in, unchanged=done.unchanged
            )
        )
    else:
        for index in chosen:
            print(f"[x] {_card_words(rows[index])}")
        if len(rows) > len(chosen):
            known = len(rows) - len(chosen)
            print(ngettext("{count} is known already.", "{count} are known already.", known).format(count=known))
    _report(reading.left_out, reading.notes)
    _say_what_next(len(chosen), is_meant=is_meant)


def _card_words(row: CardRow) -> str:
    facts = [row.person.mail, row.person.city]
    if row.fate is CardFate.FILLS_IN:
        facts.append(_("fills in what is empty"))
    said = ", ".join(fact for fact in facts if fact)
    return f"{row.person.name} ({said})" if said else row.person.name


def _import_calendar(desk: Desk, path: Path, *, is_meant: bool) -> None:
    clock = desk.database.clock
    reading = read_calendar(path, window_around(clock), zone=clock.zone().key)
    rows = compare_calendar(desk, clock, reading)
    chosen = [index for index, row in enumerate(rows) if row.is_ticked]
    if is_meant:
        done = import_calendar(desk, clock, reading, rows, chosen)
        print(
            _("Meetings: {added} added, {updated} changed, {called_off} called off, {unchanged} unchanged.").format(
                added=done.added, updated=done.updated, called_off=done.called_off, unchanged=done.unchanged
            )
        )
    else:
        names = desk.people.names()
        for index in chosen:
            print(f"[x] {_event_words(desk, rows[index], names)}")
        for words in _not_ticked(rows):
            print(f"[ ] {words}")
    _report(reading.left_out, reading.notes)
    _say_what_next(len(chosen), is_meant=is_meant)


def _event_words(desk: Desk, row: EventRow, names: dict[str, str]) -> str:
    clock = desk.database.clock
    here = row.starts_at.astimezone(clock.zone())
    today = clock.now().astimezone(clock.zone()).date()
    when = _("{day}, {time}").format(day=phrases.short_day(here.date(), today), time=phrases.clock_time(here))
    fate = {EventFate.CHANGED: _("changed"), EventFate.CALLED_OFF: _("called off")}.get(row.fate, "")
    return " · ".join(word for word in (when, row.event.title, names.get(row.person_id, ""), fate) if word)


def _not_ticked(rows: Sequence[EventRow]) -> Iterator[str]:
    """Say how many events are not suggested, and why."""
    counted = Counter(_why_not(row) for row in rows if not row.is_ticked)
    for words, count in counted.most_common():
        yield f"{count} · {words}"


def _why_not(row: EventRow) -> str:
    if row.fate is EventFate.SAME:
        return _("on the desk already")
    if row.fate in {EventFate.CANCELLED, EventFate.CALLED_OFF}:
        return _("cancelled in the calendar")
    if row.fate is EventFate.REMOVED:
        return _("put into the trash here before")
    if row.candidates:
        return _("could be with several people")
    return _("in the past") if row.person_id else _("with nobody on your desk")


def _report(left_out: Sequence[LeftOut], notes: Sequence[Note]) -> None:
    if left_out:
        print(_("Left out:"))
    for one in left_out:
        words = " ".join(word for word in (one.when, one.title) if word)
        print(f"  {words}: {one.reason}" if words else f"  {one.reason}")
    for note in notes:
        print(note.text)


def _say_what_next(count: int, *, is_meant: bool) -> None:
    if is_meant:
        return
    if count:
        print(
            ngettext(
                "Nothing was changed. Say --yes to import the one that is ticked.",
                "Nothing was changed. Say --yes to import the {count} that are ticked.",
                count,
            ).format(count=count)
        )
    else:
        print(_("There is nothing to import."))
