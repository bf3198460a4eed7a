"""Quick capture by keys: understood before Enter, asked back in place, never lost, and the place one comes from kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk import language, spoken_dates
from mentordesk.domain.capture import Kind
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.workflows.capture.understood import Choices, Understood
from mentordesk_ui.screens.capture import QuickCapture
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import running

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    made = Rehearsal(tmp_path)
    yield made
    bugs = list(made.bugs)
    made.close()
    assert not bugs, "\n".join(bugs)


@pytest.fixture
def quick(stage: Rehearsal) -> QuickCapture:
    """The small window, opened by its key over Today."""
    stage.show_screen("today")
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL_SHIFT)
    settle()
    quick = stage.shown.screens.capture()
    assert quick.window.isVisible()
    until(spoken_dates.is_ready, "rare words for days")
    return quick


def write(quick: QuickCapture, words: str) -> None:
    QTest.keyClicks(quick.window.line, words)
    settle()


def press(quick: QuickCapture, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(quick.window.line, key, keys)
    settle()


def test_a_line_is_understood_while_it_is_typed_and_kept_by_enter(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "[] @me send the slides !in a fortnight")
    assert quick.window.sentence.text() == "A promise of mine, due Thursday 26 November."
    press(quick, Qt.Key.Key_Return)
    assert not quick.window.isVisible()
    (kept,) = [one for one in stage.desk.actions.where("1") if one.text == "send the slides"]
    assert (kept.owner_id, kept.due_on) == (stage.desk.profile.me().id, date(2026, 11, 26))
    toast = stage.window.current_toast()
    assert toast is not None
    assert toast.text() == "Kept: A promise of mine, due Thursday 26 November."
    QTest.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [one for one in stage.desk.actions.where("1") if one.text == "send the slides"] == []


def test_shift_and_enter_keep_and_stay_for_the_next_line(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "first #one")
    press(quick, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert quick.window.isVisible()
    assert quick.window.line.text() == ""
    write(quick, "second")
    press(quick, Qt.Key.Key_Return)
    assert {"first #one", "second"} <= {note.text for note in stage.desk.notes.where("1")}


def test_escape_keeps_a_half_typed_line_for_the_next_time(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "half a tho")
    press(quick, Qt.Key.Key_Escape)
    assert not quick.window.isVisible()
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL_SHIFT)
    settle()
    assert quick.window.line.text() == "half a tho"
    QTest.keyClick(quick.window.line, Qt.Key.Key_End)
    write(quick, "ught")
    press(quick, Qt.Key.Key_Return)
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL_SHIFT)
    settle()
    assert quick.window.line.text() == ""
    assert "half a thought" in {note.text for note in stage.desk.notes.where("1")}


def test_a_half_typed_line_outlives_the_end_of_the_program(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "unfinished")
    stage.program.open(stage.desk.folder)
    settle()
    stage.shown.screens.capture().open()
    assert stage.shown.screens.capture().window.line.text() == "unfinished"


def test_a_line_is_on_disk_while_it_is_typed(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "half a sentence")
    quick._half_typed.timeout.emit()
    drafts = Drafts(stage.desk.folder / "drafts", stage.desk.keys)
    found = drafts.find("capture")
    assert found is not None
    assert found.text == "half a sentence"
    press(quick, Qt.Key.Key_Return)
    assert drafts.find("capture") is None


def test_two_people_of_one_name_are_asked_about_and_answered_by_key(stage: Rehearsal, quick: QuickCapture) -> None:
    press(quick, Qt.Key.Key_Escape)
    one = stage.desk.people.add(Person(name="Zora Adler", city="Graz"))
    stage.desk.people.add(Person(name="Zora Okafor"))
    quick.open()
    write(quick, "? how is it going @Zora")
    press(quick, Qt.Key.Key_Return)
    assert quick.window.isVisible()
    assert quick.window.question.text() == "Which Zora is meant?"
    assert [button.words() for button in quick.window.answer_buttons()] == ["Zora Adler · Graz", "Zora Okafor"]
    press(quick, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is quick.window.answer_buttons()[0]
    QTest.keyClick(focus, Qt.Key.Key_Space)
    settle()
    assert quick.window.sentence.text() == "A question for the next meeting with Zora Adler."
    press(quick, Qt.Key.Key_Return)
    (question,) = [each for each in stage.desk.questions.where("1") if each.text == "how is it going"]
    assert stage.desk.mentorships.get(question.mentorship_id).person_id == one.id


def test_a_name_nobody_has_can_be_added_in_place(stage: Rehearsal, quick: QuickCapture) -> None:
    write(quick, "~ @Zoltan his new flat")
    buttons = {button.words(): button for button in quick.window.answer_buttons()}
    QTest.mouseClick(buttons["Add Zoltan"], Qt.MouseButton.LeftButton)
    settle()
    assert quick.window.sentence.text() == "To ask Zoltan about."
    press(quick, Qt.Key.Key_Return)
    (zoltan,) = stage.desk.people.named("Zoltan")
    assert [thread.text for thread in stage.desk.threads.where("person_id = ?", [zoltan.id])] == ["his new flat"]


def test_arrows_choose_what_a_line_becomes(quick: QuickCapture) -> None:
    write(quick, "say no")
    press(quick, Qt.Key.Key_Down)
    assert quick.window.kinds.value() is Kind.QUESTION
    assert quick.window.sentence.text() == "A question for later."
    press(quick, Qt.Key.Key_Up)
    press(quick, Qt.Key.Key_Up)
    assert quick.window.kinds.value() is Kind.ADVICE


def test_a_day_that_is_none_is_asked_back_and_the_line_stays(quick: QuickCapture) -> None:
    write(quick, "[] slides !frday")
    press(quick, Qt.Key.Key_Return)
    assert quick.window.isVisible()
    assert "frday" in quick.window.question.text()
    assert quick.window.line.text() == "[] slides !frday"


def test_an_empty_line_says_what_is_missing(quick: QuickCapture) -> None:
    press(quick, Qt.Key.Key_Return)
    assert quick.window.question.text() == "Write what to keep."


def test_the_person_on_the_screen_is_whom_a_line_is_about(stage: Rehearsal) -> None:
    person = stage.desk.people.others()[0]
    stage.shown.ways.open_person(person.id)
    settle()
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL_SHIFT)
    settle()
    quick = stage.shown.screens.capture()
    write(quick, "~ how the move went")
    assert quick.window.sentence.text() == f"To ask {person.name} about."


def test_a_session_runs_on_and_keeps_its_place(stage: Rehearsal) -> None:
    session = running(stage)
    focus = QApplication.focusWidget()
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL_SHIFT)
    settle()
    quick = stage.shown.screens.capture()
    write(quick, "a thought meanwhile")
    press(quick, Qt.Key.Key_Return)
    assert session.is_running()
    [kept] = [note for note in stage.desk.notes.where("1") if note.text == "a thought meanwhile"]
    assert kept.person_id == session.context_person() != ""
    assert stage.window.current_key() == "focus"
    assert QApplication.activeWindow() is stage.window
    assert QApplication.focusWidget() is focus


def test_rare_words_typed_before_they_are_loaded_are_waited_for(stage: Rehearsal) -> None:
    spoken_dates._parser.cache_clear()
    language.use("en_GB")
    quick = stage.shown.screens.capture()
    quick.open()
    spoken_dates._parser.cache_clear()
    quick.window.line.insertPlainText("[] slides !in a fortnight")
    QTest.keyClick(quick.window.line, Qt.Key.Key_Return)
    until(lambda: not quick.window.isVisible(), "the line to be kept")
    (kept,) = [one for one in stage.desk.actions.where("1") if one.text == "slides"]
    assert kept.due_on == date(2026, 11, 26)


def test_rare_words_that_are_loaded_in_the_moment_of_enter_are_not_asked_about(
    stage: Rehearsal, quick: QuickCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand, loaded = quick._capture.understand, list[str]()

    def understand_just_before(line: str, choices: Choices) -> Understood:
        understood = understand(line, choices)
        loaded.append(line)
        return understood

    monkeypatch.setattr(spoken_dates, "is_ready", lambda: bool(loaded))
    write(quick, "[] slides !in a fortnight")
    loaded.clear()
    monkeypatch.setattr(quick._capture, "understand", understand_just_before)
    QTest.keyClick(quick.window.line, Qt.Key.Key_Return)
    until(lambda: not quick.window.isVisible(), "the line to be kept")
    assert [one.due_on for one in stage.desk.actions.where("1") if one.text == "slides"] == [date(2026, 11, 26)]
