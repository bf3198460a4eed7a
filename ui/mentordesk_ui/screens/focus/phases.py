"""The parts of a call below the ring: told in a row while it runs, minutes to change before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from mentordesk.domain.focus import Phase
from mentordesk.language import _, ngettext
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.tab_place import TabPlace
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .words import minutes_of, phase_name

_LONGEST = 24 * 60


class CentredFlow(Flow):
    """A flow whose lines stand in the middle."""

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, y: int, height: int) -> None:
        used = sum(size.width() for _item, size in line) + self._gap * (len(line) - 1)
        over = max(0, (area.width() - used) // 2)
        super()._place_line(line, area.adjusted(over, 0, -over, 0), y, height)


class _PhaseLabel(QWidget):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._name, self._minutes, self._is_now = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    def show_phase(self, phase: Phase, *, is_now: bool) -> None:
        name, minutes = phase_name(phase.name), _("{minutes}′").format(minutes=minutes_of(phase))
        if (name, minutes, is_now) == (self._name, self._minutes, self._is_now):
            return
        self._name, self._minutes, self._is_now = name, minutes, is_now
        count = minutes_of(phase)
        spoken = ngettext("{part}, {minutes} minute", "{part}, {minutes} minutes", count)
        spoken = spoken.format(part=name, minutes=count)
        self.setAccessibleName(_("Now: {words}").format(words=spoken) if is_now else spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name = self._appearance.metrics(TextStyle.TITLE)
        minutes = self._appearance.metrics(TextStyle.BODY)
        width = name.horizontalAdvance(self._name) + minutes.horizontalAdvance(self._minutes) + self._appearance.px(7)
        return QSize(width + 2, max(name.height(), minutes.height()) + self._appearance.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        name_role, minutes_role = ("accent", "accent") if self._is_now else ("muted", "muted")
        rect = QRectF(self.rect())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            far, near = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        else:
            far, near = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        painting.draw_text(painter, self._appearance, rect, self._name, TextStyle.TITLE, name_role, align=near)
        painting.draw_text(painter, self._appearance, rect, self._minutes, TextStyle.BODY, minutes_role, align=far)
        painter.end()


class PhasesRow(QWidget):
    """Every part with its minutes; the present one in the accent colour."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._labels: list[_PhaseLabel] = []
        expand_across(self)
        self._flow = CentredFlow(self, gap=SPACE.xl, line_gap=SPACE.xs)

    def show_phases(self, phases: Sequence[Phase], now: int) -> None:
        """Show these parts; `now` is the index of the present one."""
        if len(phases) != len(self._labels):
            self._flow.clear()
            self._labels = [_PhaseLabel(self._appearance, self) for _phase in phases]
            for label in self._labels:
                self._flow.addWidget(label)
                label.show()
        for index, (label, phase) in enumerate(zip(self._labels, phases, strict=True)):
            label.show_phase(phase, is_now=index == now)


class _Minutes(QWidget):
    """The name of a part over its minutes."""

    def __init__(self, appearance: Appearance, phase: Phase, parent: QWidget) -> None:
        super().__init__(parent)
        name = Text(appearance, phase_name(phase.name), TextStyle.CAPTION, "muted", elides=True)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box = QSpinBox()
        self.box.setRange(0, _LONGEST)
        self.box.setSuffix(_("′"))
        self.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box.setAccessibleName(_("Minutes for {part}").format(part=phase_name(phase.name).lower()))
        self.box.setValue(phase.minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(name)
        column.addWidget(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class PhaseMinutes(QWidget):
    """The parts with their minutes to change, and how their sum compares with the meeting's length."""

    changed = Signal(object)
    """The phases as they are now."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._phases: tuple[Phase, ...] = ()
        self._planned = 0
        self._boxes: list[QSpinBox] = []
        self._place = TabPlace(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.m)
        self._sum = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._sum.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(self._row)
        column.addWidget(self._sum)

    def phases(self) -> tuple[Phase, ...]:
        return self._phases

    def boxes(self) -> tuple[QSpinBox, ...]:
        return tuple(self._boxes)

    def set_phases(self, phases: Sequence[Phase], planned: int) -> None:
        """Show these parts of a meeting of so many minutes, without saying `changed`."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._phases, self._planned, self._boxes = tuple(phases), planned, []
        self._row.addStretch(1)
        for phase in phases:
            part = _Minutes(self._appearance, phase, self)
            part.box.valueChanged.connect(self._take)
            self._boxes.append(part.box)
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._place.put(self._boxes)
        self._say_sum()

    def _take(self, _value: int) -> None:
        self._phases = tuple(
            replace(phase, minutes=box.value()) for phase, box in zip(self._phases, self._boxes, strict=True)
        )
        self._say_sum()
        self.changed.emit(self._phases)

    def _say_sum(self) -> None:
        whole = sum(phase.minutes for phase in self._phases)
        over = whole - self._planned
        words = ngettext("{count} minute in all", "{count} minutes in all", whole).format(count=whole)
        if over > 0:
            words = _("{sum}, {over} more than planned").format(sum=words, over=over)
        elif over < 0:
            words = _("{sum}, {under} fewer than planned").format(sum=words, under=-over)
        self._sum.set_role("warm" if over > 0 else "muted")
        self._sum.setText(words)
