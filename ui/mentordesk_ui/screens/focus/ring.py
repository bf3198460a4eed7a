"""The ring: the parts of a call as segments, how far it is, and in its middle the time. It computes nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

LARGEST, SMALLEST = 388, 200
_STROKE, _GAP, _KNOB = 8.0, 8.0, 8.0
_WASH_MS = 2400
_TIGHT = 90.0


@dataclass(frozen=True)
class RingLook:
    """What the ring shows. `ends` are the shares 0..1 at which the parts end, `share` is how much is gone."""

    ends: tuple[float, ...] = (1.0,)
    share: float = 0.0
    time: str = ""
    title: str = ""
    line: str = ""
    tone: str = "accent"
    """The colour role of what is gone: accent, warm once the call runs over, outline while it stands still."""
    line_tone: str = "muted"
    knob: bool = True


def paint_ring(
    painter: QPainter, appearance: Appearance, rect: QRectF, look: RingLook, *, stroke: float, ground: str = "canvas"
) -> None:
    """Paint the ring with the middle of its stroke on the circle inside `rect`."""
    gap = _GAP * stroke / _STROKE if len(look.ends) > 1 else 0.0
    begin = 0.0
    for end in look.ends:
        painting.draw_ring_segment(painter, appearance, rect, begin, end, width=stroke, role="track", gap_px=gap)
        if look.share > begin:
            done = min(end, look.share)
            painting.draw_ring_segment(painter, appearance, rect, begin, done, width=stroke, role=look.tone, gap_px=gap)
        begin = end
    if look.knob:
        radius = _KNOB * stroke / _STROKE
        painting.draw_ring_knob(painter, appearance, rect, look.share, radius=radius, role=look.tone, ground=ground)


class Ring(QWidget):
    """Takes what room it is given, up to a size, and sets the time as large as fits."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._look = RingLook()
        self._wash = 0.0
        self._wash_role = "accent_soft"
        # It fills its own ground: a new second then costs no painting of everything that lies below.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._wanted = LARGEST * 1.0
        self._motion = QVariantAnimation(self)
        for at, value in ((0.0, 0.0), (0.25, 1.0), (1.0, 0.0)):
            self._motion.setKeyValueAt(at, value)
        self._motion.valueChanged.connect(self._set_wash)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self._follow_appearance)
        self._follow_appearance()

    def look(self) -> RingLook:
        return self._look

    def show_look(self, look: RingLook) -> None:
        """Show this; only what differs is painted again."""
        before, self._look = self._look, look
        if look == before:
            return
        same = replace(look, time=before.time, share=before.share) == before
        if not same:
            self.update()
            return
        if look.time != before.time:
            self.update(self._time_area())
        # Half a device pixel of the way round is the least that can be seen.
        around = 3.14159 * self._circle().width() * self.devicePixelRatioF()
        if abs(look.share - before.share) * around >= 0.5:
            self.update(self._knob_area(before.share).united(self._knob_area(look.share)))
        else:
            self._look = replace(look, share=before.share)

    def pulse(self, role: str = "accent_soft") -> None:
        """Let a wash of colour come and go inside the ring; nothing moves when motion is reduced."""
        self._wash_role = role
        self._motion.stop()
        duration = self._appearance.motion_ms(_WASH_MS)
        if duration:
            self._motion.setDuration(duration)
            self._motion.start()

    @property
    def is_pulsing(self) -> bool:
        return self._motion.state() == QVariantAnimation.State.Running

    def fit(self, side: int) -> None:
        """Take a square of this side in px, within the least and the largest size."""
        px = self._appearance.px
        side = max(px(SMALLEST), min(px(LARGEST), side))
        if side != self.height() or side != self.sizeHint().height():
            self._wanted = side / self._appearance.text_scale
            self.setFixedHeight(side)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = self._appearance.px(self._wanted)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = self._appearance.px(SMALLEST)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._appearance.color("canvas"))
        circle = self._circle()
        stroke = self._stroke()
        if self._wash > 0:
            wash = QColor(self._appearance.color(self._wash_role))
            wash.setAlphaF(wash.alphaF() * self._wash)
            inset = stroke * 1.6
            painting.draw_round(painter, circle.adjusted(inset, inset, -inset, -inset), circle.width() / 2, wash)
        if not self._time_area().contains(event.rect()):
            paint_ring(painter, self._appearance, circle, self._look, stroke=stroke)
        self._paint_words(painter, circle)
        painter.end()

    # -- words

    def _paint_words(self, painter: QPainter, circle: QRectF) -> None:
        top, middle, bottom = self._rows(circle)
        middle_line = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        veil = self._appearance.veil
        tone = {"accent": "accent", "warm": "warm"}.get(self._look.tone, "muted")
        title = self._appearance.font(TextStyle.TITLE)
        painter.setFont(title)
        painter.setPen(self._appearance.color(tone))
        painter.drawText(top, middle_line, painting.elide_text(title, veil.words(self._look.title), top.width()))
        painter.setFont(self._time_font(circle))
        painter.setPen(self._appearance.color("text" if tone == "accent" else tone))
        painter.drawText(middle, middle_line | Qt.TextFlag.TextDontClip, self._look.time)
        font = self._line_font(bottom.width())
        painter.setFont(font)
        painter.setPen(self._appearance.color(self._look.line_tone))
        painter.drawText(
            bottom,
            int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap),
            veil.words(self._look.line),
        )

    def _time_font(self, circle: QRectF) -> QFont:
        """Return the largest font, up to the display size, in which the time leaves room on both sides."""
        font = self._appearance.font(TextStyle.DISPLAY, tabular=True)
        # Figures of one width stand far apart at this size; set a little closer they are one number.
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TIGHT)
        widest = QFontMetricsF(font).horizontalAdvance("0" * len(self._look.time.replace(":", "")) + ":")
        room = circle.width() * 0.62
        if widest > room:
            least = self._appearance.font(TextStyle.H2).pixelSize()
            font.setPixelSize(max(least, int(font.pixelSize() * room / widest)))
        return font

    def _line_font(self, width: float) -> QFont:
        body = self._appearance.font(TextStyle.BODY)
        fits = QFontMetricsF(body).horizontalAdvance(self._look.line) <= width
        return body if fits else self._appearance.font(TextStyle.CAPTION)

    def _rows(self, circle: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """Return where part, time and line stand; each as wide as the circle is there."""
        metrics = QFontMetricsF(self._time_font(circle))
        digits = metrics.capHeight()
        title = QFontMetricsF(self._appearance.font(TextStyle.TITLE)).height()
        gap = max(self._appearance.px(10), min(self._appearance.px(38), (circle.height() * 0.66 - digits) / 3 - title))
        centre = circle.center()
        middle = QRectF(0, 0, circle.width() * 0.8, metrics.height())
        # Digits stand a little above the middle, as the eye wants it.
        middle.moveCenter(QPointF(centre.x(), centre.y() - circle.height() * 0.03))
        top = self._across(circle, middle.center().y() - digits / 2 - gap - title, title)
        height = QFontMetricsF(self._appearance.font(TextStyle.CAPTION)).height() * 2.2
        bottom = self._across(circle, middle.center().y() + digits / 2 + gap, height)
        return top, middle, bottom

    def _across(self, circle: QRectF, y: float, height: float) -> QRectF:
        away = max(abs(y - circle.center().y()), abs(y + height * 0.6 - circle.center().y()))
        radius = circle.width() / 2 - self._stroke() * 1.5
        half = max(self._appearance.px(40), (max(0.0, radius**2 - away**2)) ** 0.5 - self._appearance.px(4))
        return QRectF(circle.center().x() - half, y, 2 * half, height)

    # -- geometry

    def _stroke(self) -> float:
        return (
            _STROKE * self._appearance.text_scale * min(1.0, 0.55 + 0.45 * self._side() / self._appearance.px(LARGEST))
        )

    def _side(self) -> float:
        return float(min(self.width(), self.height(), self._appearance.px(LARGEST)))

    def _circle(self) -> QRectF:
        margin = 2 * self._appearance.text_scale + _KNOB * self._appearance.text_scale + 3
        side = self._side() - 2 * margin
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _time_area(self) -> QRect:
        return self._rows(self._circle())[1].toAlignedRect()

    def _knob_area(self, share: float) -> QRect:
        reach = (_KNOB + 6) * self._appearance.text_scale + 14
        point = painting.ring_point(self._circle(), share)
        return QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def _set_wash(self, value: object) -> None:
        self._wash = float(value)  # type: ignore[arg-type]  # Qt types the value of an animation as object
        self.update(self._circle().toAlignedRect())

    def _follow_appearance(self) -> None:
        self.updateGeometry()
        self.update()
