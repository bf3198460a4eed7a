"""Notes that were half typed when the program ended are saved at the next start; other drafts wait at their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.drafts import Drafts
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_note, keep_person_note
from mentordesk.workflows.notes.take_up_drafts import TakenUp, take_up_drafts
from mentordesk.workflows.notes.taken_up_words import met_words
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
    drafts.keep(f"meeting-note/{meeting.id}", "after", "before")
    # One of a version that did not say what it was typed upon.
    drafts.keep(f"note/{alone.id}", "alone and longer")
    assert take_up_drafts(desk, small.clock, drafts) == TakenUp(saved=2)
    note = desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text == "after"
    assert "before" in [revision.text for revision in desk.notes.revisions(note.id)]
    assert desk.notes.get(alone.id).text == "alone and longer"
    assert drafts.all() == ()


def test_what_was_written_into_a_note_since_stays(small: SmallDesk, tmp_path: Path) -> None:
    desk, drafts = small.desk, Drafts(tmp_path / "drafts", Keys(Key.new()))
    apart = keep_person_note(desk, small.clock, small.maria.id, "# Apart\n\nfirst\n\nlast").note
    same = keep_person_note(desk, small.clock, small.maria.id, "# Same\n\nShe likes tea").note
    drafts.keep(f"note/{apart.id}", "# Apart\n\nfirst\n\nlast, and typed", apart.text)
    drafts.keep(f"note/{same.id}", "# Same\n\nShe likes green tea", same.text)
    keep_note(desk, small.clock, apart.id, "# Apart\n\nfirst, from elsewhere\n\nlast", base=apart.text)
    keep_note(desk, small.clock, same.id, "# Same\n\nShe likes black coffee", base=same.text)
    taken = take_up_drafts(desk, small.clock, drafts)
    assert desk.notes.get(apart.id).text == "# Apart\n\nfirst, from elsewhere\n\nlast, and typed"
    assert "green" in desk.notes.get(same.id).text
    assert "# Same\n\nShe likes black coffee" in [one.text for one in desk.notes.revisions(same.id)]
    assert taken == TakenUp(2, taken.met, (same.id,))
    assert set(taken.met) == {apart.id, same.id}
    words = met_words(desk, taken)
    assert "“Apart” is brought together" in words
    assert "In “Same” the same lines" in words


def test_drafts_of_other_texts_and_of_what_is_not_there_wait(small: SmallDesk, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    for key in ("wrap-up/1/topic", "meeting-note/nowhere", "note/nowhere", "edit/action/1"):
        drafts.keep(key, "text")
    assert take_up_drafts(small.desk, small.clock, drafts) == TakenUp()
    assert len(drafts.all()) == 4


def test_a_draft_that_says_what_is_saved_is_cleared_away_without_a_word(small: SmallDesk, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    note = keep_person_note(small.desk, small.clock, small.maria.id, "saved").note
    drafts.keep(f"note/{note.id}", "saved", "")
    assert take_up_drafts(small.desk, small.clock, drafts) == TakenUp()
    assert drafts.all() == ()
    assert small.desk.notes.revisions(note.id) == ()


def test_what_waits_is_sealed_once_the_desk_has_a_key(small: SmallDesk, tmp_path: Path) -> None:
    Drafts(tmp_path / "drafts").keep("wrap-up/1/topic", "Maria is ill", "Maria is")
    sealing = Drafts(tmp_path / "drafts", Keys(Key.new()))
    take_up_drafts(small.desk, small.clock, sealing)
    assert all(b"Maria" not in path.read_bytes() for path in (tmp_path / "drafts").iterdir())
    assert [(draft.text, draft.base) for draft in sealing.all()] == [("Maria is ill", "Maria is")]
