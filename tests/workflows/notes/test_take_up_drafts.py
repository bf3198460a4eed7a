from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.drafts import Drafts
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_person_note
from mentordesk.workflows.notes.take_up_drafts import take_up_drafts
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def test_drafts_of_notes_are_saved_and_the_wording_before_is_kept(small: SmallDesk, tmp_path: Path) -> None:
    desk, drafts = small.desk, Drafts(tmp_path / "drafts")
    meeting = start_unplanned(desk, small.clock, small.maria.id)
    keep_meeting_note(desk, small.clock, meeting.id, "before")
    alone = keep_person_note(desk, small.clock, small.maria.id, "alone").note
    drafts.keep(f"meeting-note/{meeting.id}", "after")
    drafts.keep(f"note/{alone.id}", "alone and longer")
    assert take_up_drafts(desk, small.clock, drafts) == 2
    note = desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text == "after"
    assert "before" in [revision.text for revision in desk.notes.revisions(note.id)]
    assert desk.notes.get(alone.id).text == "alone and longer"
    assert drafts.all() == ()


def test_drafts_of_other_texts_and_of_what_is_not_there_wait(small: SmallDesk, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    for key in ("wrap-up/1/topic", "meeting-note/nowhere", "note/nowhere"):
        drafts.keep(key, "text")
    assert take_up_drafts(small.desk, small.clock, drafts) == 0
    assert len(drafts.all()) == 3


def test_a_draft_that_says_what_is_saved_is_cleared_away_without_a_word(small: SmallDesk, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    note = keep_person_note(small.desk, small.clock, small.maria.id, "saved").note
    drafts.keep(f"note/{note.id}", "saved")
    assert take_up_drafts(small.desk, small.clock, drafts) == 0
    assert drafts.all() == ()
    assert small.desk.notes.revisions(note.id) == ()


def test_what_waits_is_sealed_once_the_desk_has_a_key(small: SmallDesk, tmp_path: Path) -> None:
    Drafts(tmp_path / "drafts").keep("wrap-up/1/topic", "Maria is ill")
    sealing = Drafts(tmp_path / "drafts", Keys(Key.new()))
    take_up_drafts(small.desk, small.clock, sealing)
    assert all(b"Maria" not in path.read_bytes() for path in (tmp_path / "drafts").iterdir())
    assert [draft.text for draft in sealing.all()] == ["Maria is ill"]
