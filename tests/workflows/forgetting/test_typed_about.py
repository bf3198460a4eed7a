"""What was typed and never kept: what goes with somebody, or with the trash, and what nobody asked to go."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Draft, Drafts
from mentordesk.store.desk import Desk
from mentordesk.workflows.forgetting.forget import purge_records
from mentordesk.workflows.forgetting.held_report import held_about, report_as_markdown
from mentordesk.workflows.forgetting.typed_about import names
from tests.support.clock import FakeClock


def kept(desk: Desk) -> set[str]:
    return {draft.key for draft in Drafts(desk.folder / FOLDER_NAME).all()}


def test_emptying_the_trash_takes_along_what_names_somebody_who_goes(tmp_path: Path) -> None:
    clock = FakeClock()
    desk = Desk.open(tmp_path / "desk", clock)
    drafts = Drafts(desk.folder / FOLDER_NAME)
    zoe = desk.people.add(Person(name="Zoë Quill"))
    note = desk.notes.add(Note(text="of no use"))
    drafts.keep("capture", "call @zoe on friday")
    drafts.keep("line/Add a promise", "a book for Tom")
    drafts.keep("form/1", '["Quill", "met in Porto"]')
    drafts.keep("form/2", '["Tom", ""]')
    drafts.keep(f"note/{note.id}", "of no use at all")
    for number, clock_says in (("1", clock.now() + timedelta(hours=1)), ("2", clock.now() + timedelta(hours=1))):
        (file,) = drafts.places_of(f"form/{number}")
        os.utime(file, (clock_says.timestamp(),) * 2)
    held = report_as_markdown(held_about(desk, zoe.id))
    assert "call @zoe on friday" in held
    assert "met in Porto" in held
    assert "Tom" not in held
    desk.notes.remove(note.id)
    purge_records(desk, {"note": [note.id]})
    # A form that was begun after all of it was thrown away is not about it.
    assert kept(desk) == {"capture", "line/Add a promise", "form/1", "form/2"}
    desk.people.remove(zoe.id)
    purge_records(desk, {"person": [zoe.id]})
    assert kept(desk) == {"line/Add a promise", "form/2"}
    clock.advance(hours=2)
    other = desk.notes.add(Note(text="of no use"))
    desk.notes.remove(other.id)
    purge_records(desk, {"note": [other.id]})
    # This one was typed while the note was there: it may have been its own.
    assert kept(desk) == {"line/Add a promise"}
    desk.close()


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Maria’s mail", True),
        ("mail to SANTOS", True),
        ("the Marianas", False),
        ("m. was here", False),
        ("her sister is ill", False),
    ],
)
def test_a_name_is_a_word_of_its_own(words: str, is_named: bool) -> None:
    assert names(words, Person(name="Maria M. Santos")) is is_named


def test_what_belongs_to_a_record_says_so_in_its_key() -> None:
    now = FakeClock().now()
    keys = ("capture", "form/1f", "line/Add a promise", "line/settings-shares", "edit/checklist/Phone away/off")
    assert all(Draft(key, "", now).is_of_nothing for key in keys)
    keys = ("note/1", "meeting-note/1", "goal-plan/1/wish", "wrap-up/1/topic", "edit/action/1")
    assert not any(Draft(key, "", now).is_of_nothing for key in keys)
