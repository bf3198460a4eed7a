"""Purging: what goes with what, that nothing of it is left in the file, and that nothing else goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.goals import Goal, Milestone
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.store.purging import LINKS, Purge, Reach, link_of, purge, unfinished_of
from mentordesk.store.scouring import close_book, going_backups, is_unfinished, scour, wipe_backups
from mentordesk.store.search_feed import gaps
from mentordesk.store.triggers import expected
from mentordesk.store.whole import Whole
from tests.support.all_about import ATTACHED, put_all_about
from tests.support.clock import FakeClock


def purge_all(desk: Desk, wanted: Purge) -> None:
    purge(desk.database, wanted)
    scour(desk)
    close_book(desk.database)


def raw_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_every_link_of_every_noun_says_what_it_means_for_a_purge(desk: Desk) -> None:
    there = {(table.name, one.name) for table in Whole(desk.database).tables for one in table.columns if one.leads_to}
    assert there == {(table, column) for table, columns in LINKS.items() for column in columns}
    for table, columns in LINKS.items():
        for column in columns:
            keeper = link_of(table, column).unless
            assert not keeper or (table, keeper) in there


def test_forgetting_somebody_takes_a_record_of_every_noun(desk: Desk) -> None:
    about = put_all_about(desk)
    wanted = Reach(desk.database).of_person(about.person_id)
    assert {table: set(ids) for table, ids in wanted.gone.items()} == {table: {one} for table, one in about.ids.items()}


def test_nothing_of_it_is_left_in_any_byte_of_the_folder(desk: Desk) -> None:
    other = desk.people.add(Person(name="Kwame Mensah"))
    desk.notes.add(Note(person_id=other.id, text="Stays as it is"))
    about = put_all_about(desk)
    drafts = Drafts(desk.folder / FOLDER_NAME)
    drafts.keep(f"meeting-note/{about.ids['meeting']}", "zqdraft of the call")
    drafts.keep(f"wrap-up/{about.ids['meeting']}/learned", "zqlearned")
    drafts.keep(f"note/{other.id}", "another draft")
    (desk.folder / FOLDER_NAME / "new-abc.tmp").write_text("zqhalf a draft", encoding="utf-8")
    (desk.folder / "attachments").mkdir(exist_ok=True)
    (desk.folder / "attachments" / about.ids["attachment"]).write_bytes(ATTACHED)
    note_id = about.ids["note"]
    desk.notes.write(note_id, "zqsecond wording " * 200)
    desk.notes.write(note_id, "zqthird")
    before = raw_bytes(desk.folder)
    words = {*about.words.values(), "zqdraft", "zqlearned", "zqhalf", "zqattached", "zqsecond", "zqthird"}
    assert all(word.encode() in before for word in words)

    purge_all(desk, Reach(desk.database).of_person(about.person_id))

    after = raw_bytes(desk.folder)
    assert [word for word in words if word.encode() in after] == []
    assert b"zq" not in after
    assert about.person_id.encode() not in after
    assert b"Stays as it is" in after
    assert b"another draft" in after
    assert (desk.folder / "desk.db-wal").stat().st_size == 0


def test_what_is_left_is_sound_and_guarded_and_found(desk: Desk) -> None:
    kwame = desk.people.add(Person(name="Kwame Mensah"))
    desk.notes.add(Note(person_id=kwame.id, text="Pottery on Thursdays"))
    about = put_all_about(desk)
    purge_all(desk, Reach(desk.database).of_person(about.person_id))
    connection = desk.database.tables.conn
    assert desk.database.rows("PRAGMA foreign_key_check") == []
    assert desk.database.value("PRAGMA integrity_check") == "ok"
    present = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    assert present == expected(connection)
    assert gaps(connection) == 0
    assert [found.title for found in desk.search.find("pottery")] == ["Pottery on Thursdays"]
    assert desk.search.find("zqnotetext") == ()
    assert desk.database.value("SELECT count(*) FROM changed WHERE row_id = ?", [about.person_id]) == 0


def test_what_belongs_to_somebody_else_stays_without_the_link(desk: Desk) -> None:
    maria = desk.people.add(Person(name="Maria Santos"))
    kwame = desk.people.add(Person(name="Kwame Mensah"))
    with_kwame = desk.mentorships.add(Mentorship(person_id=kwame.id))
    call = desk.meetings.add(Meeting(person_id=kwame.id, mentorship_id=with_kwame.id, zone_owner_id=maria.id))
    promise = desk.actions.add(Action(owner_id=maria.id, mentorship_id=with_kwame.id, text="Maria sends the paper"))
    hers = desk.actions.add(Action(owner_id=maria.id, text="Hers alone"))
    topic = desk.agenda.add(AgendaItem(mentorship_id=with_kwame.id, author_id=maria.id, text="Her question"))
    purge_all(desk, Reach(desk.database).of_person(maria.id))
    assert desk.meetings.get(call.id).zone_owner_id == ""
    assert desk.actions.get(promise.id).owner_id == ""
    assert desk.actions.get(promise.id).text == "Maria sends the paper"
    assert desk.agenda.get(topic.id).author_id == ""
    assert desk.actions.find(hers.id) is None


def test_what_is_to_be_kept_stays_with_its_parts(desk: Desk) -> None:
    maria = desk.people.add(Person(name="Maria Santos"))
    together = desk.mentorships.add(Mentorship(person_id=maria.id))
    goal = desk.goals.add(Goal(title="Speak in public", mentorship_id=together.id))
    step = desk.goals.milestones.add(Milestone(goal_id=goal.id, text="A small room"))
    note = desk.notes.add(Note(goal_id=goal.id, person_id=maria.id, mentorship_id=together.id, text="How it went"))
    keep = {"goal": [goal.id], "note": [note.id]}
    purge_all(desk, Reach(desk.database).of_person(maria.id, keep=keep))
    assert desk.goals.get(goal.id).mentorship_id == ""
    assert desk.goals.milestones.get(step.id).text == "A small room"
    assert desk.notes.get(note.id).person_id == ""
    assert desk.people.find(maria.id) is None


def test_a_goal_of_the_trash_takes_its_parts_and_leaves_the_rest(desk: Desk) -> None:
    maria = desk.people.add(Person(name="Maria Santos"))
    goal = desk.goals.add(Goal(title="Speak in public", owner_id=maria.id))
    step = desk.goals.milestones.add(Milestone(goal_id=goal.id, text="A small room"))
    promise = desk.actions.add(Action(owner_id=maria.id, goal_id=goal.id, text="Ask for a slot"))
    note = desk.notes.add(Note(goal_id=goal.id, person_id=maria.id, text="How it went"))
    desk.goals.remove(goal.id)
    wanted = Reach(desk.database).of_trash({"goal": [goal.id]})
    assert wanted.gone == {"goal": frozenset({goal.id}), "milestone": frozenset({step.id})}
    purge_all(desk, wanted)
    assert desk.actions.get(promise.id).goal_id == ""
    assert desk.notes.get(note.id).text == "How it went"


def test_somebody_in_the_trash_of_whom_more_is_kept_is_held_back(desk: Desk) -> None:
    maria = desk.people.add(Person(name="Maria Santos"))
    nobody = desk.people.add(Person(name="Typed wrongly"))
    desk.meetings.add(Meeting(person_id=maria.id))
    for one in (maria, nobody):
        desk.people.remove(one.id)
    wanted = Reach(desk.database).of_trash({"person": [maria.id, nobody.id]})
    assert wanted.gone == {"person": frozenset({nobody.id})}
    assert wanted.held_back == {maria.id}


def test_rows_are_still_refused_to_whoever_deletes_them_otherwise(desk: Desk) -> None:
    about = put_all_about(desk)
    other = desk.people.add(Person(name="Kwame Mensah"))
    purge_all(desk, Reach(desk.database).of_person(about.person_id))
    with pytest.raises(Exception, match="records go to the trash"):
        desk.database.tables.conn.execute("DELETE FROM person WHERE id = ?", (other.id,))


def test_undo_knows_nothing_of_what_is_gone_and_everything_else(desk: Desk) -> None:
    desk.people.add(Person(name="Kwame Mensah"), act="Add Kwame")
    maria = desk.people.add(Person(name="Maria Santos"), act="Add Maria")
    wanted = Reach(desk.database).of_person(maria.id)
    purge_all(desk, wanted)
    desk.database.undo_log.forget(wanted.ids)
    assert desk.database.undo() == "Add Kwame"
    with pytest.raises(Mistake):
        desk.database.undo()


def test_what_another_program_purged_is_not_brought_back_by_undo_here(desk: Desk, clock: FakeClock) -> None:
    maria = desk.people.add(Person(name="Maria Santos"), act="Add Maria")
    elsewhere = Desk.open(desk.folder, clock)
    purge_all(elsewhere, Reach(elsewhere.database).of_person(maria.id))
    elsewhere.close()
    with pytest.raises(Mistake):
        desk.database.undo()


def test_until_the_disk_is_clean_the_desk_says_so(desk: Desk) -> None:
    about = put_all_about(desk)
    wanted = Reach(desk.database).of_person(about.person_id)
    purge(desk.database, wanted, ["/somewhere/old.db"])
    assert is_unfinished(desk.database)
    left = unfinished_of(desk.database.tables.conn)
    assert left is not None
    assert left.ids == wanted.ids
    assert left.backups == {"/somewhere/old.db"}
    scour(desk)
    assert is_unfinished(desk.database)
    close_book(desk.database)
    assert is_unfinished(desk.database)
    assert going_backups(desk.database) == (Path("/somewhere/old.db"),)
    wipe_backups(desk.database)
    assert not is_unfinished(desk.database)


def test_in_slices_too_the_words_leave_the_index_time_after_time(desk: Desk) -> None:
    for number in range(300):
        desk.notes.add(Note(text=f"Pottery on Thursdays, lesson {number} " * 20))
    for word in ("zqfirst", "zqsecond", "zqthird"):
        note = desk.notes.add(Note(text=f"{word} " * 50))
        desk.notes.remove(note.id)
        wanted = Reach(desk.database).of_trash({"note": [note.id]})
        purge(desk.database, wanted, at_once=False)
        assert is_unfinished(desk.database)
        scour(desk)
        close_book(desk.database)
        assert word.encode() not in raw_bytes(desk.folder)
        assert gaps(desk.database.tables.conn) == 0
        assert desk.database.value("PRAGMA integrity_check") == "ok"
        assert len(desk.search.find("pottery", limit=500)) == 300
