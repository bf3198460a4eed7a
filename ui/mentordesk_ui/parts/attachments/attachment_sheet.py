"""One attachment, looked at: a picture is shown, decrypted in memory only; anything else leaves by a copy that one asks for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Attachment
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.workflows.notes.attachment_words import detail_words
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.attachments.attachment_rows import picture_of
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.attaching import Attaching
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_MOST_PX = QSize(2400, 2400)
_HEIGHT_PX = 340


class AttachmentSheet(Sheet):
    """Its button asks for a copy; `removed` is wished for by another."""

    removed = Signal()

    def __init__(
        self, appearance: Appearance, host: QWidget, attachment: Attachment, clock: Clock, attaching: Attaching
    ) -> None:
        super().__init__(
            appearance, host, attachment.name, confirm=_("Save a copy…"), cancel=_("Close"), kind="quiet", width=680
        )
        self.attachment = attachment
        self.add(Text(appearance, detail_words(attachment, clock), TextStyle.CAPTION, "muted"))
        self.picture = PictureView(appearance, _("Picture"))
        self.picture.hide()
        self.say = Text(appearance, "", role="danger")
        self.say.hide()
        self.add(self.picture)
        self.add(self.say)
        if not attachment.is_picture:
            self.add(Text(appearance, _("To open it with another program, save a copy first.")))
        if attaching.seals:
            words = _("It lies sealed with this desk. A copy is not: whoever finds it can open it.")
            self.add(Text(appearance, words, TextStyle.CAPTION, "muted"))
        self.remove = self.add_button(Button(appearance, _("Remove"), "trash-2", "plain"))
        self.remove.clicked.connect(self.removed)
        if attachment.is_picture:
            attaching.read(attachment, partial(picture_of, most=_MOST_PX), self._show, self._tell)

    def focus_first(self) -> None:
        if self.confirm_button is not None:
            self.confirm_button.setFocus()

    def _show(self, image: QImage) -> None:
        if image.isNull():
            self._say(_("This picture cannot be shown here. Save a copy to open it with another program."))
            return
        self.picture.show_picture(QPixmap.fromImage(image))
        self.picture.show()
        self.place()

    def _tell(self, error: Mistake | Trouble) -> None:
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        self.say.setText(sentence)
        self.say.show()
        announce(self, sentence, urgent=True)
        self.place()


class PictureView(QWidget):
    """A picture as large as there is room for, never larger than it is; the curtain hides it."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._picture = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._picture.isNull():
            return QSize(0, 0)
        height = min(self._picture.height(), self._appearance.px(_HEIGHT_PX))
        return QSize(self._appearance.px(_HEIGHT_PX), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._appearance.veil.covers:
            painter.fillRect(self.rect(), self._appearance.color("hover"))
        else:
            size = self._picture.size()
            if size.width() > self.width() or size.height() > self.height():
                size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(0, 0, size.width(), size.height())
            box.moveCenter(self.rect().center())
            painter.drawPixmap(box, self._picture)
        painter.end()
