"""Forgetting somebody: what is told before, what is done, what stays, and the backups."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.actions import Action
from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.errors import Mistake
from mentordesk.store import backups
from mentordesk.store.backups import Cancelled, Reason
from mentordesk.store.desk import Desk
from mentordesk.store.scouring import is_unfinished
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.forgetting.forget import (
    Errand,
    finish_forgetting,
    forget,
    held_by_backups,
    look,
    purge_records,
)
from mentordesk.workflows.forgetting.forget_words import backup_words, goes_words, stays_words
from mentordesk.workflows.meetings.hold_session import begin, prepare_session
from mentordesk.workflows.notes.keep_note import keep_note
from tests.support.all_about import ATTACHED, put_all_about
from tests.support.clock import FakeClock
from tests.support.sample_desk import SampleDesk, sample_desk


@pytest.fixture
def sample(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path / "desk")


def with_kwame(sample: SampleDesk) -> tuple[Person, Mentorship]:
    kwame = sample.desk.people.add(Person(name="Kwame Mensah"))
    return kwame, sample.desk.mentorships.add(Mentorship(person_id=kwame.id))


def test_the_preview_names_what_stays_and_speaks_of_them(sample: SampleDesk) -> None:
    desk = sample.desk
    kwame, together = with_kwame(sample)
    named = desk.notes.add(Note(person_id=kwame.id, text="Maria Santos knows a designer"))
    linked = desk.notes.add(Note(person_id=kwame.id, text=""))
    keep_note(desk, sample.clock, linked.id, "Ask [[Maria Santos]]")
    promised = desk.actions.add(Action(owner_id=sample.maria.id, mentorship_id=together.id, text="Sends the paper"))
    perhaps = desk.notes.add(Note(person_id=kwame.id, text="His sister Maria is in town"))
    earlier = desk.notes.add(Note(person_id=kwame.id, text=""))
    desk.notes.write(earlier.id, "Maria Santos was here")
    desk.notes.leave(earlier.id)
    desk.notes.write(earlier.id, "Nobody was here")
    desk.people.save(replace(kwame, met_how="By Maria Santos"), act="Edit")
    desk.people.save(replace(kwame, met_how="At a talk"), act="Edit")
    preview = look(desk, sample.maria.id)
    certain = {one.record_id for one in preview.mentions if one.is_certain}
    assert {named.id, linked.id, promised.id} <= certain
    assert {one.record_id for one in preview.mentions if not one.is_certain} == {perhaps.id}
    assert preview.earlier_wordings == 2
    assert "perhaps somebody else" in stays_words(preview)
    assert all(one.record_id not in preview.purge.ids for one in preview.mentions)


def test_the_preview_counts_what_goes(sample: SampleDesk) -> None:
    desk = sample.desk
    Drafts(desk.folder / FOLDER_NAME).keep(f"meeting-note/{sample.call.id}", "typed")
    preview = look(desk, sample.maria.id)
    words = goes_words(preview)
    meetings = desk.meetings.count("person_id = ?", [sample.maria.id])
    assert meetings > 1
    assert f"{meetings} meetings" in words
    assert "1 text not saved yet" in words
    assert preview.purge.count("meeting") == meetings


def test_forgetting_leaves_the_rest_of_the_desk_as_it_was(sample: SampleDesk) -> None:
    desk = sample.desk
    kwame, together = with_kwame(sample)
    note = desk.notes.add(Note(person_id=kwame.id, text="Maria Santos knows a designer"))
    promised = desk.actions.add(Action(owner_id=sample.maria.id, mentorship_id=together.id, text="Sends the paper"))
    folder = desk.folder
    desk.close()
    done = forget(folder, sample.clock, Errand(sample.maria.id, "Maria"))
    assert done.is_clean
    assert done.name == "Maria Santos"
    with closing(Desk.open(folder, sample.clock)) as after:
        assert {person.name for person in after.people.where()} == {"Elena Weber", "Kwame Mensah"}
        assert after.notes.get(note.id).text == "Maria Santos knows a designer"
        assert after.actions.get(promised.id).owner_id == ""
        assert after.meetings.count("person_id = ?", [sample.maria.id]) == 0
        assert not is_unfinished(after.database)


@pytest.mark.parametrize("keeps", [True, False])
def test_goals_of_my_own_stay_if_that_is_wished(sample: SampleDesk, keeps: bool) -> None:
    desk = sample.desk
    mine = desk.goals.add(Goal(title="Listen more", owner_id=sample.me.id, mentorship_id=sample.maria_with_me.id))
    theirs = desk.goals.add(Goal(title="Lead", owner_id=sample.maria.id, mentorship_id=sample.maria_with_me.id))
    note = desk.notes.add(Note(goal_id=mine.id, person_id=sample.maria.id, text="How I listened"))
    preview = look(desk, sample.maria.id, keep_goals=keeps)
    assert preview.own_goals == 1
    folder = desk.folder
    desk.close()
    forget(folder, sample.clock, Errand(sample.maria.id, "Maria", keep_goals=keeps))
    with closing(Desk.open(folder, sample.clock)) as after:
        assert bool(after.goals.find(mine.id)) == keeps
        assert bool(after.notes.find(note.id)) == keeps
        assert after.goals.find(theirs.id) is None


def test_one_cannot_forget_oneself_nor_somebody_in_a_call(sample: SampleDesk) -> None:
    with pytest.raises(Mistake, match="This is you"):
        look(sample.desk, sample.me.id)
    begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))
    with pytest.raises(Mistake, match="under way"):
        look(sample.desk, sample.maria.id)


def test_it_can_be_stopped_before_anything_is_done(sample: SampleDesk) -> None:
    class Unwanted:
        is_cancelled = True

        def report(self, fraction: float, words: str = "") -> None:
            pass

    folder = sample.desk.folder
    sample.desk.close()
    with pytest.raises(Cancelled):
        forget(folder, sample.clock, Errand(sample.maria.id, "Maria"), Unwanted())
    with closing(Desk.open(folder, sample.clock)) as after:
        assert after.people.get(sample.maria.id).name == "Maria Santos"


def test_the_backups_that_know_somebody_are_counted_with_the_day_the_last_one_goes(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    early = backups.write(desk.folder, Reason.DAILY, clock.now())
    newcomer = desk.people.add(Person(name="Lena Ode"))
    clock.advance(days=1)
    backups.write(desk.folder, Reason.DAILY, clock.now())
    of_maria, of_newcomer = (held_by_backups(desk, one) for one in (sample.maria, newcomer))
    assert len(of_maria.paths) == 2
    assert early.path not in of_newcomer.paths
    assert len(of_newcomer.paths) == 1
    last = of_newcomer.last_gone_on
    assert last is not None
    told = " ".join(backup_words(of_newcomer, newcomer))
    assert "1 backup made before still holds Lena Ode." in told
    # Made each day and rotated, it is gone on just that day, and still there on the day before.
    folder, zone = desk.folder / "backups", clock.zone()
    (there,) = of_newcomer.paths
    content = there.read_bytes()
    while there.exists():
        clock.advance(days=1)
        made = clock.now()
        (folder / f"desk-{made:%Y%m%dT%H%M%S}000Z-daily.db").write_bytes(content[:10])
        backups.rotate(folder, zone, made)
    gone_on = clock.now().astimezone(zone).date()
    assert last <= gone_on <= last + timedelta(days=1)


def test_a_backup_of_before_is_rotated_away_within_a_year_and_a_bit(sample: SampleDesk) -> None:
    backups.write(sample.desk.folder, Reason.DAILY, sample.clock.now())
    last = held_by_backups(sample.desk, sample.maria).last_gone_on
    assert last is not None
    assert date(2026, 11, 12) < last < date(2027, 12, 31)


def test_backups_are_made_anew_if_that_is_wished_with_the_copies_of_attachments(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    about = put_all_about(desk)
    person = desk.people.get(about.person_id)
    backups.write(desk.folder, Reason.DAILY, clock.now())
    copies = desk.folder / "backups" / "attachments"
    copies.mkdir(exist_ok=True)
    (copies / about.ids["attachment"]).write_bytes(ATTACHED)
    (desk.folder / "backups" / "damaged-20261101T100000Z").mkdir()
    (desk.folder / "backups" / "damaged-20261101T100000Z" / "desk.db").write_bytes(b"zq")
    clock.advance(hours=1)
    old = held_by_backups(desk, person)
    assert old.count == 2
    folder = desk.folder
    desk.close()
    forget(folder, clock, Errand(person.id, person.name, old=old))
    (fresh,) = backups.backups_of(folder)
    assert fresh.reason is Reason.WISHED
    assert backups.verify(fresh.path)
    assert not any(b"zq" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not (folder / "backups" / "damaged-20261101T100000Z").exists()


def test_emptying_the_trash_purges_what_is_in_it_and_no_more(sample: SampleDesk) -> None:
    desk = sample.desk
    gone = desk.notes.add(Note(text="zqnote of no use"))
    stays = desk.notes.add(Note(text="Of use"))
    desk.notes.remove(gone.id, act="Remove a note")
    with pytest.raises(Mistake, match="no longer in the trash"):
        purge_records(desk, {"note": [gone.id, stays.id]})
    assert desk.notes.find(gone.id) is not None
    desk.people.remove(sample.maria.id)
    done = purge_records(desk, {"note": [gone.id], "person": [sample.maria.id]})
    assert done.held_back == {sample.maria.id}
    assert desk.notes.find(gone.id) is None
    assert desk.notes.find(stays.id) is not None
    assert desk.people.find(sample.maria.id) is not None
    assert not any(b"zqnote" in path.read_bytes() for path in desk.folder.iterdir() if path.is_file())


def test_where_another_program_reads_the_disk_is_cleaned_later(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    folder = desk.folder
    gone = desk.notes.add(Note(text="zqnote of no use"))
    desk.notes.remove(gone.id)
    reader = Desk.open(folder, clock)
    connection = reader.database.tables.conn
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM note").fetchone()
    purge_records(desk, {"note": [gone.id]})
    assert is_unfinished(desk.database)
    connection.execute("COMMIT")
    reader.close()
    assert finish_forgetting(desk)
    assert not is_unfinished(desk.database)
    assert not any(b"zqnote" in path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert not finish_forgetting(desk)


def test_a_meeting_of_no_mentorship_takes_what_was_promised_in_it(sample: SampleDesk) -> None:
    desk = sample.desk
    lena = desk.people.add(Person(name="Lena Ode"))
    call = desk.meetings.add(Meeting(person_id=lena.id))
    promise = desk.actions.add(Action(owner_id=sample.me.id, origin_meeting_id=call.id, text="Write to Lena"))
    assert promise.id in look(desk, lena.id).purge.ids


def test_an_encrypted_desk_forgets_as_well(tmp_path: Path) -> None:
    keys, clock, folder = Keys(Key.new()), FakeClock(), tmp_path / "sealed"
    with closing(Desk.open(folder, clock, keys)) as desk:
        desk.profile.begin(Person(name="Elena Weber"), Profile())
        about = put_all_about(desk)
        drafts = Drafts(folder / FOLDER_NAME, keys)
        drafts.keep(f"note/{about.ids['note']}", "zqdraft")
        drafts.keep("form/1234", '["zqform"]')
        # Half a line of quick capture may be about them without saying so; what was typed about somebody else is known to be.
        drafts.keep("capture", "her sister is ill")
        drafts.keep("line/Add a promise", "send it to her")
        drafts.keep("wrap-up/another/topic", "stays")
        assert "and 4 texts not saved yet" in goes_words(look(desk, about.person_id))
        backups.write(folder, Reason.DAILY, clock.now(), keys=keys)
        clock.advance(hours=1)
        old = held_by_backups(desk, desk.people.get(about.person_id))
        assert len(old.paths) == 1
    assert forget(folder, clock, Errand(about.person_id, "zq", old=old, keys=keys)).is_clean
    assert [draft.text for draft in Drafts(folder / FOLDER_NAME, keys).all()] == ["stays"]
    (fresh,) = backups.backups_of(folder)
    assert backups.verify(fresh.path, keys=keys)["person"] == 1
    with closing(Desk.open(folder, clock, keys)) as after:
        assert [person.name for person in after.people.where()] == ["Elena Weber"]


def test_a_backup_that_cannot_be_deleted_is_said_and_tried_again(sample: SampleDesk, tmp_path: Path) -> None:
    desk, clock = sample.desk, sample.clock
    backups.write(desk.folder, Reason.DAILY, clock.now())
    old = held_by_backups(desk, sample.maria)
    # A folder where a file was: as a backup that another program holds, it cannot be deleted.
    stuck = tmp_path / "stuck.db"
    (stuck / "within" / "deeper").mkdir(parents=True)
    folder = desk.folder
    desk.close()
    done = forget(folder, clock, Errand(sample.maria.id, "Maria", old=replace(old, damaged_copies=(stuck,))))
    assert not done.is_clean
    assert "cannot be written to" in done.trouble
    (stuck / "within" / "deeper").rmdir()
    (stuck / "within").rmdir()
    with closing(Desk.open(folder, clock)) as after:
        assert after.people.find(sample.maria.id) is None
        assert is_unfinished(after.database)
        assert finish_forgetting(after)
        assert not is_unfinished(after.database)
    assert not stuck.exists()
