"""The door and the child process: sentences for bad files, bounds, cancelling, progress."""

from __future__ import annotations

import os
import signal
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange import child as child_module
from mentordesk.exchange.calendars import CalendarReading, Window
from mentordesk.exchange.reading import ReadingCancelled, read_calendar, read_contacts
from mentordesk.exchange.report import Refusal
from mentordesk.exchange.wire import Order
from tests.support.exchange_files import WINDOW, calendar, card, event

NINE = "DTSTART;TZID=Europe/Berlin:20240131T090000"


def read(path: Path) -> CalendarReading:
    return read_calendar(path, WINDOW, zone="Europe/Vienna")


def test_a_calendar_is_read_in_a_child_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "Zoës Kalender.ics"
    path.write_bytes(
        calendar(
            "X-WR-CALNAME:Mine",
            event(NINE, "SUMMARY:Zoë 👋", "ATTENDEE;CN=Ben:mailto:ben@example.org"),
            event("DTSTART:20240304T090000", "RRULE:FREQ=WEEKLY;COUNT=2", uid="b"),
            event("SUMMARY:Broken", uid="c"),
        )
    )
    reading = read(path)
    assert (reading.name, reading.events[0].title, reading.events[0].attendees[0].mail) == (
        "Mine",
        "Zoë 👋",
        "ben@example.org",
    )
    assert [one.zone for one in reading.series[0].events()] == ["Europe/Vienna"] * 2
    assert ([left.title for left in reading.left_out], len(reading.notes)) == (["Broken"], 1)


def test_contacts_are_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(card("FN:Zoë", "BDAY:--0203"))
    [contact] = read_contacts(path).contacts
    assert (contact.full_name, contact.birthday is not None) == ("Zoë", True)


def test_a_thousand_events_arrive_with_progress_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "many.ics"
    path.write_bytes(calendar(*(event(NINE, f"SUMMARY:Call {number}", uid=f"{number}") for number in range(1_000))))
    steps: list[tuple[int, int]] = []
    reading = read_calendar(path, WINDOW, zone="UTC", on_progress=lambda done, total: steps.append((done, total)))
    assert len(reading.events) == 1_000
    assert steps == sorted(steps)
    assert all(done <= total for done, total in steps)
    assert len(steps) >= 10


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(child_module, "_command", None)
    with pytest.raises(Mistake, match="larger than 50 MB"):
        read(path)


def test_bad_files_get_a_sentence_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "bad.ics"
    for content, words in ((b"", "empty"), (os.urandom(4096), "text"), (calendar(event(NINE))[:80], "breaks off")):
        path.write_bytes(content)
        with pytest.raises(Mistake, match=f"“bad.ics”.*{words}"):
            read(path)
    path.write_text(card("FN:Ana"))
    with pytest.raises(Mistake, match="as contacts"):
        read(path)


def test_a_folder_and_a_pipe_are_refused_and_a_vanished_file_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="folder"):
        read(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.ics")
        with pytest.raises(Mistake, match="ordinary"):
            read(tmp_path / "pipe.ics")
    with pytest.raises(Trouble, match="no longer there"):
        read(tmp_path / "gone.ics")


def test_a_file_that_may_not_be_read_is_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.ics"
    path.write_bytes(calendar(event(NINE)))

    # Root may read everything, so permissions alone would not show it.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Trouble, match="may not be read"):
        read(path)


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(calendar(event(NINE)))
    with pytest.raises(ReadingCancelled):
        read_calendar(path, WINDOW, zone="UTC", is_cancelled=partial(bool, 1))


def test_a_child_that_takes_too_long_is_stopped_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "slow.ics"
    path.write_bytes(calendar(event(NINE)))
    monkeypatch.setattr(child_module, "_command", _runs("import time; time.sleep(60)"))
    with pytest.raises(Mistake, match="too long"):
        read_calendar(path, WINDOW, zone="UTC", seconds=0.2)


@pytest.mark.parametrize(
    "program",
    [f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})", "print('{\"type\":')", "raise SystemExit(3)", ""],
)
def test_a_child_that_dies_becomes_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(calendar(event(NINE)))
    monkeypatch.setattr(child_module, "_command", _runs(program))
    with pytest.raises(Mistake, match="stopped halfway"):
        read(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit on a process")
def test_a_child_out_of_memory_becomes_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "fat.ics"
    path.write_bytes(
        calendar(*(event(NINE, "DESCRIPTION:" + "x" * 1_000, uid=f"{number}") for number in range(40_000)))
    )
    order = Order(contacts=False, window=WINDOW, memory_bytes=120_000_000)
    with path.open("rb") as file, pytest.raises(Refusal) as refused:
        child_module.read_in_child(order, file, seconds=20)
    assert "memory" in refused.value.mistake(contacts=False, name="fat.ics").sentence


def test_a_program_lying_beside_the_file_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(calendar(event(NINE)))
    (tmp_path / "msgspec.py").write_text("raise SystemExit(3)")
    (tmp_path / "calendar.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert len(read(path).events) == 1


def test_hostile_rules_in_numbers_neither_hang_nor_harm_the_rest(tmp_path: Path) -> None:
    rules = [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;BYMONTH=2;BYYEARDAY=200", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    ]  # fmt: skip
    path = tmp_path / "hostile.ics"
    hostile = [
        event("DTSTART:16010101T090000Z", f"RRULE:{rule}", uid=f"{rule}-{number}")
        for rule in rules
        for number in range(50)
    ]
    path.write_bytes(calendar(*hostile, event(NINE, uid="fine")))
    reading = read_calendar(path, Window(date(2024, 1, 1), date(2025, 1, 1)), zone="UTC")
    assert [found.uid for found in reading.events] == ["fine"]
    assert len(reading.left_out) >= 100


def _runs(program: str) -> object:
    import sys

    def command(_: Order) -> list[str]:
        return [sys.executable, "-c", program]

    return command
