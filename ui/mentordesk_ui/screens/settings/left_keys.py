"""What the keyring still has of desks that were deleted by hand, and taking it out on wish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from mentordesk.vault.key_places import KeptKey


class LeftKeys(QWidget):
    """A line and a button for each; hidden where there is none."""

    def __init__(self, appearance: Appearance, protection: Protection, after: QWidget) -> None:
        """`after` is the control that Tab meets right before these."""
        super().__init__()
        self._appearance, self._protection, self._after = appearance, protection, after
        self.sheet: LeftKeySheet | None = None
        self.buttons: list[Button] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.m)
        self._column.addWidget(SectionHead(appearance, _("Keys of desks that are gone")))
        self.said = Text(appearance, "", role="danger")
        self.said.hide()
        self._column.addWidget(self.said)
        self.hide()

    def look(self) -> None:
        """See which there are; folders may be far away, so nobody waits for that."""
        self._protection.left_keys(self._show)

    def _show(self, keys: Sequence[KeptKey]) -> None:
        from mentordesk.workflows.desk.left_keys import where_words

        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.buttons = [], []
        for key in keys:
            words = where_words(key, for_line=False)
            button = Button(self._appearance, _("Remove this key"), "trash-2", "plain")
            button.setAccessibleDescription(words)
            button.clicked.connect(partial(self._ask, key))
            row = QWidget()
            expand_across(row)
            Flow(row).addWidget(button)
            self.buttons.append(button)
            self._rows += [Text(self._appearance, words), row]
        for part in self._rows:
            self._column.addWidget(part)
        # They come last of all, and Tab shall meet them where they stand.
        stops: list[QWidget] = [self._after, *self.buttons]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.setVisible(bool(keys))

    def _ask(self, key: KeptKey, _checked: bool = False) -> None:
        self.said.hide()
        self.sheet = LeftKeySheet(self._appearance, self.window(), key)
        self.sheet.confirmed.connect(partial(self._remove, key))
        self.sheet.open()

    def _remove(self, key: KeptKey) -> None:
        if self.sheet is not None:
            self.sheet.close_overlay()
        self._protection.remove_left_key(key, self._removed, self._fail)

    def _removed(self) -> None:
        announce(self, _("The key is no longer in the keyring."))
        self.look()

    def _fail(self, error: Mistake | Trouble) -> None:
        self.said.setText(error.sentence)
        self.said.show()
        announce(self, error.sentence, urgent=True)


class LeftKeySheet(Sheet):
    """Says what is lost with a key before it goes."""

    def __init__(self, appearance: Appearance, host: QWidget, key: KeptKey) -> None:
        from mentordesk.workflows.desk.left_keys import warning_words, where_words

        super().__init__(
            appearance,
            host,
            _("Remove this key"),
            line=where_words(key, for_line=False),
            confirm=_("Remove it"),
            kind="danger",
        )
        self.warning = Text(appearance, warning_words(key))
        self.add(self.warning)
