"""The painting vocabulary of delegates and custom widgets: cards, chips, checks, avatars, rings. Positions are the caller's."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from .appearance import Appearance
from .icons import device_ratio, icon_pixmap
from .shadow import draw_shadow
from .tokens import RADIUS, SPACE, TextStyle


class Tone(StrEnum):
    """What a chip or an avatar says by its colour."""

    ACCENT = "accent"
    WARM = "warm"
    PLAIN = "plain"
    DANGER = "danger"


_TONES = {
    Tone.ACCENT: ("accent_soft", "on_accent_soft"),
    Tone.WARM: ("warm_soft", "warm"),
    Tone.PLAIN: ("selected", "text"),
    Tone.DANGER: ("danger_soft", "danger"),
}


def tone_roles(tone: str) -> tuple[str, str]:
    """Return the roles of ground and text of a tone; raise ValueError for a word that is no tone."""
    return _TONES[Tone(tone)]


def elide_text(font: QFont, text: str, width: float) -> str:
    """Return the text cut with an ellipsis to fit a width in px."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_text(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    text: str,
    style: TextStyle = TextStyle.BODY,
    role: str = "text",
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    tabular: bool = False,
    struck: bool = False,
    is_shared: bool = False,
) -> float:
    """Draw one line, centred vertically and elided to the rect; return the width it took in px."""
    text = appearance.veil.words(text, is_shared=is_shared)
    font = appearance.font(style, tabular=tabular)
    font.setStrikeOut(struck)
    shown = elide_text(font, text, rect.width())
    painter.setFont(font)
    painter.setPen(appearance.color(role))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return QFontMetricsF(font).horizontalAdvance(shown)


def draw_icon(painter: QPainter, appearance: Appearance, rect: QRectF, name: str, role: str = "muted") -> None:
    """Draw a Lucide icon in the middle of a rect, as large as fits, on whole device pixels."""
    ratio = device_ratio(painter)
    side = int(min(rect.width(), rect.height()))
    pixmap = icon_pixmap(name, appearance.color(role), QSize(side, side), ratio)
    left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
    painter.drawPixmap(QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio), pixmap)


def draw_round(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None = None, width: float = 1
) -> None:
    """Fill and outline a rounded rect; the line stays inside and the radius is kept to half the height."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = width / 2 if line is not None else 0.0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    box = rect.adjusted(inset, inset, -inset, -inset)
    radius = max(0.0, min(radius - inset, box.width() / 2, box.height() / 2))
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def draw_card(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    *,
    radius: float = RADIUS.l,
    ground: str = "surface",
    raised: bool = True,
) -> None:
    """Draw a card with a hairline border and, when raised, a soft shadow of up to SHADOW_PX outside the rect."""
    if raised:
        draw_shadow(painter, appearance.color("shadow"), rect, radius)
    draw_round(painter, rect, radius, appearance.color(ground), appearance.color("border"))


def draw_avatar(painter: QPainter, appearance: Appearance, rect: QRectF, initials: str, tone: str = Tone.PLAIN) -> None:
    """Draw a disc with one or two initials, sized to the disc."""
    ground, text = tone_roles(tone)
    side = min(rect.width(), rect.height())
    disc = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    draw_round(painter, disc, side / 2, appearance.color(ground))
    font = appearance.font(TextStyle.TITLE)
    font.setPixelSize(max(8, round(side * (0.36 if side > 40 else 0.4))))
    painter.setFont(font)
    painter.setPen(appearance.color(text))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, appearance.veil.initials(initials))


def chip_size(appearance: Appearance, text: str) -> QSize:
    """Return the size a chip needs for its text, in px."""
    text = appearance.veil.words(text)
    metrics = QFontMetricsF(_chip_font(appearance))
    return QSize(
        round(metrics.horizontalAdvance(text) + 2 * appearance.px(SPACE.s + 1) + 1),
        round(metrics.height() + 2 * appearance.px(2.5)),
    )


def draw_chip(painter: QPainter, appearance: Appearance, rect: QRectF, text: str, tone: str = Tone.ACCENT) -> None:
    """Draw a pill filling the rect, its text elided to fit."""
    text = appearance.veil.words(text)
    ground, ink = tone_roles(tone)
    line = appearance.color(ink) if appearance.theme.name == "contrast" else None
    draw_round(painter, rect, rect.height() / 2, appearance.color(ground), line)
    font = _chip_font(appearance)
    inner = rect.adjusted(appearance.px(SPACE.s), 0, -appearance.px(SPACE.s), 0)
    painter.setFont(font)
    painter.setPen(appearance.color(ink))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, elide_text(font, text, inner.width() + 2))


def draw_check(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    *,
    checked: bool,
    hovered: bool = False,
    enabled: bool = True,
) -> None:
    """Draw a check box as large as the rect (18 px at 100 %)."""
    _draw_mark(painter, appearance, rect, min(rect.height() * 0.28, rect.height() / 2), checked, hovered, enabled)


def draw_round_check(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    *,
    checked: bool,
    hovered: bool = False,
    enabled: bool = True,
) -> None:
    """Draw the round check of actions: a circle that takes a tick when done."""
    _draw_mark(painter, appearance, rect, rect.height() / 2, checked, hovered, enabled)


def draw_progress(painter: QPainter, appearance: Appearance, rect: QRectF, value: float, role: str = "accent") -> None:
    """Draw a bar over the rect filled to value 0..1, round at both ends."""
    radius = rect.height() / 2
    draw_round(painter, rect, radius, appearance.color("track"))
    share = min(1.0, max(0.0, value))
    if share > 0:
        filled = QRectF(rect)
        filled.setWidth(max(rect.height(), rect.width() * share))
        draw_round(painter, filled, radius, appearance.color(role))


def draw_focus_ring(painter: QPainter, appearance: Appearance, rect: QRectF, radius: float = RADIUS.m) -> None:
    """Draw the keyboard ring just inside the rect; ask `has_keyboard_focus` whether to."""
    draw_round(painter, rect, radius, None, appearance.color("focus"), 2)


def draw_grip(painter: QPainter, appearance: Appearance, rect: QRectF) -> None:
    """Draw the six dots by which a row is dragged, in the middle of the rect."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(appearance.color("outline"))
    step, size = appearance.px(4.5), 1.0 * appearance.text_scale
    centre = rect.center()
    for column in (-0.5, 0.5):
        for row in (-1, 0, 1):
            painter.drawEllipse(centre + QPointF(column * step, row * step), size, size)
    painter.restore()


def draw_rule(painter: QPainter, appearance: Appearance, start: QPointF, end: QPointF) -> None:
    """Draw a hairline, straight lines only."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(appearance.color("border"), 1))
    painter.drawLine(start, end)
    painter.restore()


def ring_angle(share: float) -> float:
    """Return the angle in Qt's degrees (counter-clockwise from three o'clock) of a share 0..1 of a ring that starts on top."""
    return 90.0 - 360.0 * share


def ring_point(rect: QRectF, share: float) -> QPointF:
    """Return the point on the ellipse inside a rect at a share 0..1 of the way round from the top."""
    path = QPainterPath()
    path.arcMoveTo(rect, ring_angle(share))
    return path.currentPosition()


def draw_ring_segment(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    start: float,
    end: float,
    *,
    width: float = 8,
    role: str = "track",
    gap_px: float = 0,
) -> None:
    """Draw the part of a ring from share `start` to `end` (0..1, clockwise from the top), with round ends.

    The middle of the stroke runs on the ellipse inside `rect`; `gap_px` is left open, half of it at each end.
    """
    around = max(1.0, 3.14159265 * rect.width())
    # Round caps reach half the stroke beyond both ends, so they are taken off too.
    trim = (gap_px / 2 + width / 2) / around if gap_px else 0.0
    first, last = start + trim, end - trim
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(appearance.color(role), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if last > first:
        painter.drawArc(rect, round(ring_angle(first) * 16), round(-360.0 * (last - first) * 16))
    elif end > start:
        painter.drawPoint(ring_point(rect, (start + end) / 2))
    painter.restore()


def draw_ring_knob(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    share: float,
    *,
    radius: float = 8,
    role: str = "accent",
    ground: str = "canvas",
) -> None:
    """Draw the knob that shows where on the ring now is, with a rim in the colour of the ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(appearance.color(ground), 3))
    painter.setBrush(appearance.color(role))
    painter.drawEllipse(ring_point(rect, share), radius + 1.5, radius + 1.5)
    painter.restore()


def _draw_mark(
    painter: QPainter, appearance: Appearance, rect: QRectF, radius: float, checked: bool, hovered: bool, enabled: bool
) -> None:
    stroke = rect.height() * 0.085
    if checked:
        ground = appearance.color(("accent_hover" if hovered else "accent") if enabled else "outline")
        draw_round(painter, rect, radius, ground)
        inset = rect.height() * 0.14
        draw_icon(painter, appearance, rect.adjusted(inset, inset, -inset, -inset), "check", "on_accent")
    else:
        line = appearance.color(("accent" if hovered else "outline") if enabled else "border")
        draw_round(painter, rect, radius, appearance.color("surface"), line, stroke)


def _chip_font(appearance: Appearance) -> QFont:
    font = appearance.font(TextStyle.CAPTION)
    font.setWeight(QFont.Weight.DemiBold)
    return font
