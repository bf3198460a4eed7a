"""The inbox of questions by keys and mouse: typed, put off, asked at once, answered, and never asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.workflows.meetings import edit_agenda
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.questions.questions_overview import Asker, QuestionView
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.rows.grouped_rows import Heading
from mentordesk_ui.screens.questions import QuestionsScreen
from mentordesk_ui.screens.questions.question_sheets import ComposeSheet, QuestionSheet, WhomSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.shown import Show

URGENT = "May I decline the extra project?"


@dataclass
class Inbox:
    """The screen in a window."""

    sample: SampleDesk
    screen: QuestionsScreen
    ways: NotedNavigation
    opened: list[str]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifiers)
        QApplication.processEvents()

    def type_line(self, words: str) -> None:
        """Type a question and press Enter."""
        self.screen.add_line.focus_line()
        QTest.keyClicks(self.screen.add_line.line, words)
        self.press(Qt.Key.Key_Return)

    def said(self) -> dict[str, list[str]]:
        """Return the texts below each heading."""
        found: dict[str, list[str]] = {}
        for row in self.screen.view.rows_model.rows():
            if isinstance(row, Heading):
                found[row.title] = []
            else:
                found[next(reversed(found))].append(row.question.text)
        return found

    def go_to(self, text: str) -> QuestionView:
        """Put the keyboard on a question."""
        row = next(
            row
            for row in self.screen.view.rows_model.rows()
            if isinstance(row, QuestionView) and row.question.text == text
        )
        self.screen.view.setFocus()
        self.screen.view.choose(row.id)
        return row

    def kept(self, text: str) -> Question:
        """Return a question from the desk."""
        found = self.sample.desk.questions.first("text = ?", [text])
        assert found is not None
        return found


@pytest.fixture
def inbox(tmp_path: Path, appearance: Appearance, show: Show) -> Iterator[Inbox]:
    sample = sample_desk(tmp_path)
    desk = sample.desk
    for question in desk.questions.where():
        desk.questions.remove(question.id)
    channels = (Channel(ChannelKind.MAIL, "maria@example.org"),)
    desk.people.save(replace(sample.maria, channels=channels))
    agreed = replace(sample.maria_with_me, urgent_channel="mail", urgent_from=time(9), urgent_to=time(23))
    desk.mentorships.save(agreed)
    ask_question.ask(desk, sample.clock, URGENT, Urgency.URGENT, person_id=sample.maria.id)
    ways, acts, opened = NotedNavigation(), Acts(), list[str]()

    def open_url(link: str) -> bool:
        opened.append(link)
        return True

    screen = QuestionsScreen(appearance, desk, sample.clock, acts, ways, open_url=open_url)
    acts.setParent(screen)
    topics = DeskTopics(desk.database, screen)
    topics.changed.connect(screen.refresh)
    show(screen, width=1280, height=820)
    QApplication.processEvents()
    yield Inbox(sample, screen, ways, opened)
    topics.close()
    screen.hide()
    desk.close()


def test_a_typed_question_stands_where_it_can_wait(inbox: Inbox) -> None:
    inbox.type_line("Who decides? @Maria")
    inbox.type_line("What is a good first week? @Maria !week")
    assert inbox.said() == {
        "Urgent": [URGENT],
        "This week": ["What is a good first week?"],
        "Next meeting": ["Who decides?"],
    }
    assert "Who decides?" in [
        item.text for item in inbox.sample.desk.agenda.of_mentorship(inbox.sample.maria_with_me.id)
    ]


def test_a_name_of_two_people_is_asked_back_in_place(inbox: Inbox) -> None:
    inbox.sample.desk.people.add(Person(name="Maria Okafor"))
    inbox.type_line("Who decides? @Maria")
    assert inbox.screen.add_line.understood.text() == "Which Maria is meant?"
    button = next(one for one in inbox.screen.add_line.buttons() if one.words() == "Maria Santos")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert inbox.kept("Who decides?").mentorship_id == inbox.sample.maria_with_me.id


def test_a_question_to_nobody_is_kept_and_asks_in_place_whom(inbox: Inbox) -> None:
    inbox.type_line("Is a second degree worth it?")
    assert inbox.kept("Is a second degree worth it?").mentorship_id == ""
    button = inbox.screen.add_line.buttons()[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert inbox.kept("Is a second degree worth it?").mentorship_id == inbox.sample.maria_with_me.id


def test_keys_say_how_long_it_can_wait_and_the_agenda_follows(inbox: Inbox) -> None:
    agenda, mentorship = inbox.sample.desk.agenda, inbox.sample.maria_with_me.id
    before = len(agenda.of_mentorship(mentorship))
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_3)
    assert inbox.said() == {"Next meeting": [URGENT]}
    assert len(agenda.of_mentorship(mentorship)) == before + 1
    inbox.press(Qt.Key.Key_2)
    assert inbox.said() == {"This week": [URGENT]}
    assert len(agenda.of_mentorship(mentorship)) == before


def test_a_mail_is_composed_with_the_context_and_marked_as_asked(inbox: Inbox) -> None:
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_C)
    sheet = inbox.screen.deeds.sheet
    assert isinstance(sheet, ComposeSheet)
    assert sheet.reach.text() == "Maria can be reached by mail 09:00–23:00 their time; it is 21:48 there now."
    QTest.keyClicks(sheet.context, "They want it by Friday.")
    inbox.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    fields = parse_qs(urlsplit(inbox.opened[0]).query)
    assert fields["subject"] == [URGENT]
    assert "They want it by Friday." in fields["body"][0]
    after = inbox.kept(URGENT)
    assert (after.asked_how, after.context) == ("mail", "They want it by Friday.")
    said = "Your mail program should open now. If it does not, undo this and copy the text."
    assert inbox.ways.toasts[-1] == (said, True)
    inbox.sample.desk.database.undo()
    assert inbox.kept(URGENT).asked_at is None


def test_the_text_is_copied_whole(inbox: Inbox) -> None:
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_C)
    sheet = inbox.screen.deeds.sheet
    assert isinstance(sheet, ComposeSheet)
    QTest.mouseClick(sheet.others[AskedHow.COPY], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"Hello Maria,\n\n{URGENT}\n\nElena\n"
    assert inbox.kept(URGENT).asked_how == "copy"


def test_a_computer_without_a_program_for_it_says_so_and_marks_nothing(inbox: Inbox) -> None:
    inbox.screen.deeds._open_url = _refuses
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_C)
    inbox.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert inbox.screen.deeds.sheet is not None
    assert inbox.kept(URGENT).asked_at is None


def test_an_answer_closes_the_question_and_is_read_there(inbox: Inbox) -> None:
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_A)
    assert isinstance(inbox.screen.deeds.sheet, QuestionSheet)
    QTest.keyClicks(inbox.screen.deeds.sheet.answer, "Yes, with a reason")
    inbox.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert inbox.said() == {"Answered and let go": [URGENT]}
    row = inbox.go_to(URGENT)
    assert row.detail == "Yes, with a reason"
    inbox.press(Qt.Key.Key_R)
    assert inbox.said() == {"Urgent": [URGENT]}


def test_what_was_talked_about_asks_kindly_for_its_answer(inbox: Inbox) -> None:
    inbox.type_line("Who decides? @Maria")
    topic = inbox.kept("Who decides?").agenda_item_id
    edit_agenda.tick_topic(inbox.sample.desk, inbox.sample.clock, topic, is_discussed=True)
    QApplication.processEvents()
    assert inbox.go_to("Who decides?").detail == "Talked about: what was the answer?"


def test_whom_to_ask_is_changed_by_key(inbox: Inbox) -> None:
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_W)
    sheet = inbox.screen.deeds.sheet
    assert isinstance(sheet, WhomSheet)
    sheet.person.set_person(None)
    inbox.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert inbox.kept(URGENT).mentorship_id == ""
    assert inbox.go_to(URGENT).detail == "Whom to ask? Choose somebody with W."


def test_what_they_ask_me_says_so_and_is_answered_by_me(inbox: Inbox) -> None:
    inbox.screen.asker.set_value(Asker.THEM)
    inbox.type_line("Who reads my report? @Maria")
    kept = inbox.kept("Who reads my report?")
    assert kept.author_id == inbox.sample.maria.id
    assert inbox.go_to("Who reads my report?").who == "Maria asks"
    assert URGENT not in str(inbox.said())
    inbox.screen.asker.set_value(Asker.ALL)
    inbox.screen.refresh()
    words = [action.text() for action in inbox.screen.menu_for(inbox.go_to("Who reads my report?")).actions()]
    assert "Ask now" not in words


def test_one_question_is_found_wherever_it_stands(inbox: Inbox) -> None:
    kept = inbox.kept(URGENT)
    ask_question.answer_question(inbox.sample.desk, inbox.sample.clock, kept.id, "Yes")
    inbox.screen.open_question(kept.id)
    row = inbox.screen.view.current_row()
    assert isinstance(row, QuestionView)
    assert row.id == kept.id


def test_an_empty_inbox_leads_to_the_line(inbox: Inbox) -> None:
    inbox.go_to(URGENT)
    inbox.press(Qt.Key.Key_Delete)
    assert inbox.screen.empty.isVisible()
    button = inbox.screen.empty.button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert inbox.screen.add_line.line.hasFocus()


def _refuses(_link: str) -> bool:
    return False
