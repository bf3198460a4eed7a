"""Words on the screen in one of the styles of type; they follow theme and text size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from mentordesk_ui.qtkit.spoken_roles import speak_as_heading
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class Text(QLabel):
    """A label. It wraps where its column ends; with `elides` it stays on one line and ends in an ellipsis instead.

    In a headline's style, figures aside, it is a heading to screen readers too.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        role: str = "text",
        *,
        elides: bool = False,
        selectable: bool = False,
        tabular: bool = False,
        is_shared: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`is_shared` lets the words stand behind the curtain, names aside: something is called so."""
        super().__init__(appearance.veil.words(text, is_shared=is_shared), parent)
        self._words = text
        self._is_shared = is_shared
        # Layouts ask dozens of times for what only text, font and margins decide; each answer shapes all the words.
        self._hints: dict[str, QSize] = {}
        self._heights: dict[tuple[int, int, int], int] = {}
        self._appearance = appearance
        self._style = style
        self._role = role
        self._elides = elides
        self._tabular = tabular
        self._is_heading = self._is_named = False
        self._worn: QFont | None = None
        if style in (TextStyle.H1, TextStyle.H2) and not tabular:
            self.be_heading()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(not elides)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not elides)
        self.setSizePolicy(policy)
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self._follow_sizes()
        appearance.resized.connect(self._follow_sizes)
        # Another theme alone needs no more than that: Python is not asked, for there are hundreds of these.
        appearance.changed.connect(self._follow_colour if selectable else self.update)
        if selectable:
            self._follow_colour()
        self._say_words()

    def text(self) -> str:
        """Return the words, also those that are covered now."""
        return self._words

    def set_role(self, role: str) -> None:
        """Take the colour of another role, such as "danger"."""
        if role != self._role:
            self._role = role
            self._follow_colour()

    def be_heading(self) -> None:
        """Be something screen readers jump to, whatever the style."""
        self._is_heading = True
        speak_as_heading(self)
        self._say_words()

    def setText(self, text: str) -> None:  # noqa: N802
        if text != self._words:
            self._words = text
            self._show_words()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what is covered for as long as it is pressed: whoever does that means to."""
        if self._seen_words() == self._words or self._appearance.veil.is_locked:
            super().mousePressEvent(event)
            return
        super().setText(self._words)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._follow_veil()
        super().mouseReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow_veil()

    def _follow_veil(self) -> None:
        if self._seen_words() != self._appearance.veil.words(self._words, is_shared=self._is_shared):
            self._show_words()

    def _show_words(self) -> None:
        veil = self._appearance.veil
        super().setText(veil.words(self._words, is_shared=self._is_shared))
        self._forget_sizes()
        self._say_words()
        self._tell_when_cut()
        self.updateGeometry()

    def _say_words(self) -> None:
        """Be heard as one is seen; a label that is named otherwise keeps its name."""
        is_covered = self._seen_words() != self._words
        if self._is_heading or self._is_named or (is_covered and not self.accessibleName()):
            said = self._appearance.veil.aloud(self._words, is_shared=self._is_shared)
            self.setAccessibleName(said if is_covered or self._is_heading else "")
            self._is_named = is_covered

    def _seen_words(self) -> str:
        return super().text()

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        key = (width, margins.left() + margins.right(), margins.top() + margins.bottom())
        if key not in self._heights:
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def sizeHint(self) -> QSize:
        if "size" not in self._hints:
            self._hints["size"] = self._wished_size()
        return QSize(self._hints["size"])

    def minimumSizeHint(self) -> QSize:
        if "least" not in self._hints:
            self._hints["least"] = self._least_size()
        return QSize(self._hints["least"])

    def _forget_sizes(self) -> None:
        self._hints.clear()
        self._heights.clear()

    def _wished_size(self) -> QSize:
        metrics = QFontMetrics(self.font())
        lines = self._seen_words().splitlines() or [""]
        widest = max(metrics.horizontalAdvance(line) for line in lines) + 2
        if self._elides:
            return QSize(widest, metrics.height())
        # One line where there is room; a paragraph asks for a column, not for a screen.
        width = min(widest, metrics.averageCharWidth() * 68)
        return QSize(width, self.heightForWidth(width))

    def _least_size(self) -> QSize:
        metrics = QFontMetrics(self.font())
        if self._elides:
            return QSize(min(metrics.horizontalAdvance("…") * 3, self.sizeHint().width()), metrics.height())
        # A space of no width is where a long path may be broken.
        words = self._seen_words().replace("\u200b", " ").split() or [""]
        return QSize(max(metrics.horizontalAdvance(word) for word in words) + 2, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._appearance.color(self._role if self.isEnabled() else "faint"))
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        if self._elides:
            words = QFontMetrics(self.font()).elidedText(self._seen_words(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.contentsRect(), align | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine, words)
        else:
            painter.drawText(self.contentsRect(), int(align) | int(Qt.TextFlag.TextWordWrap), self._seen_words())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_when_cut()

    def _tell_when_cut(self) -> None:
        if self._elides:
            words = self._seen_words()
            cut = QFontMetrics(self.font()).horizontalAdvance(words) > self.width()
            self.setToolTip(words if cut else "")

    @Slot()
    def _follow_colour(self) -> None:
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._appearance.color(self._role))
            self.setPalette(palette)
        self.update()

    @Slot()
    def _follow_sizes(self) -> None:
        font = self._appearance.font(self._style, tabular=self._tabular)
        if font != self._worn:  # the veil alone changes words
            self._worn = font
            self.setFont(font)
            self._forget_sizes()
            self._tell_when_cut()
            self.updateGeometry()
        self._follow_veil()
