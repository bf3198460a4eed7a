"""What is typed into a row is on disk, sealed, before it is confirmed; killed, refused or let go, it is told and never guessed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentordesk.domain.focus import ChecklistTick
from mentordesk.drafts import Drafts
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.meetings import edit_agenda
from mentordesk_ui.parts import kept_line
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.focus.checklist import Checklist
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation
from tests.support.shown import Show


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        for words in ("How it went 10m", "Promotion case"):
            edit_agenda.add_topic(made.desk, words, mentorship_id=made.mentorship.id)
        yield made


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", Keys(Key.new()))


Begin = Callable[..., AgendaList]


@pytest.fixture
def begin(appearance: Appearance, show: Show, small: SmallDesk, drafts: Drafts) -> Begin:
    """Show the agenda in a window of its own, as each start does."""

    def start(found: Drafts = drafts) -> AgendaList:
        holder = QWidget()
        window = show(holder, width=480, height=640)
        made = AgendaList(appearance, small.desk, Acts(), NotedNavigation(), parent=holder)
        made.show_mentorship(small.mentorship.id)
        made.resize(400, 500)
        place = FormDrafts(found, window)
        made.show()
        place.look()
        return made

    return start


def edit_of(list_: QWidget) -> InPlaceEdit:
    (edit,) = list_.findChildren(InPlaceEdit)
    return edit


def type_into(agenda: AgendaList, row: int, words: str) -> InPlaceEdit:
    agenda.view.setFocus()
    agenda.view.setCurrentIndex(agenda.view.model().index(row, 0))
    QTest.keyClick(agenda.view, Qt.Key.Key_F2)
    edit = edit_of(agenda)
    QTest.keyClick(edit, Qt.Key.Key_End)
    QTest.keyClicks(edit, words)
    return edit


def texts(small: SmallDesk) -> list[str]:
    return [item.text for item in edit_agenda.topics_on_table(small.desk, small.mentorship.id, "")]


def test_half_a_change_is_sealed_on_disk_and_let_go_of_by_a_button(
    begin: Begin, small: SmallDesk, tmp_path: Path
) -> None:
    keys = Keys(Key.new())
    drafts = Drafts(tmp_path / "drafts", keys)
    assert kept_line.PAUSE_MS < 1000
    edit = type_into(begin(drafts), 1, " of Zq")
    assert edit._writing.isActive()
    edit._writing.timeout.emit()
    (draft,) = drafts.all()
    assert (draft.text, draft.base) == ("Promotion case of Zq", "Promotion case")
    assert all(b"Zq" not in file.read_bytes() for file in (tmp_path / "drafts").iterdir())
    # As after a kill: another window would take the keyboard, and the words would be kept.
    shutil.copytree(tmp_path / "drafts", tmp_path / "killed")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    drafts = Drafts(tmp_path / "killed", keys)
    left = edit_of(begin(drafts)).left
    assert left.isVisible()
    assert "Promotion case of Zq" in left.sentence.text()
    QTest.mouseClick(left.forget, Qt.MouseButton.LeftButton)
    assert not left.isVisible()
    assert drafts.all() == ()
    assert "Promotion case" in texts(small)


def test_escape_leaves_nothing_behind(begin: Begin, drafts: Drafts) -> None:
    edit = type_into(begin(), 0, " and then")
    edit._writing.timeout.emit()
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert drafts.all() == ()
    assert not edit.left.isVisible()


def test_another_size_of_text_and_another_row_keep_the_words(
    begin: Begin, small: SmallDesk, appearance: Appearance, drafts: Drafts
) -> None:
    agenda = begin()
    edit = type_into(agenda, 1, ", if it is time")
    appearance.resized.emit()
    assert "Promotion case, if it is time" in texts(small)
    edit = type_into(agenda, 1, " left")
    # A menu over the list takes the keyboard, and asks for another row.
    edit.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    agenda.edit(agenda.view.rows_model.row_at(0))
    assert "Promotion case, if it is time left" in texts(small)
    assert edit.text() == "How it went 10m"
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert drafts.all() == ()


def test_a_row_without_an_id_is_known_again_by_its_words(appearance: Appearance, show: Show, drafts: Drafts) -> None:
    holder = QWidget()
    window = show(holder, width=480, height=640)
    FormDrafts(drafts, window).keep_row("edit/checklist/Phone away", "Phone away, and the ot", "Phone away")
    made = Checklist(appearance, edits=True, parent=holder)
    made.show_lines([ChecklistTick("Door shut"), ChecklistTick("Phone away")])
    made.resize(400, 300)
    made.show()
    edit = edit_of(made)
    assert edit.left.isVisible()
    QTest.mouseClick(edit.left.put_back, Qt.MouseButton.LeftButton)
    assert edit.text() == "Phone away, and the ot"
    QTest.keyClicks(edit, "her one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert [tick.text for tick in made.lines()] == ["Door shut", "Phone away, and the other one"]
    assert drafts.all() == ()
    assert not edit.left.isVisible()
