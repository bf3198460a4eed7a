"""Ways to reach a person, a line each: what is typed shows what it is, and a further line is always there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.domain.people import Channel, ChannelKind, channel_of
from mentordesk.language import _
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

CHANNEL_ICONS = {
    ChannelKind.MAIL: "mail",
    ChannelKind.PHONE: "phone",
    ChannelKind.CHAT: "message-circle",
    ChannelKind.WEB: "globe",
    ChannelKind.OTHER: "link",
}


class _Line(QWidget):
    removed = Signal(object)
    typed = Signal(object)

    def __init__(self, appearance: Appearance, channel: Channel | None) -> None:
        super().__init__()
        self._label = channel.label if channel else ""
        self.line = LineEdit(
            appearance,
            _("Mail, phone, chat or web address"),
            text=channel.value if channel else "",
            name=_("Way to reach them"),
        )
        self.remove = IconButton(appearance, "x", _("Remove"))
        # Inside the line: it is as wide as the others, with a button and without.
        self.line.set_trailing(self.remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.line.textEdited.connect(self._tell)
        self.remove.clicked.connect(self._remove)

    def channel(self) -> Channel | None:
        return channel_of(self.line.text(), self._label) if self.line.text().strip() else None

    def _tell(self, _words: str) -> None:
        self.typed.emit(self)

    def _remove(self) -> None:
        self.removed.emit(self)


class ChannelLines(QWidget):
    """Lines for channels; an empty one waits at the end."""

    changed = Signal()

    def __init__(self, appearance: Appearance, channels: Sequence[Channel]) -> None:
        super().__init__()
        self._appearance = appearance
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.s)
        for channel in channels:
            self._add(channel)
        self._add(None)

    def channels(self) -> tuple[Channel, ...]:
        """Return what was typed, empty lines left out."""
        return tuple(channel for line in self._lines if (channel := line.channel()))

    def lines(self) -> tuple[LineEdit, ...]:
        """Return the lines, the empty one last."""
        return tuple(line.line for line in self._lines)

    def _add(self, channel: Channel | None) -> None:
        line = _Line(self._appearance, channel)
        line.typed.connect(self._typed)
        line.removed.connect(self._take_out)
        line.remove.setVisible(channel is not None)
        self._lines.append(line)
        self._column.addWidget(line)
        if not self.focusProxy():
            self.setFocusProxy(line.line)

    def _typed(self, line: _Line) -> None:
        line.remove.setVisible(bool(line.line.text()))
        if line is self._lines[-1] and line.line.text():
            self._add(None)
        self.changed.emit()

    def _take_out(self, line: _Line) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        if not self._lines or self._lines[-1].line.text():
            self._add(None)
        self._lines[min(place, len(self._lines) - 1)].line.setFocus()
        self.setFocusProxy(self._lines[0].line)
        self.changed.emit()
