"""Asks before anything is deleted for good: the one thing here that no undo takes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mentordesk.language import _, ngettext
from mentordesk.workflows.safety.trash import TrashView
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_MOST_NAMED = 6


class DeleteSheet(Sheet):
    """`confirmed` says that these rows may go."""

    def __init__(self, appearance: Appearance, host: QWidget, rows: Sequence[TrashView]) -> None:
        count = len(rows)
        if count == 1:
            title = _("Delete “{title}” for good?").format(title=rows[0].title)
        else:
            words = ngettext("Delete {count} thing for good?", "Delete {count} things for good?", count)
            title = words.format(count=count)
        super().__init__(appearance, host, title, confirm=_("Delete for good"), kind="danger")
        self.rows = tuple(rows)
        if count > 1:
            named = [row.title for row in rows[:_MOST_NAMED]]
            if count > _MOST_NAMED:
                more = count - _MOST_NAMED
                named.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
            self.add(Text(appearance, "\n".join(named), TextStyle.BODY))
        self.add(
            Text(
                appearance,
                _("It goes from the desk with its earlier wordings and from search. Undo cannot bring it back."),
                TextStyle.BODY,
                "muted",
            )
        )
        self.add(
            Text(
                appearance,
                _("Backups made before still hold it until they are rotated away."),
                TextStyle.BODY,
                "muted",
            )
        )

    def focus_first(self) -> None:
        """Begin at the harmless answer."""
        (self.cancel_button or self).setFocus()
