"""What is known of a person: ways to reach them as links, how we met, birthday."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentordesk.domain.people import Person, channel_link
from mentordesk.language import _
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.call_link import can_open, open_call
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tab_place import TabPlace
from mentordesk_ui.screens.people.birthdays import say_birthday
from mentordesk_ui.screens.people.channel_lines import CHANNEL_ICONS
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle


class _Link(QAbstractButton):
    """An icon and words that open something; they end in an ellipsis where it is narrow."""

    def __init__(self, appearance: Appearance, icon: str, words: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._icon_name = icon
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setProperty("ringRadius", RADIUS.s)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = self._appearance.metrics(TextStyle.BODY)
        px = self._appearance.px
        return QSize(metrics.horizontalAdvance(self._words) + px(16 + SPACE.m) + 2, metrics.height() + px(SPACE.m))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._appearance.px(96)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = px(16)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        words = QRectF(self.rect()).adjusted(side + px(SPACE.m), 0, 0, 0)
        if leftwards:
            box.moveRight(self.width())
            words = QRectF(0, 0, self.width() - side - px(SPACE.m), self.height())
        painting.draw_icon(painter, self._appearance, box, self._icon_name)
        font = self._appearance.font(TextStyle.BODY)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._appearance.color("accent"))
        seen = self._appearance.veil.words(self._words)
        cut = QFontMetrics(font).elidedText(seen, Qt.TextElideMode.ElideRight, int(words.width()))
        near = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, near | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        painter.end()


class Facts(QWidget):
    """Made anew for each person: there are few."""

    def __init__(self, appearance: Appearance, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._navigation = navigation
        self.setAccessibleName(_("About"))
        self._person: Person | None = None
        self._place = TabPlace(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._nothing = Text(
            appearance, _("Nothing yet. “Edit” adds ways to reach them and how you met."), TextStyle.BODY, "muted"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        column.setSpacing(0)
        column.addWidget(SectionHead(appearance, _("About")))
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addStretch(1)
        appearance.resized.connect(self._make_anew)

    def show_person(self, person: Person) -> None:
        """Show what is known."""
        if self._person != person:
            self._person = person
            self._make_anew()

    def _make_anew(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        person = self._person
        if person is None:
            return
        if person.call_link:
            self._add_link("video", person.call_link, person.call_link)
        for channel in person.channels:
            self._add_link(CHANNEL_ICONS[channel.kind], channel.value, channel_link(channel), channel.label)
        if person.birthday:
            self._add_words("cake", say_birthday(person.birthday))
        if person.met_how:
            self._add_words("handshake", person.met_how)
        self._nothing.setVisible(self._rows.count() == 0)
        lines = [item.widget() for item in map(self._rows.itemAt, range(self._rows.count())) if item is not None]
        self._place.put(button for line in lines if line is not None for button in line.findChildren(QAbstractButton))

    def _add_link(self, icon: str, words: str, link: str, label: str = "") -> None:
        if not can_open(link):
            self._add_words(icon, words)
            return
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        opener = _Link(self._appearance, icon, words)
        opener.clicked.connect(partial(self._open, link))
        row.addWidget(opener, 1)
        if label:
            row.addWidget(Text(self._appearance, label, TextStyle.CAPTION, "muted"))
        copy = IconButton(self._appearance, "copy", _("Copy {what}").format(what=words), size=28)
        copy.clicked.connect(partial(self._copy, words))
        row.addWidget(copy)
        self._rows.addWidget(line)

    def _add_words(self, icon: str, words: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, SPACE.xs + 2, 0, SPACE.xs + 2)
        row.setSpacing(self._appearance.px(SPACE.m))
        row.addWidget(_Picture(self._appearance, icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._appearance, words, selectable=True), 1)
        self._rows.addWidget(line)

    def _open(self, link: str, *_checked: object) -> None:
        if not open_call(link):
            self._navigation.toast(_("No program on this computer opens {link}.").format(link=link))

    def _copy(self, words: str, *_checked: object) -> None:
        QGuiApplication.clipboard().setText(words)
        self._navigation.toast(_("Copied {what}").format(what=words))


class _Picture(QWidget):
    def __init__(self, appearance: Appearance, icon: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._icon_name = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(16), self._appearance.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._appearance.px(16)
        painter = QPainter(self)
        painting.draw_icon(painter, self._appearance, QRectF(0, self._appearance.px(1), side, side), self._icon_name)
        painter.end()
