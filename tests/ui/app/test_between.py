"""Promises and questions in the whole window: found by the palette, and led back to the line they come from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.workflows.promises.promise_origin import origin_of
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.questions.questions_overview import QuestionView
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.between import SCENES
from tests.support.scenes.scene import next_call
from tests.support.stage import Play, play

__all__ = ["play"]

BY_NAME = {scene.name: scene for scene in SCENES}


def _found(stage: Rehearsal, words: str, name: str) -> None:
    stage.window.open_palette(words)
    settle()
    palette = stage.window.palette_box
    entry = next(one for one in palette.list.rows_model.rows() if one.name == name)
    entry.run()
    palette.close_overlay()
    settle()


def test_the_origin_of_a_promise_is_the_line_of_its_note(play: Play) -> None:
    stage, _window = play(BY_NAME["promises"])
    action = next(
        one for one in stage.desk.actions.where("done_at IS NULL") if one.origin_note_id and one.origin_meeting_id
    )
    origin = origin_of(stage.desk, action)
    screen = stage.shown.screens.actions()
    screen.open_action(action.id)
    QTest.keyClick(screen.view, Qt.Key.Key_G)
    settle()
    page = stage.shown.screens.meetings().page
    assert stage.window.current_key() == "meetings"
    assert (page.meeting_id, page.note.editor.caret_line()) == (action.origin_meeting_id, origin.line)


def test_the_palette_leads_to_a_promise_and_to_a_question_in_their_lists(play: Play) -> None:
    stage, _window = play(BY_NAME["questions"])
    action = stage.desk.actions.where("done_at IS NULL")[0]
    _found(stage, f'"{action.text}"', f"action:{action.id}")
    row = stage.shown.screens.actions().view.current_row()
    assert isinstance(row, PromiseView)
    assert (stage.window.current_key(), row.id) == ("actions", action.id)
    answered = stage.desk.questions.closed(limit=1)[0]
    _found(stage, f'"{answered.text}"', f"question:{answered.id}")
    asked = stage.shown.screens.questions().view.current_row()
    assert isinstance(asked, QuestionView)
    assert (stage.window.current_key(), asked.id) == ("questions", answered.id)


def test_a_question_for_the_next_meeting_is_seen_on_today_at_once(play: Play) -> None:
    stage, _window = play(BY_NAME["questions"])
    person_id = next_call(stage).person_id
    ask_question.ask(stage.desk, stage.clock, "Who decides in the end?", person_id=person_id)
    stage.shown.ways.open_today()
    settle()
    today = stage.window.screen_of("today")
    assert "Who decides in the end?" in [item.text for item in today.agenda.view.rows_model.rows()]  # type: ignore[attr-defined]  # it is Today
