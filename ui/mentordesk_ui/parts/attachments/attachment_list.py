"""What is attached to a note, meeting, person or goal: rows under it, what comes in, and what is under way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Attachment, Holder, safe_name
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.attachment_words import detail_words
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.attachments.attachment_rows import (
    SIDE_PX,
    AttachmentDelegate,
    PictureMark,
    icon_of,
    picture_of,
)
from mentordesk_ui.parts.attachments.attachment_sheet import AttachmentSheet
from mentordesk_ui.parts.attachments.under_way import UnderWayRows
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.coming_in import FileDrop
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.attaching import Attaching
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_round
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle


class AttachmentList(QWidget):
    """`show_holder` says of what. It follows the desk by itself; files dropped on it, or given to `take`, are attached.

    With a `heading` it is a section of a page that can be seen empty; without, there is but a button beside nothing.
    Where the program attaches nothing (`attaching` is None) it is not seen at all.
    """

    changed = Signal()
    """It was read again, and may want another height."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, attaching: Attaching | None, *, heading: bool = False
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock, self._attaching = appearance, desk, clock, attaching
        self._holder: Holder | None = None
        self._is_over = False
        self.attach = Button(appearance, _("Attach a file…"), "paperclip", "plain")
        self.attach.clicked.connect(self.ask_file)
        self._delegate = AttachmentDelegate(appearance)
        self.model: RowModel[Attachment] = RowModel(self._look, removable=True, parent=self)
        self.view: RowView[Attachment] = RowView(
            appearance, self.model, _("Attachments"), click="opens", delegate=self._delegate, fits_content=True
        )
        self.under_way = UnderWayRows(appearance, after=self.view if heading else self.attach)
        self.mistake = Text(appearance, "", TextStyle.CAPTION, "danger")
        self.mistake.hide()
        self._head = SectionHead(appearance, _("Attachments"), end=self.attach) if heading else None
        self._arrange()
        self.view.activated_row.connect(self.open_sheet)
        self.view.removed_row.connect(self._remove)
        self.view.menu_wanted.connect(self._open_menu)
        if attaching is None:
            self.hide()
            return
        attaching.changed.connect(self._show_under_way)
        attaching.failed.connect(self._tell)
        self.under_way.stop_wanted.connect(attaching.stop)
        self.take_drops(self)
        self._follower = DeskFollower(desk.database, self, frozenset({Topic.ATTACHMENTS, Topic.NOTES}), self.refresh)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        near = QHBoxLayout()
        near.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        if self._head is not None:
            near.addWidget(self._head)
        else:
            near.addWidget(self.attach)
            near.addStretch(1)
        said = QHBoxLayout()
        said.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        said.addWidget(self.mistake)
        if self._head is not None:
            column.addLayout(near)
        column.addWidget(self.view)
        if self._head is None:
            column.addLayout(near)
        column.addWidget(self.under_way)
        column.addLayout(said)

    # -- what is shown

    def show_holder(self, holder: Holder | None) -> None:
        """Show what is attached to something; None for nothing, to which nothing can be attached."""
        if holder != self._holder:
            self._holder = holder
            self._say("")
            # Decrypted pictures are held for what is seen, and no longer.
            self._delegate.forget_pictures()
        self.refresh()
        self._show_under_way()

    def refresh(self) -> None:
        """Read again what is attached."""
        rows = self._desk.attachments.held_by(self._holder) if self._holder else ()
        self.model.forget_looks()
        self.model.set_rows(rows)
        self.view.setVisible(bool(rows))
        self.attach.setEnabled(self._holder is not None)
        self._read_pictures()
        self.changed.emit()

    def has_rows(self) -> bool:
        """Tell whether anything is attached."""
        return self.model.rowCount() > 0

    def _look(self, attachment: Attachment) -> RowLook:
        icon = icon_of(attachment.media_type)
        if not self._desk.attachments.files.has(attachment.id):
            missing = _("The file is missing; a backup may have it.")
            return RowLook(attachment.name, missing, IconMark("circle-alert", "warm"), warm_detail=True)
        mark = PictureMark(icon, key=attachment.id) if attachment.is_picture else IconMark(icon)
        return RowLook(attachment.name, detail_words(attachment, self._clock), mark)

    def _read_pictures(self) -> None:
        if self._attaching is None or not self.isVisible():
            return
        side = self._appearance.px(SIDE_PX) * 3
        for one in self.model.rows():
            if one.is_picture and not self._delegate.knows(one.id) and self._desk.attachments.files.has(one.id):
                self._delegate.show_picture(one.id, QPixmap())
                make = partial(picture_of, most=QSize(side, side))
                self._attaching.read(one, make, partial(self._show_picture, self._holder, one.id), self._no_picture)

    def _show_picture(self, holder: Holder | None, key: str, image: QImage) -> None:
        if holder == self._holder and not image.isNull():
            self._delegate.show_picture(key, QPixmap.fromImage(image))
            self.view.viewport().update()

    def _no_picture(self, _error: Mistake | Trouble) -> None:
        """Leave the icon: whoever opens it is told why."""

    # -- what comes in

    def ask_file(self) -> None:
        """Ask which files to attach."""
        if self._holder is None:
            return
        dialog = QFileDialog(self.window(), _("Attach a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: Sequence[str]) -> None:
        """Attach files."""
        if self._holder is not None and self._attaching is not None:
            self._say("")
            self._attaching.attach_files(self._holder, paths)

    def take_picture(self, content: bytes) -> None:
        """Attach a picture that was pasted; `content` is a PNG."""
        if self._holder is not None and self._attaching is not None:
            self._say("")
            self._attaching.attach_picture(self._holder, content)

    def take_from(self, editor: NoteEditor) -> None:
        """Attach what is dropped on a note, or pasted into it, and is no words."""
        if self._attaching is not None:
            editor.take_files = True
            editor.files_came.connect(self.take)
            editor.picture_came.connect(self.take_picture)

    def take_drops(self, widget: QWidget) -> None:
        """Attach what is dropped anywhere on a widget, but where words are typed."""
        if self._attaching is not None:
            FileDrop(widget, self.take, self._is_wanted, self._show_over)

    def _show_over(self, is_over: bool) -> None:
        if is_over != self._is_over:
            self._is_over = is_over
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_over:
            # Where files that are held above the page would come to lie.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_round(painter, QRectF(self.rect()), RADIUS.m, self._appearance.color("accent_soft"))
            painter.end()

    def _is_wanted(self) -> bool:
        return self._holder is not None

    # -- what is done with one

    def open_sheet(self, attachment: Attachment) -> None:
        """Look at one of them."""
        if self._attaching is None:
            return
        sheet = AttachmentSheet(self._appearance, self, attachment, self._clock, self._attaching)
        sheet.confirmed.connect(partial(self.ask_where, attachment))
        sheet.removed.connect(partial(self._remove_from, sheet))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def ask_where(self, attachment: Attachment) -> None:
        """Ask where a copy is to be written."""
        dialog = QFileDialog(self.window(), _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The dialog is the system's, which knows of no curtain.
        is_covered = self._appearance.veil.covers
        name = f"{_('Attachment')}{Path(attachment.name).suffix}" if is_covered else attachment.name
        dialog.selectFile(safe_name(name))
        dialog.fileSelected.connect(partial(self.save_copy, attachment))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_copy(self, attachment: Attachment, place: str) -> None:
        """Write a copy to a place, as it is."""
        if self._attaching is not None and self._holder is not None:
            self._attaching.save_copy(self._holder, attachment, Path(place))

    def _remove_from(self, sheet: AttachmentSheet) -> None:
        sheet.close_overlay()
        self._remove(sheet.attachment)

    def _remove(self, attachment: Attachment) -> None:
        if self._attaching is not None:
            self._attaching.remove(attachment)
            if not self.has_rows():
                self.attach.setFocus()

    def _open_menu(self, attachment: Attachment, point: QPoint) -> None:
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        add(_("Look at it"), "eye", "Return", partial(self.open_sheet, attachment))
        add(_("Save a copy…"), "download", "", partial(self.ask_where, attachment))
        add(_("Remove"), "trash-2", "Delete", partial(self._remove, attachment))
        menu.exec(point)
        menu.deleteLater()

    # -- what is under way

    def _show_under_way(self) -> None:
        if self._attaching is not None:
            had = self.under_way.count()
            self.under_way.show_all(self._attaching.under_way(self._holder) if self._holder else ())
            if self.under_way.count() != had:
                self.changed.emit()

    def _tell(self, holder: Holder, sentence: str) -> None:
        if holder == self._holder:
            self._say(sentence)
            announce(self, sentence, urgent=True)

    def _say(self, sentence: str) -> None:
        self.mistake.setText(sentence)
        self.mistake.setVisible(bool(sentence))
        self.changed.emit()

    # -- where “Attach a file…” of the palette leads

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_pictures()
        if self._attaching is not None:
            self._attaching.came_into_sight(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._delegate.forget_pictures()
        if self._attaching is not None:
            self._attaching.went_out_of_sight(self)
