"""A line to type something into that says what it understood, and asks back beneath it when it is not clear who is meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kept_line import LineKeeping
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


@dataclass(frozen=True)
class Reading:
    """What a typed line means so far, or what must be asked; `people` are who may be meant, as (id, name)."""

    words: str = ""
    asks: bool = False
    people: tuple[tuple[str, str], ...] = ()


class AskingLine(QWidget):
    """`entered` says the words and, when it was asked who is meant, the id of whoever was chosen."""

    entered = Signal(str, str)
    answered = Signal(str)
    """Somebody was chosen for what `ask` asked about."""

    def __init__(self, appearance: Appearance, placeholder: str, name: str, read: Callable[[str], Reading]) -> None:
        super().__init__()
        self._appearance = appearance
        self._read = read
        self._is_about_line = True
        self.line = LineEdit(appearance, placeholder, name=name, icon="plus")
        self.understood = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._people = QWidget()
        expand_across(self._people)
        self._flow = Flow(self._people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        for part in (self.line, self.understood, self._people):
            column.addWidget(part)
        self.understood.hide()
        self._people.hide()
        self.line.textChanged.connect(self._follow)
        self.line.returnPressed.connect(self._enter)
        self._keeping = LineKeeping(self.line)
        self._keeping.open(f"line/{name}")

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Empty the line for the next one."""
        self.line.clear()
        self._say(Reading())

    def refuse(self, sentence: str) -> None:
        """Ask back: the words stay, and who may be meant is one key away."""
        reading = self._read(self.line.text())
        self._say(Reading(sentence, asks=True, people=reading.people), offers=True)
        announce(self, sentence, urgent=True)

    def ask(self, sentence: str, people: tuple[tuple[str, str], ...]) -> None:
        """Ask something about what was just entered; `answered` says who was chosen. Typing on answers nothing."""
        self._say(Reading(sentence, asks=True, people=people), offers=True)
        self._is_about_line = False

    def buttons(self) -> list[Button]:
        """Return who is offered now."""
        return [one for one in self._people.findChildren(Button) if not one.isHidden()]

    def _follow(self, words: str) -> None:
        self._say(self._read(words) if words.strip() else Reading())

    def _say(self, reading: Reading, *, offers: bool = False) -> None:
        self._is_about_line = True
        self.understood.set_role("warm" if reading.asks else "muted")
        self.understood.setText(reading.words)
        self.understood.setVisible(bool(reading.words))
        self._flow.clear()
        for person_id, name in reading.people if offers else ():
            button = Button(self._appearance, name, "user", kind="quiet")
            button.clicked.connect(partial(self._choose, person_id))
            self._flow.addWidget(button)
        self._people.setVisible(offers and bool(reading.people))

    def _choose(self, person_id: str, *_checked: object) -> None:
        if self._is_about_line:
            self.entered.emit(self.line.text(), person_id)
        else:
            self.answered.emit(person_id)
        self.focus_line()

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text(), "")
