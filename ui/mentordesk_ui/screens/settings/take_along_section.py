"""Taking the whole desk along, in one of three forms, and the way to bring one back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.take_along.export_desk import Form, TakenAlong, missing_words, take_along
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.progress import Progress as ProgressBar
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_SHOWN_AFTER_MS = 1000
"""What is done sooner says nothing in between."""


class TakeAlongSection(Section):
    """One desk is written at a time, off the main thread; stopped, it leaves nothing behind."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        background: Background,
        navigation: Navigation,
        bring_back: Callable[[], None],
    ) -> None:
        super().__init__(appearance, _("Take it along"))
        self._desk = desk
        self._clock = clock
        self._background = background
        self._navigation = navigation
        self._bring_back = bring_back
        self._has_keyboard = False
        self._writing: Progress | None = None
        self.form: Choice[str] = Choice(
            appearance,
            _("As what"),
            [(Form.ARCHIVE.value, _("Archive")), (Form.MARKDOWN.value, _("Markdown")), (Form.CSV.value, _("Tables"))],
            Form.ARCHIVE.value,
        )
        self.what = Text(appearance, "", role="muted")
        self.take = Button(appearance, _("Take everything along…"), "download")
        self.back = Button(appearance, _("Bring it back…"), "upload", "plain")
        self.bar = ProgressBar(appearance, 0.0, _("Taking the desk along"))
        self.stop = Button(appearance, _("Stop"), kind="plain")
        self.mistake = Text(appearance, "", role="danger")
        self.mistake.hide()
        buttons = QWidget()
        expand_across(buttons)
        flow = Flow(buttons)
        flow.addWidget(self.take)
        flow.addWidget(self.back)
        self.under_way = QWidget()
        row = QHBoxLayout(self.under_way)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.under_way.hide()
        self.column.addWidget(Field(appearance, _("Everything on this desk, as files of your own"), self.form))
        self.column.addWidget(self.what)
        self.column.addWidget(buttons)
        self.column.addWidget(self.under_way)
        self.column.addWidget(self.mistake)
        self.column.addWidget(
            Text(
                appearance,
                _("These files are not encrypted: whoever has them can read them."),
                TextStyle.CAPTION,
                "muted",
            )
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SHOWN_AFTER_MS)
        self._wait.timeout.connect(self._show_progress)
        self.form.changed.connect(self._say_what)
        self.take.clicked.connect(self._ask_where)
        self.back.clicked.connect(self._bring)
        self.stop.clicked.connect(self.stop_writing)
        self._say_what()

    # -- where to

    def _form(self) -> Form:
        return Form(self.form.value() or Form.ARCHIVE.value)

    def _say_what(self, _value: object = None) -> None:
        self.what.setText(
            {
                Form.ARCHIVE: _(
                    "One file with everything, the trash too. It can be brought back here or on another computer."
                ),
                Form.MARKDOWN: _("A folder with a text for each person, meeting, goal and note, as Obsidian reads it."),
                Form.CSV: _("A folder with a table for each kind of thing, as spreadsheets read it."),
            }[self._form()]
        )

    def _ask_where(self) -> None:
        if self._writing is not None:
            return
        name = self._name()
        if self._form() is Form.ARCHIVE:
            dialog = QFileDialog(self.window(), _("Take everything along"), "", _("Desks") + " (*.zip)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("zip")
            dialog.selectFile(f"{name}.zip")
        else:
            dialog = QFileDialog(self.window(), _("Choose where the folder “{name}” is to be made").format(name=name))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _selected(self, chosen: str) -> None:
        place = Path(chosen)
        self.write(place if self._form() is Form.ARCHIVE else _new_folder(place, self._name()))

    def _name(self) -> str:
        today: date = self._clock.now().astimezone(self._clock.zone()).date()
        return f"MentorDesk {today.isoformat()}"

    # -- writing

    def write(self, path: Path) -> None:
        """Write the desk to a place, in the form that is chosen."""
        if self._writing is not None:
            return
        self.mistake.hide()
        self.bar.set_share(0.0)
        # A button that rests hands the keyboard on; whoever pressed it goes on there when it is done.
        self._has_keyboard = self.window().focusWidget() is self.take
        self.take.setEnabled(False)
        self._wait.start()
        self._writing = self._background.run(
            partial(_take, self._desk.open_beside, path, self._form()),
            done=self._written,
            failed=self._not_written,
            progress=self._go_on,
        )

    def stop_writing(self) -> None:
        """Stop; what was begun is taken away again."""
        if self._writing is not None:
            self._writing.cancel()
            self._rest()
            self._navigation.toast(_("Stopped; nothing was left"))

    def _show_progress(self) -> None:
        if self._writing is not None:
            self.under_way.show()
            announce(self, _("Taking the desk along"))

    def _go_on(self, share: float, _words: str = "") -> None:
        self.bar.set_share(share)

    def _written(self, taken: TakenAlong | None) -> None:
        self._rest()
        if taken is not None:
            self._navigation.toast(_("Everything is in “{name}”").format(name=taken.path.name))
            self._say_mistake(missing_words(taken))

    def _not_written(self, error: Mistake | Trouble) -> None:
        self._rest()
        self._say_mistake(error.sentence)

    def _say_mistake(self, sentence: str) -> None:
        self.mistake.setText(sentence)
        self.mistake.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)

    def _rest(self) -> None:
        self._writing = None
        self._wait.stop()
        self.take.setEnabled(True)
        focused = self.window().focusWidget()
        if self.stop.hasFocus() or (self._has_keyboard and focused is not None and self.isAncestorOf(focused)):
            self.take.setFocus()
        self.under_way.hide()

    def _bring(self) -> None:
        self._bring_back()


def _take(open_beside: Callable[[], Desk], path: Path, form: Form, token: Progress) -> TakenAlong | None:
    """Write on this thread, with a desk of its own; None when nobody wants it any more."""
    from mentordesk.exchange.reading import ReadingCancelled

    def is_cancelled() -> bool:
        return token.is_cancelled

    desk = open_beside()
    try:
        # Whoever chose a file that is there was asked by the dialog.
        return take_along(
            desk, path, form, may_replace=True, on_progress=partial(_tell, token), is_cancelled=is_cancelled
        )
    except ReadingCancelled:
        return None
    finally:
        desk.close()


def _tell(token: Progress, done: int, total: int) -> None:
    token.report(done / total if total else 0.0)


def _new_folder(place: Path, name: str) -> Path:
    """Return a folder in a place that is not there yet, named so, with a number where it must be."""
    count, path = 1, place / name
    while path.exists():
        count += 1
        path = place / f"{name} {count}"
    return path
