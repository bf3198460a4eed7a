"""Paints a row of one or two lines from its RowLook, at any text size and in both reading directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from mentordesk_ui.rows.keycap_painting import draw_keycap, key_words, keycap_size
from mentordesk_ui.rows.row_look import AvatarMark, DateMark, IconMark, RowLook
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

if TYPE_CHECKING:
    from mentordesk_ui.rows.row_model import RowModel
    from mentordesk_ui.rows.row_view import RowView

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_MARK = 18
_GRIP = 16


class RowDelegate(QStyledItemDelegate):
    """Every row of a list has one height: 40 px and more for one line, 50 px and more for two, plus a line for progress.

    `inset` is the space at both ends inside the row's ground; 0 lets words begin where the column begins.
    """

    title_style = TextStyle.BODY
    uniform = True
    """Whether all rows are equally tall, which lets a list of any length appear at once."""

    def __init__(
        self,
        appearance: Appearance,
        *,
        lines: Literal[1, 2] = 2,
        bars: bool = False,
        inset: int = SPACE.s,
        chosen_ground: str = "selected",
    ) -> None:
        super().__init__()
        self._chosen_ground = chosen_ground
        self._appearance = appearance
        self._lines = lines
        self._bars = bars
        self._inset = inset
        self._height = 0

    # -- measures

    def forget_measures(self) -> None:
        self._height = 0

    def row_height(self) -> int:
        """Return the height of each row in px at the present text size."""
        if not self._height:
            px = self._appearance.px
            height = self._metrics(TextStyle.BODY).height()
            if self._lines == 2:
                height += self._metrics(TextStyle.CAPTION).height() + px(2)
            if self._bars:
                height += px(12)
            least = 50 if self._lines == 2 or self._bars else 40
            self._height = max(height + px(16), px(least))
        return self._height

    def height_of(self, look: RowLook, width: int, view: QWidget) -> int:
        """Return the height in px of one row in a list of this width."""
        return self.row_height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.uniform:
            return QSize(0, self.row_height())
        view = cast("RowView[object]", option.widget)
        return QSize(0, self.height_of(view.rows_model.look_at(index.row()), view.viewport().width(), view))

    def mark_rect(self, row: QRect, look: RowLook, view: QWidget) -> QRect:
        """Return where a click means the mark: the check box with the space around it."""
        px = self._appearance.px
        width = self._inset + px(_MARK + SPACE.m) + (px(_GRIP) if self._has_grip(view) else 0)
        rect = QRect(row.x(), row.y(), width, row.height())
        return self._mirrored(rect, row, view)

    def _has_grip(self, view: QWidget | None) -> bool:
        model = getattr(view, "rows_model", None)
        return bool(model is not None and model.movable)

    def _metrics(self, style: TextStyle) -> QFontMetrics:
        return self._appearance.metrics(style)

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = cast("RowView[object]", option.widget)
        look = cast("RowModel[object]", index.model()).look_at(index.row())
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, index, view, look)
        self._paint_row(painter, rect.adjusted(self._inset, 0, -self._inset, 0), look, view)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        index: Index,
        view: RowView[object],
        look: RowLook,
    ) -> None:
        state: QStyle.StateFlag = option.state
        current = view.currentIndex() == index
        ground = QRectF(rect).adjusted(0, 1, 0, -1)
        role = ""
        if current and (view.shows_choice or view.shows_keyboard_focus):
            role = self._chosen_ground
        elif state & QStyle.StateFlag.State_MouseOver and look.enabled:
            role = "selected" if view.pressed_position == index.row() else "hover"
        if role:
            painting.draw_round(painter, ground, RADIUS.m, self._appearance.color(role))
        if current and view.shows_keyboard_focus:
            painting.draw_focus_ring(painter, self._appearance, ground)

    def _paint_row(self, painter: QPainter, rect: QRect, look: RowLook, view: RowView[object]) -> None:
        px = self._appearance.px
        left = rect.left()
        if self._has_grip(view):
            grip = self._mirrored(QRect(left, rect.y(), px(8), rect.height()), rect, view)
            painting.draw_grip(painter, self._appearance, QRectF(grip))
            left += px(_GRIP)
        if look.checked is not None:
            side = px(_MARK)
            box = QRect(left, rect.y() + (rect.height() - side) // 2, side, side)
            self._paint_mark(painter, self._mirrored(box, rect, view), look)
            left += side + px(SPACE.m) - 1
        if look.leading is not None:
            left += self._paint_leading(painter, QRect(left, rect.y(), rect.width(), rect.height()), look, rect, view)
        place = QRect(left, rect.y(), rect.right() + 1 - left, rect.height())
        taken = self._paint_trailing(painter, place, look, rect, view)
        self._paint_words(painter, place.adjusted(0, 0, -taken, 0), look, rect, view)

    def _lead_width(self, look: RowLook, view: QWidget) -> int:
        """Return how far into the row the words begin."""
        px = self._appearance.px
        width = px(_GRIP) if self._has_grip(view) else 0
        if look.checked is not None:
            width += px(_MARK) + px(SPACE.m) - 1
        if look.leading is not None:
            width += self._leading_side(look) + px(SPACE.m)
        return width

    def _leading_side(self, look: RowLook) -> int:
        px = self._appearance.px
        if isinstance(look.leading, DateMark):
            return self._date_width()
        if isinstance(look.leading, IconMark) and not look.leading.ground:
            return px(20)
        return px(30) if self._lines == 2 else px(24)

    def _trail_width(self, look: RowLook, room: int) -> int:
        """Return what chip, caption and key take at the end of the row when `room` px are left for them and the words."""
        gap = self._appearance.px(SPACE.m)
        taken = self._chip_width(look, room) + gap if look.chip is not None else 0
        if look.caption:
            taken += self._caption_width(look, room - taken) + gap
        if look.key:
            taken += keycap_size(self._appearance, key_words(look.key)).width() + gap
        return taken

    def _chip_width(self, look: RowLook, room: int) -> int:
        wanted = painting.chip_size(self._appearance, look.chip.text).width() if look.chip is not None else 0
        return min(wanted, room // 2)

    def _caption_width(self, look: RowLook, room: int) -> int:
        gap = self._appearance.px(SPACE.m)
        title = self._metrics(TextStyle.TITLE if look.strong else TextStyle.BODY).horizontalAdvance(look.title)
        key = keycap_size(self._appearance, key_words(look.key)).width() + gap if look.key else 0
        wanted = self._metrics(TextStyle.CAPTION).horizontalAdvance(look.caption) + 2
        # What a short title leaves is the caption's; two long ones share the row.
        return min(wanted, max(room // 2, room - key - title - 2 - gap))

    def _paint_mark(self, painter: QPainter, box: QRect, look: RowLook) -> None:
        draw = painting.draw_round_check if look.round_check else painting.draw_check
        draw(painter, self._appearance, QRectF(box), checked=bool(look.checked), enabled=look.enabled)

    def _paint_leading(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> int:
        px = self._appearance.px
        mark = look.leading
        side = self._leading_side(look)
        box = QRect(place.x(), place.y() + (place.height() - side) // 2, side, side)
        if isinstance(mark, AvatarMark):
            painting.draw_avatar(
                painter, self._appearance, QRectF(self._mirrored(box, row, view)), mark.initials, mark.tone
            )
        elif isinstance(mark, IconMark):
            icon = px(16)
            box = self._mirrored(box, row, view)
            if mark.ground:
                painting.draw_round(painter, QRectF(box), side / 2, self._appearance.color("hover"))
            inner = QRectF(0, 0, icon, icon)
            inner.moveCenter(QRectF(box).center())
            painting.draw_icon(painter, self._appearance, inner, mark.icon, mark.role)
        elif isinstance(mark, DateMark):
            box = self._mirrored(QRect(place.x(), place.y(), side, place.height()), row, view)
            self._paint_date(painter, box, mark, look, view)
        return side + px(SPACE.m)

    def _date_width(self) -> int:
        wide = self._metrics(TextStyle.CAPTION).horizontalAdvance("Nov.")
        return max(wide, self._metrics(TextStyle.TITLE).horizontalAdvance("30"), self._appearance.px(28))

    def _paint_date(self, painter: QPainter, box: QRect, mark: DateMark, look: RowLook, view: QWidget) -> None:
        self._paint_lines(
            painter,
            box,
            (mark.day, TextStyle.TITLE, "muted" if look.done else "text"),
            (mark.month, TextStyle.CAPTION, "muted"),
            self._far(view),
        )

    def _paint_trailing(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> int:
        px = self._appearance.px
        taken = 0
        if look.chip is not None:
            size = painting.chip_size(self._appearance, look.chip.text)
            size.setWidth(self._chip_width(look, place.width()))
            box = QRect(QPoint(place.right() + 1 - size.width(), place.center().y() - size.height() // 2 + 1), size)
            painting.draw_chip(
                painter, self._appearance, QRectF(self._mirrored(box, row, view)), look.chip.text, look.chip.tone
            )
            taken = size.width() + px(SPACE.m)
        if look.caption:
            metrics = self._metrics(TextStyle.CAPTION)
            width = self._caption_width(look, place.width() - taken)
            box = QRect(place.right() + 1 - taken - width, place.y(), width, place.height())
            if self._bars and look.progress is not None:
                box = self._title_line(box, look)
            cut = metrics.elidedText(look.caption, Qt.TextElideMode.ElideRight, width)
            self._write(painter, self._mirrored(box, row, view), cut, TextStyle.CAPTION, "muted", self._far(view))
            taken += width + px(SPACE.m)
        if look.key:
            words = key_words(look.key)
            size = keycap_size(self._appearance, words)
            cap = QRect(
                QPoint(place.right() + 1 - taken - size.width(), place.center().y() - size.height() // 2 + 1), size
            )
            draw_keycap(painter, self._appearance, QRectF(self._mirrored(cap, row, view)), words)
            taken += size.width() + px(SPACE.m)
        return taken

    def _title_line(self, box: QRect, look: RowLook) -> QRect:
        """Return the stretch beside the title when a bar runs below it."""
        height = self._words_height(look)
        top = box.y() + (box.height() - height) // 2
        return QRect(box.x(), top, box.width(), self._metrics(TextStyle.BODY).height())

    def _words_height(self, look: RowLook) -> int:
        px = self._appearance.px
        height = self._metrics(TextStyle.BODY).height()
        if look.detail and self._lines == 2:
            height += px(2) + self._metrics(TextStyle.CAPTION).height()
        if self._bars and look.progress is not None:
            height += px(12)
        return height

    def _paint_words(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> None:
        px = self._appearance.px
        faded = look.done or not look.enabled
        style = TextStyle.TITLE if look.strong else TextStyle.BODY
        top = place.y() + (place.height() - self._words_height(look)) // 2
        near = self._near(view)
        line = QRect(place.x(), top, place.width(), self._metrics(TextStyle.BODY).height())
        title = self._appearance.metrics(style).elidedText(look.title, Qt.TextElideMode.ElideRight, line.width())
        role = "muted" if faded else "text"
        self._write(painter, self._mirrored(line, row, view), title, style, role, near, struck=look.struck)
        if look.detail and self._lines == 2:
            metrics = self._metrics(TextStyle.CAPTION)
            line = QRect(place.x(), line.bottom() + 1 + px(2), place.width(), metrics.height())
            detail = metrics.elidedText(look.detail, Qt.TextElideMode.ElideRight, line.width())
            tone = "warm" if look.warm_detail and not faded else "muted"
            self._write(painter, self._mirrored(line, row, view), detail, TextStyle.CAPTION, tone, near)
        if self._bars and look.progress is not None:
            right = row.right() + 1
            bar = QRect(place.x(), line.bottom() + px(8), right - place.x(), px(4))
            painting.draw_progress(painter, self._appearance, QRectF(self._mirrored(bar, row, view)), look.progress)

    def _paint_lines(
        self,
        painter: QPainter,
        box: QRect,
        first: tuple[str, TextStyle, str],
        second: tuple[str, TextStyle, str],
        align: Qt.AlignmentFlag,
    ) -> None:
        gap = self._appearance.px(2)
        one, two = self._metrics(first[1]).height(), self._metrics(second[1]).height()
        top = box.y() + (box.height() - one - gap - two) // 2
        self._write(painter, QRect(box.x(), top, box.width(), one), *first, align)
        self._write(painter, QRect(box.x(), top + one + gap, box.width(), two), *second, align)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        style: TextStyle,
        role: str,
        align: Qt.AlignmentFlag,
        *,
        struck: bool = False,
    ) -> None:
        font = self._appearance.font(style)
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(self._appearance.color(role))
        flags = align | _MIDDLE | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, words)

    # -- reading direction

    def _near(self, view: QWidget) -> Qt.AlignmentFlag:
        leftwards = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft

    def _far(self, view: QWidget) -> Qt.AlignmentFlag:
        leftwards = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignLeft if leftwards else Qt.AlignmentFlag.AlignRight

    def _mirrored(self, box: QRect, row: QRect, view: QWidget) -> QRect:
        if view.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return box
        return QRect(row.left() + row.right() + 1 - box.x() - box.width(), box.y(), box.width(), box.height())

    # -- tips

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        look = cast("RowModel[object]", index.model()).look_at(index.row())
        words = look.tooltip
        if not words and self._metrics(TextStyle.BODY).horizontalAdvance(look.title) > view.viewport().width() // 2:
            words = look.title  # the title may have lost its end
        QToolTip.showText(event.globalPos(), words, view)
        return True
