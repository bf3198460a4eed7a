"""What a note's `[[links]]` lead to: how they look, what is offered while one types, and what is asked back in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.note_links import Target, TargetKind, links_in
from mentordesk.domain.notes import Note
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_links import (
    LinkState,
    SeenLink,
    answer_link,
    candidates,
    lead_chosen,
    make_linked_note,
    see_links,
    take_back_target,
)
from mentordesk.workflows.notes.link_names import LinkNames, Named
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_editor.completion import Suggestion
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

PAUSE_MS = 250
"""A link is looked up this long after the last key: half a name is none yet."""
_TOPICS = frozenset({Topic.NOTES, Topic.PEOPLE, Topic.MEETINGS, Topic.GOALS})
_ICONS = {
    TargetKind.PERSON: "user",
    TargetKind.MEETING: "video",
    TargetKind.GOAL: "target",
    TargetKind.NOTE: "file-text",
}


class NoteLinks(QWidget):
    """A line below an editor, hidden while there is nothing to ask. Tell it which note is shown by `show_note`."""

    left = Signal()
    """Somebody goes where a link leads, or to a note just made."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        editor: NoteEditor,
        keeping: NoteKeeping,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._editor = editor
        self._keeping = keeping
        self._note_id: Callable[[], str] = str
        self._seen: tuple[SeenLink, ...] = ()
        self._chosen: dict[str, Target] = {}
        self._asked: tuple[str, int] | None = None
        self._buttons: list[Button] = []
        self.sentence = Text(appearance, "", TextStyle.CAPTION, "warm")
        expand_across(self)
        self._flow = Flow(self)
        self._flow.addWidget(self.sentence)
        self.hide()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look_while_open)
        self._caret = QTimer(self, interval=0, singleShot=True)
        self._caret.timeout.connect(self._ask_at_caret)
        editor.links.find = self._offer
        editor.links.taken.connect(self._remember)
        editor.links.wanted.connect(self.open)
        editor.edited.connect(self._pause.start)
        editor.cursorPositionChanged.connect(self._caret.start)
        keeping.saved.connect(self._keep_chosen)
        self._follower = DeskFollower(desk.database, editor, _TOPICS, self._pause.start)

    def show_note(self, note_id: Callable[[], str]) -> None:
        """Turn to the note in the editor; `note_id` says which it is, and is empty while it is not kept yet."""
        self._note_id = note_id
        self._chosen = {}
        self._ask(None)
        self.look()

    def _look_while_open(self) -> None:
        # Once the window has gone its desk may be closed, and nobody looks.
        if self._editor.window().isVisible():
            self.look()

    def look(self) -> None:
        """Say anew how the links look and what must be asked."""
        self._pause.stop()
        self._seen = see_links(self._desk, self._clock, self._note_id(), self._editor.text())
        self._editor.links.show_states(
            {
                link.words: link.state.value
                for link in self._seen
                if link.state is not LinkState.LEADS and link.words not in self._chosen
            }
        )
        self._ask_at_caret()

    def open(self, words: str, number: int) -> None:
        """Go where a link leads; where that is not clear, ask."""
        self._keeping.flush()
        self.look()
        link = self._seen[number] if 0 <= number < len(self._seen) else None
        if link is None or link.words != words:
            return
        if link.state is LinkState.LEADS and link.target is not None:
            self.left.emit()
            go_to(self._navigation, link.target)
            return
        self._go_into(number)
        self._ask((words, number))
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- while one types

    def _offer(self, typed: str) -> Sequence[Suggestion]:
        offered = LinkNames(self._desk, self._clock).offer(typed, but_note=self._note_id())
        return [Suggestion(each.words, each.aside, each.target) for each in offered]

    def _remember(self, words: str, target: object) -> None:
        if isinstance(target, Target):
            self._chosen[" ".join(words.split())] = target
        self._keeping.flush()

    def _keep_chosen(self) -> None:
        if self._chosen and (note_id := self._note_id()):
            chosen, self._chosen = self._chosen, {}
            self._acts.perform(partial(lead_chosen, self._desk, note_id, chosen))
        self._pause.start()

    # -- asking

    def _ask_at_caret(self) -> None:
        link = self._editor.links.at_caret() if self._editor.hasFocus() else None
        if link is not None and link.number >= 0:
            self._ask((link.words, link.number))
        elif self._editor.hasFocus() or self._asked is None:
            self._ask(None)
        else:
            self._ask(self._asked)

    def _ask(self, asked: tuple[str, int] | None) -> None:
        link = self._seen[asked[1]] if asked and asked[1] < len(self._seen) else None
        if asked is None or link is None or link.words != asked[0] or link.state is LinkState.LEADS:
            asked = link = None
        sentence, offers = self._question(asked, link) if asked and link else ("", [])
        self._asked = asked
        if sentence == self.sentence.text() and len(offers) == len(self._buttons):
            return
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
        for words, icon, run in offers:
            button = Button(self._appearance, words, icon)
            button.clicked.connect(partial(_run, run))
            self._flow.addWidget(button)
            # It stands right below the text, whatever was made on the page before it.
            QWidget.setTabOrder(self._buttons[-1] if self._buttons else self._editor, button)
            button.show()
            self._buttons.append(button)
        if sentence:
            announce(self, sentence)

    def _question(
        self, asked: tuple[str, int], link: SeenLink
    ) -> tuple[str, list[tuple[str, str, Callable[[], object]]]]:
        words, number = asked
        if link.state is LinkState.IN_TRASH and link.target is not None:
            sentence = _("“{name}” is in the trash.").format(name=words)
            return sentence, [(_("Take it back"), "archive-restore", partial(self._take_back, link.target))]
        if link.state is LinkState.UNCLEAR:
            called = candidates(self._desk, self._clock, self._note_id(), words)
            sentence = _("Several are called “{name}”. Which one is meant?").format(name=words)
            return sentence, [
                (f"{each.words} · {each.aside}", _ICONS[each.target.kind], partial(self._answer, number, each))
                for each in called
            ]
        sentence = _("Nothing here is called “{name}” yet.").format(name=words)
        return sentence, [(_("Make a note called so"), "file-plus", partial(self._make, words))]

    def _answer(self, number: int, named: Named) -> None:
        if self._keeping.flush() and (note_id := self._note_id()):
            act = partial(answer_link, self._desk, self._clock, note_id, number, named.target)
            self._acts.perform(act, done=self._settled)

    def _make(self, words: str) -> None:
        if self._keeping.flush() and (note_id := self._note_id()):
            self._acts.perform(partial(make_linked_note, self._desk, note_id, words), done=self._made)

    def _made(self, note: Note) -> None:
        self.left.emit()
        self._navigation.open_note(note.id)
        self._navigation.toast(_("Made a note called “{name}”").format(name=note.title), undoable=True)

    def _take_back(self, target: Target) -> None:
        self._acts.perform(partial(take_back_target, self._desk, target), done=self._settled)

    def _settled(self, _result: object) -> None:
        self._asked = None
        self.look()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_into(self, number: int) -> None:
        """Put the caret into a link."""
        link = links_in(self._editor.text())[number]
        self._editor.go_to_line(link.line)
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        at = text.find("[[", link.start)
        if at >= 0:
            cursor.setPosition(cursor.block().position() + at + 2, QTextCursor.MoveMode.MoveAnchor)
            self._editor.setTextCursor(cursor)


def go_to(navigation: Navigation, target: Target) -> None:
    """Show what a link leads to."""
    if target.kind is TargetKind.PERSON:
        navigation.open_person(target.id)
    elif target.kind is TargetKind.MEETING:
        navigation.open_meeting(target.id)
    elif target.kind is TargetKind.NOTE:
        navigation.open_note(target.id)
    else:
        navigation.open_goal(target.id)


def _run(run: Callable[[], object], *_checked: object) -> None:
    run()
