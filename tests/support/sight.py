"""What an eye would find wrong with a window: words cut off, words on words, grounds and inks of no theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mentordesk_ui.parts.overlay import Overlay
from mentordesk_ui.parts.toast import Toast
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.keyboard_focus import FocusRing
from mentordesk_ui.theme.tokens import ROLES, Theme
from tests.support.reading import Words, read_window

SLACK_PX = 2
"""Hinting and rounding move letters by this much."""
ELLIPSIS = "…"
_UNSEEN = 0.05
"""Marks of Markdown are painted in ink one cannot see, so that the line keeps their width."""


def ill_fitting(window: QWidget) -> list[str]:
    """Name what is cut off, what stands on something else, and what is shortened: what the window paints is read once."""
    read = read_window(window)
    return [*cut_off(window, read), *_overlapping(window, read), *_shortened(read)]


def cut_off(window: QWidget, read: list[Words] | None = None) -> list[str]:
    """Name the words that do not fit where they stand, and the controls that are smaller than they need to be."""
    read = read_window(window) if read is None else read
    found = [said for words in read for said in _cut(words, window)]
    found += [said for widget in seen(window) for said in _squeezed(widget)]
    return list(dict.fromkeys(found))


def _shortened(read: list[Words]) -> list[str]:
    """Name the words of controls that end in an ellipsis for want of room; rows and names of people may."""
    found = []
    for words in read:
        if not words.text.endswith(ELLIPSIS) or isinstance(words.on, QTextEdit | QPlainTextEdit):
            continue
        if not isinstance(words.on, QAbstractButton | QLineEdit):
            continue
        if words.text not in own_words(words.on) and own_words(words.on).split("\n")[0] not in words.on.toolTip():
            found.append(f"{told(words.on)} is shortened to “{words.text}”")
    return found


def _overlapping(window: QWidget, read: list[Words]) -> list[str]:
    """Name words that stand on other words."""
    found = []
    layers: dict[QWidget | None, list[Words]] = {}
    for words in read:
        layers.setdefault(_layer(words.on, window), []).append(words)
    for on_layer in layers.values():
        shown: dict[QWidget, QRectF] = {}
        placed = []
        for place, one in enumerate(on_layer):
            part = shown.get(one.on) or shown.setdefault(one.on, QRectF(seen_part(one.on, window)))
            box = one.box_in(window).intersected(part)
            if not box.isEmpty():
                placed.append((box.top(), box.bottom(), place, box, one))
        # From top to bottom: only what begins above the end of a word can stand on it.
        placed.sort(key=itemgetter(0))
        for at, (_top, bottom, place, box, one) in enumerate(placed):
            for top, _bottom, other_place, other_box, other in islice(placed, at + 1, None):
                if top >= bottom:
                    break
                both = box.intersected(other_box)
                first, second = (one, other) if place < other_place else (other, one)
                height = (box if first is one else other_box).height()
                if both.width() > 2 * SLACK_PX and both.height() > height / 4:
                    found.append(f"“{first.text}” ({told(first.on)}) and “{second.text}” ({told(second.on)}) overlap")
    return found


def faint(window: QWidget, picture: QImage, least: float) -> list[str]:
    """Name words whose ink is less than `least` to one against what is painted behind them; large words need 3 to one."""
    found = []
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    shown: dict[QWidget, QRectF] = {}
    for words in read_window(window):
        part = shown.get(words.on) or shown.setdefault(words.on, QRectF(seen_part(words.on, window)))
        box = words.box_in(window).intersected(part).toAlignedRect()
        is_seen = box.width() >= 3 and box.height() >= 3 and words.ink.alphaF() > _UNSEEN
        if not is_seen or not words.on.isEnabled() or _is_covered(words, box, window):
            continue
        ground = _ground(picture, box, words.ink)
        ratio = contrast(_over(words.ink, ground), ground)
        is_large = words.size_px >= 24 or (words.size_px >= 19 and words.weight >= 600)
        if ratio < (min(least, 4.5) if is_large and least > 4.5 else 3.0 if is_large else least):
            found.append(
                f"“{words.text}” ({told(words.on)}) is {words.ink.name()} on {ground.name()}: {ratio:.2f} to one"
            )
    return list(dict.fromkeys(found))


def foreign_grounds(picture: QImage, theme: Theme) -> list[str]:
    """Name colours that fill more than a hundredth of the picture and belong to no role of the theme."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(picture.constBits()).cast("I")[::7])
    whole = sum(counted.values())
    roles = [QColor(theme.color(role)) for role in ROLES]
    solid = [colour for colour in roles if colour.alpha() == 255]
    veils = [colour for colour in roles if 0 < colour.alpha() < 255]
    known = [*solid, *(_over(veil, colour) for veil in veils for colour in solid)]
    found = []
    for value, count in counted.most_common(12):
        if count / whole > 0.01 and not any(_near(QColor(value), colour) for colour in known):
            found.append(f"{QColor(value).name()} fills {count / whole:.1%} and is no colour of the theme")
    return found


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# -- which widgets


def seen(window: QWidget) -> Iterator[QWidget]:
    """Yield the widgets of a window that are shown."""
    for widget in window.findChildren(QWidget):
        if widget.window() is window and widget.isVisible():
            yield widget


def seen_part(widget: QWidget, window: QWidget) -> QRect:
    """Return what can be seen of a widget, in the window's coordinates."""
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) if widget is not window else window.rect()
    step = widget.parentWidget()
    while step is not None and widget is not window:
        corner = step.mapTo(window, QPoint(0, 0)) if step is not window else QPoint(0, 0)
        part = part.intersected(QRect(corner, step.size()))
        if step is window:
            break
        step = step.parentWidget()
    return part


def told(widget: QWidget) -> str:
    """Say which widget it is."""
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")
    kind = type(widget).__name__
    around = widget.parentWidget()
    if not name and isinstance(around, QAbstractScrollArea):
        name, kind = around.accessibleName(), type(around).__name__
    return f"{kind} “{name[:40]}”" if name else kind


def own_words(widget: QWidget) -> str:
    """Return everything the widget itself wants to say."""
    asked = [widget.accessibleName()]
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        asked.append(widget.text())
    if isinstance(widget, QLineEdit):
        asked.append(widget.placeholderText())
    words = getattr(widget, "words", None)
    if callable(words):
        asked.append(str(words()))
    return "\n".join(asked)


# -- what is wrong with one


def _cut(words: Words, window: QWidget) -> Iterator[str]:
    box, on = words.box, words.on
    if isinstance(on, QLineEdit):
        return  # scrolls to where one types; its height is checked with the controls
    scrolls_on_its_own = _scrolls_down(on)
    tall = words.box.height() * 0.15 + SLACK_PX
    wide = SLACK_PX + words.size_px / 8
    step: QWidget = on
    corner = QPoint(0, 0)
    free_below = scrolls_on_its_own
    free_across = scrolls_on_its_own and _scrolls_across(on)
    while True:
        here = box.translated(corner.x(), corner.y())
        over_right, over_left = here.right() - step.width(), -here.left()
        if not free_across and max(over_right, over_left) > wide:
            yield f"“{words.text}” of {told(on)} leaves {told(step)} by {max(over_right, over_left):.0f} px sideways"
            return
        over_below, over_above = here.bottom() - step.height(), -here.top()
        if not free_below and max(over_below, over_above) > tall:
            yield f"“{words.text}” of {told(on)} leaves {told(step)} by {max(over_below, over_above):.0f} px up or down"
            return
        around = step.parentWidget()
        # What is scrolled away can be scrolled back.
        if step is window or around is None or _scrolls_down(step):
            return
        corner += step.pos()
        step = around
        if _is_viewport(step):
            free_below = True


def _squeezed(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and not widget.text():
        return
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + SLACK_PX:
            yield f"{told(widget)} is {needed - widget.height()} px too low for its words"
        return
    if not isinstance(widget, QAbstractButton | QLineEdit | QAbstractSpinBox | QLabel):
        return
    if isinstance(widget.parentWidget(), QAbstractSpinBox):
        return
    least = widget.minimumSizeHint()
    if widget.height() + SLACK_PX < least.height():
        yield f"{told(widget)} is {widget.height()} px high and needs {least.height()}"
    if widget.width() + SLACK_PX < least.width():
        yield f"{told(widget)} is {widget.width()} px wide and needs {least.width()}"


def _is_viewport(widget: QWidget) -> bool:
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is widget


def _scrolls_down(widget: QWidget) -> bool:
    """Tell whether the widget is a viewport whose content can be moved up and down."""
    around = widget.parentWidget()
    if not (isinstance(around, QAbstractScrollArea) and around.viewport() is widget):
        return False
    return not (isinstance(around, RowView) and around._fits_content)


def _scrolls_across(widget: QWidget) -> bool:
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.horizontalScrollBar().maximum() > 0


def _layer(widget: QWidget, window: QWidget) -> QWidget | None:
    step: QWidget | None = widget
    while step is not None and step is not window:
        if isinstance(step, Overlay | Toast | FocusRing):
            return step
        step = step.parentWidget()
    return None


def _is_covered(words: Words, box: QRect, window: QWidget) -> bool:
    """Tell whether a sheet, the palette or a toast lies above any corner of some words."""
    own = _layer(words.on, window)
    for point in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight(), box.center()):
        above = window.childAt(point)
        if above is not None and _layer(above, window) is not own:
            return True
    return False


# -- colours


def _ground(picture: QImage, box: QRect, ink: QColor) -> QColor:
    """Return the colour that most of a box of a picture in RGB32 has, the ink left aside."""
    ratio = picture.devicePixelRatio()
    left, right = max(0, round(box.left() * ratio)), round((box.right() + 1) * ratio)
    top, bottom = max(0, round(box.top() * ratio)), min(picture.height(), round((box.bottom() + 1) * ratio))
    points, wide = memoryview(picture.constBits()).cast("I"), picture.bytesPerLine() // 4
    counted: Counter[int] = Counter()
    for y in range(top, bottom, 2):
        counted.update(points[y * wide + left : y * wide + min(picture.width(), right) : 2])
    for value, _count in counted.most_common():
        if not _near(QColor(value), ink):
            return QColor(value)
    return QColor(ink)


def _over(ink: QColor, ground: QColor) -> QColor:
    share = ink.alphaF()
    return QColor.fromRgbF(
        *(
            above * share + below * (1 - share)
            for above, below in (
                (ink.redF(), ground.redF()),
                (ink.greenF(), ground.greenF()),
                (ink.blueF(), ground.blueF()),
            )
        )
    )


def _near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) <= 3


def _luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())
