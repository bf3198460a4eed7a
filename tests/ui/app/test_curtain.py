"""The curtain: on no screen, in no state, can a name or a word of a note be read or heard while it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from mentordesk import language
from mentordesk.domain.records import Visibility
from mentordesk.language import _, own_sentences
from mentordesk.store.desk import Desk
from mentordesk_ui.app.curtain import Curtain
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.parts.announce import sayable
from mentordesk_ui.parts.toast import Toast
from mentordesk_ui.shell.curtain_strip import CurtainStrip
from mentordesk_ui.theme.veil import DOT
from tests.support.clock import FakeClock
from tests.support.hearing import listen, transcript
from tests.support.reading import read_window
from tests.support.rehearsal import Rehearsal, demo_desk, settle
from tests.support.scenes import SCENES, Scene
from tests.support.scenes.scene import noted_meeting, running
from tests.support.sources import RESOURCES
from tests.support.stage import Play, play

__all__ = ["play"]

ON_A_DESK = [scene for scene in SCENES if scene.has_desk]
WORD = re.compile(r"[^\W\d_]{4,}")
WORDS = re.compile(r"[^\W\d_]+")


@cache
def secrets() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the demo desk in their parts, and the words that only its private texts have."""
    desk = Desk.open(demo_desk(), FakeClock())
    try:
        rows = desk.database.rows("SELECT name, called FROM person")
        names = {part for row in rows for name in (row["name"], row["called"]) if name for part in name.split()}
        private, shared = set[str](), set[str]()
        for table, columns in PRIVATE.items():
            for row in desk.database.rows(f"SELECT {', '.join(columns)}, visibility FROM {table}"):
                words = {word.casefold() for column in columns for word in WORD.findall(row[column] or "")}
                (shared if table in OPEN and row["visibility"] == Visibility.SHARED else private).update(words)
    finally:
        desk.close()
    return frozenset(names), frozenset(private - shared)


PRIVATE = {
    "note": ("name", "tags", "text"),
    "thread": ("text", "answer"),
    "person": ("met_how", "remember", "avoid", "organisation"),
    "advice": ("text", "context"),
    "advice_answer": ("happened",),
    "question": ("text", "context", "answer"),
    "reflection": ("went_well", "would_change", "learned"),
    "goal": ("title", "why", "measure", "state_why"),
    "agenda_item": ("text",),
    "action": ("text",),
    "review": ("keep", "change"),
}
OPEN = {"agenda_item", "action"}
"""What is marked as shared stays readable in these."""


def told_in(window: QWidget) -> Iterator[str]:
    """Yield all that is painted, that a screen reader finds, and that waits in a tip."""
    yield window.windowTitle()
    for words in read_window(window):
        # An empty line shows an example of ours, and one of these is “Maria Santos”.
        if not (isinstance(words.on, QLineEdit) and not words.on.text()):
            yield words.text
    for heard in listen(window):
        yield heard.name
        yield heard.value
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield widget.toolTip()
            yield widget.accessibleDescription()


def leaks(window: QWidget) -> list[str]:
    """Return what a stranger could read or hear of names and notes, with the words around it."""
    names, private = secrets()
    # Words that the program says too give nothing away.
    words = private - own_words_of(tuple(own_sentences()))
    found = set()
    for told in told_in(window):
        for word in WORDS.findall(told):
            if (word in names and len(word) > 1) or word.casefold() in words:
                found.add(f"{word!r} in {told[:120]!r}")
    return sorted(found)


def own_words_of(sentences: tuple[str, ...]) -> frozenset[str]:
    """Return the words the program itself uses, in its sentences and on its pages of help."""
    return help_words() | {word.casefold() for sentence in sentences for word in WORD.findall(sentence)}


@cache
def help_words() -> frozenset[str]:
    pages = (page.read_text("utf-8") for page in RESOURCES.glob("help/*.md"))
    return frozenset(word.casefold() for page in pages for word in WORD.findall(page))


@cache
def written() -> frozenset[str]:
    """Return what somebody wrote on the demo desk, whole and by lines: names and texts, less what is shared."""
    desk = Desk.open(demo_desk(), FakeClock())
    texts, shared = set[str](), set[str]()
    try:
        for table, columns in (PRIVATE | {"person": ("name", "called", *PRIVATE["person"])}).items():
            for row in desk.database.rows(f"SELECT {', '.join(columns)}, visibility FROM {table}"):
                is_shared = table in OPEN and row["visibility"] == Visibility.SHARED
                (shared if is_shared else texts).update(row[column] for column in columns if row[column])
    finally:
        desk.close()
    lines = {line.strip() for text in texts for line in text.splitlines() if WORD.search(line)}
    return frozenset((texts | lines) - shared)


@pytest.fixture
def says_all_that_stands_on_the_desk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what has the program itself say all that stands on the desk, as if by chance."""

    def say() -> None:
        monkeypatch.setattr(language, "_said", {text: text for text in written()} | language._said)

    return say


@pytest.mark.parametrize("scene", ON_A_DESK, ids=str)
def test_nothing_of_a_screen_is_readable_behind_the_curtain(
    scene: Scene, play: Play, says_all_that_stands_on_the_desk: Callable[[], None]
) -> None:
    stage, window = play(scene)
    if not isinstance(stage.program.shown, DeskWindow):
        pytest.skip("no desk is open here")
    curtain = stage.shown.privacy().curtain
    if not curtain.is_drawn:
        curtain.draw()
    settle()
    curtain.spoken.look()
    found = leaks(window)
    assert not found, "\n".join(found)
    # Then as if the program said of itself, by chance, what stands on this desk: it is somebody's all the same.
    says_all_that_stands_on_the_desk()
    curtain.lift()
    curtain.draw()
    settle()
    curtain.spoken.look()
    found = sorted({told for told in told_in(window) if told in written()})
    assert not found, "\n".join(found)


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    made = Rehearsal(tmp_path)
    yield made
    bugs = made.bugs
    made.close()
    assert not bugs, "\n".join(bugs)


def curtain_of(stage: Rehearsal) -> Curtain:
    return stage.shown.privacy().curtain


OPAQUE = Qt.WidgetAttribute.WA_OpaquePaintEvent


@contextmanager
def watching(look: Callable[[QObject, QEvent], bool]) -> Iterator[None]:
    """Let every event of the program be looked at for a while."""

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            return look(watched, event)

    application, watch = QApplication.instance(), Watch()
    assert application is not None
    application.installEventFilter(watch)
    try:
        yield
    finally:
        application.removeEventFilter(watch)


def toggle(stage: Rehearsal) -> None:
    """Draw or lift it by the key, as a person does."""
    QTest.keySequence(stage.window, QKeySequence("Ctrl+Shift+H"))
    settle()


def painted(window: QWidget) -> str:
    return " ".join(words.text for words in read_window(window))


SCREENS = ("today", "people", "meetings", "goals", "actions", "questions", "advice", "notes", "insights", "focus")


@pytest.mark.parametrize("key", SCREENS)
def test_a_screen_that_is_made_while_it_is_drawn_is_covered_as_well(stage: Rehearsal, key: str) -> None:
    stage.show_screen("settings")
    toggle(stage)
    stage.show_screen(key)
    curtain_of(stage).spoken.look()
    assert leaks(stage.window) == []
    assert DOT in painted(stage.window) or key in {"insights", "people", "focus"}


def test_one_strip_says_that_it_is_drawn_and_lifts_it(stage: Rehearsal) -> None:
    stage.show_screen("today")
    before = painted(stage.window), transcript(stage.window)
    assert "Maria" in before[0]
    toggle(stage)
    strip = stage.window.findChild(CurtainStrip)
    assert strip is not None
    assert strip.isVisible()
    assert "curtain is drawn" in strip.text()
    assert "MS" in painted(stage.window)
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    settle()
    assert not strip.isVisible()
    assert painted(stage.window) == before[0]
    # The strip had the keyboard, which somebody else has now.
    assert transcript(stage.window).replace(" focused", "") == before[1].replace(" focused", "")


def test_what_is_shared_stays_readable_with_initials_unless_that_is_covered_too(stage: Rehearsal) -> None:
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    toggle(stage)
    seen = painted(stage.window)
    assert "Promotion case: the story" in seen
    assert "Introduce MS to" in seen
    stage.program.preferences.choose(curtain_covers_shared=True)
    settle()
    assert "Promotion case" not in painted(stage.window)


def test_a_row_can_be_looked_at_while_a_key_is_held(stage: Rehearsal) -> None:
    stage.show_screen("notes")
    toggle(stage)
    view = stage.shown.screens.notes().column.view
    view.setFocus()
    view.setCurrentIndex(view.rows_model.index(1, 0))
    hidden = view.rows_model.look_at(1).title
    QTest.keyPress(view, Qt.Key.Key_F4)
    assert view.rows_model.look_at(1).title != hidden
    assert view.rows_model.look_at(2).title in painted(stage.window) or DOT in view.rows_model.look_at(2).title
    QTest.keyRelease(view, Qt.Key.Key_F4)
    assert view.rows_model.look_at(1).title == hidden


def test_what_is_typed_is_readable_on_its_line_and_the_note_is_whole(stage: Rehearsal) -> None:
    meeting = noted_meeting(stage)
    stage.shown.ways.open_meeting(meeting.id)
    settle()
    before = stage.desk.notes.of_meeting(meeting.id)
    assert before is not None
    toggle(stage)
    editor = stage.shown.screens.meetings().page.note.editor
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Up)
    QTest.keyClicks(editor, "Zebra crossing")
    settle()
    seen = painted(editor)
    assert "Zebra crossing" in seen
    assert DOT in seen
    stage.window.rail.buttons()["today"].setFocus()
    settle()
    assert "Zebra" not in painted(editor)
    QTest.keyPress(editor, Qt.Key.Key_F4)
    assert "Zebra crossing" in painted(editor)
    QTest.keyRelease(editor, Qt.Key.Key_F4)
    assert "Zebra" not in painted(editor)
    stage.shown.screens.meetings().page.note.keeping.flush()
    after = stage.desk.notes.of_meeting(meeting.id)
    assert after is not None
    assert after.text == f"Zebra crossing\n{before.text}"


def _is_ours(_clipboard: QClipboard) -> bool:
    return True


def test_what_is_covered_is_copied_as_dots_and_never_cut(stage: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    # Offscreen nobody is said to own the clipboard.
    monkeypatch.setattr(QClipboard, "ownsClipboard", _is_ours)
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    editor = stage.shown.screens.meetings().page.note.editor
    whole = editor.text()
    toggle(stage)
    editor.setFocus()
    editor.selectAll()
    QTest.keySequence(editor, QKeySequence("Ctrl+X"))
    assert editor.text() == whole
    clipboard = QGuiApplication.clipboard()
    for keys in ("Ctrl+C", "Ctrl+Insert"):
        clipboard.clear()
        editor.selectAll()
        QTest.keySequence(editor, QKeySequence(keys))
        assert clipboard.text()
        assert set(clipboard.text()) <= {DOT, " ", "\n"}
    settle()
    assert any("names and words are covered" in toast.accessibleName() for toast in stage.window.findChildren(Toast))
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, " zebra")
    editor.moveCursor(editor.textCursor().MoveOperation.PreviousWord, editor.textCursor().MoveMode.KeepAnchor)
    QTest.keySequence(editor, QKeySequence("Ctrl+C"))
    assert clipboard.text() == "zebra"
    # What Python has made must not outlive it there.
    clipboard.clear()


def test_in_the_frame_in_which_it_is_drawn_nothing_can_be_read(stage: Rehearsal) -> None:
    stage.show_screen("today")
    falls: list[tuple[object, bool, bool]] = []

    def look(watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and not falls:
            # What is painted first is one plain sheet, as large as the window, before any word is looked at.
            falls.append((watched.size(), curtain_of(stage).is_drawn, watched.testAttribute(OPAQUE)))
        return False

    with watching(look):
        curtain_of(stage).draw()
    assert falls == [(stage.window.size(), False, True)]
    above = stage.window.childAt(stage.window.rect().center())
    assert above is not None
    assert above.size() == stage.window.size()
    settle()
    assert "MS" in painted(stage.window)
    below = stage.window.childAt(stage.window.rect().center())
    assert below is not None
    assert below.size() != stage.window.size()


def test_it_is_drawn_for_a_session_if_that_is_wished_and_lifted_after(stage: Rehearsal) -> None:
    stage.program.preferences.choose(curtain_in_sessions=True)
    screen = running(stage)
    settle()
    assert curtain_of(stage).is_drawn
    screen.end()
    settle()
    assert not curtain_of(stage).is_drawn


def test_what_one_drew_oneself_outlasts_a_session(stage: Rehearsal) -> None:
    stage.program.preferences.choose(curtain_in_sessions=True)
    toggle(stage)
    screen = running(stage)
    screen.end()
    settle()
    assert curtain_of(stage).is_drawn


# Offscreen, any window is given the keyboard when another goes.
@pytest.mark.qt_log_ignore("requestActivate", extend=True)
def test_no_other_window_of_the_program_names_anybody(stage: Rehearsal) -> None:
    """The reminder, the pill, the line of quick capture: what a task switcher would show of them, too."""
    stage.program.preferences.choose(reminders_on=True)
    reminding = stage.shown.screens.speaking_up.reminding()
    assert reminding is not None
    reminding.look()
    settle()
    assert reminding.window is not None
    assert "Maria" in painted(reminding.window)
    curtain_of(stage).draw()
    settle()
    assert leaks(reminding.window) == []
    curtain_of(stage).lift()
    screen = running(stage)
    screen.show_small_window()
    screen.course.look()
    stage.program.take_line()
    settle()
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert len(windows) >= 3
    assert any("Maria" in painted(each) for each in windows if each is not stage.window)
    for hide in (curtain_of(stage).draw, stage.shown.privacy().locking.lock):
        hide()
        settle()
        curtain_of(stage).spoken.look()
        seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        assert [leak for each in seen for leak in leaks(each)] == []
        titles = " ".join(f"{each.title()} {each.filePath()}" for each in QGuiApplication.topLevelWindows())
        assert set(WORDS.findall(titles)) & secrets()[0] == set()


def test_a_dialog_of_the_system_is_told_no_name(stage: Rehearsal) -> None:
    stage.show_screen("today")
    toggle(stage)
    for host in (stage.window, stage.window.screen_of("today")):
        assert sayable(host, "Maria Santos", _("Brief")) == "Brief"
        assert sayable(host, _("Brief"), "") == "Brief"
    toggle(stage)
    assert sayable(stage.window.screen_of("today"), "Maria Santos", _("Brief")) == "Maria Santos"


def test_a_new_name_is_covered_from_its_first_moment(stage: Rehearsal) -> None:
    from mentordesk.domain.people import Person

    stage.show_screen("people")
    toggle(stage)
    stage.desk.people.add(Person(name="Quirin Xanthopoulos"))
    settle()
    told = painted(stage.window) + transcript(stage.window)
    assert "Quirin" not in told
    assert "Xanthopoulos" not in told


def test_unlocking_leaves_the_curtain_as_it_was(stage: Rehearsal) -> None:
    stage.show_screen("today")
    toggle(stage)
    locking = stage.shown.privacy().locking
    locking.lock()
    settle()
    assert locking.page is not None
    locking.page.button.click()
    settle()
    assert curtain_of(stage).is_drawn
    assert leaks(stage.window) == []


def test_another_desk_begins_without_it(stage: Rehearsal) -> None:
    stage.show_screen("today")
    toggle(stage)
    stage.program.open(stage.desk.folder)
    settle()
    assert not stage.program.appearance.veil.covers


def test_drawing_it_asks_the_desk_for_the_names_alone(stage: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    asked: list[str] = []
    rows = type(stage.desk.database).rows

    def listening(database: object, sql: str, *arguments: object) -> object:
        asked.append(sql)
        return rows(database, sql, *arguments)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(type(stage.desk.database), "rows", listening)
    curtain_of(stage).draw()
    settle()
    assert asked == ["SELECT name, called FROM person"]
