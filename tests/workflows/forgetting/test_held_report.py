"""What is held about somebody: every field of every noun is in the report, in words."""

from __future__ import annotations

from pathlib import Path

from mentordesk import language
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole
from mentordesk.workflows.forgetting.held_report import held_about, report_as_markdown
from mentordesk.workflows.forgetting.held_words import SAYS_NOTHING, label, section_title
from tests.support.all_about import put_all_about
from tests.support.clock import FakeClock
from tests.support.sample_desk import sample_desk


def test_every_word_of_every_field_is_in_it(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk", FakeClock())
    about = put_all_about(desk)
    drafts = Drafts(desk.folder / FOLDER_NAME)
    drafts.keep(f"note/{about.ids['note']}", "zqdraft")
    other = desk.people.add(Person(name="Kwame Mensah"))
    desk.notes.add(Note(person_id=other.id, text="Talked about zqpersonname today"))
    backups.write(desk.folder, backups.Reason.DAILY, desk.database.clock.now())
    report = held_about(desk, about.person_id)
    words = report_as_markdown(report)
    missing = {place: word for place, word in about.words.items() if place[1] != "note_place" and word not in words}
    assert missing == {}
    assert "zqdraft" in words
    assert "Mentioned elsewhere" in words
    assert "Kwame Mensah" in words
    assert "1 backup made before" in words
    assert report.count == len(about.ids) + 1
    desk.close()


def test_every_noun_and_field_has_a_name(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk", FakeClock())
    tables = [table for table in Whole(desk.database).tables if table.name != "profile"]
    unnamed = [
        (table.name, column.name)
        for table in tables
        for column in table.columns
        if column.name not in SAYS_NOTHING and not label(table.name, column.name)
    ]
    assert unnamed == []
    assert [table.name for table in tables if section_title(table.name) == table.name] == []
    desk.close()


def test_dates_are_said_as_people_say_them_and_what_is_in_the_trash_is_there(tmp_path: Path) -> None:
    sample = sample_desk(tmp_path / "desk")
    note = sample.desk.notes.add(Note(person_id=sample.maria.id, text="# Moving\n\nTo a new flat"))
    sample.desk.notes.remove(note.id)
    words = report_as_markdown(held_about(sample.desk, sample.maria.id))
    assert "- In the trash since: 12 Nov 2026" in words
    assert "> To a new flat" in words
    assert "- What became of it: held" in words
    assert "T14:00" not in words
    assert sample.maria.id not in words
    sample.desk.close()


def test_it_is_made_in_german_too(tmp_path: Path) -> None:
    sample = sample_desk(tmp_path / "desk")
    language.use("de")
    try:
        words = report_as_markdown(held_about(sample.desk, sample.maria.id))
    finally:
        language.use("en")
    assert "12. Nov. 2026" in words
    assert "12 Nov 2026" not in words
    sample.desk.close()
