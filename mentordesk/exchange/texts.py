"""What reading texts of others yields: notes from a folder of Markdown or from a table, and what was left out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TextNote:
    """One note. `source` names the place it comes from, the same at every reading; dates are UTC."""

    source: str
    text: str
    id: str = ""
    """The id it had on a desk, when it was written by one."""
    created: datetime | None = None
    updated: datetime | None = None
    person: str = ""
    """The name of the person it is about, as the text says."""


class TextWhy(StrEnum):
    """Why a text was left out."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    EMPTY = "empty"
    OF_A_DESK = "of_a_desk"
    UNREADABLE = "unreadable"
    MORE = "more"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class TextLeftOut:
    """One text that was not read: where it lies, and why. Shown like `report.LeftOut`."""

    title: str
    why: TextWhy
    when: str = ""

    @property
    def reason(self) -> str:
        """Say why, in the language of the person importing."""
        return {
            TextWhy.TOO_LARGE: _("It is too large to be a note."),
            TextWhy.NOT_TEXT: _("It does not hold text."),
            TextWhy.EMPTY: _("There is nothing in it."),
            TextWhy.OF_A_DESK: _(
                "It shows a person, meeting, goal or list of a desk; the archive of that desk brings them back."
            ),
            TextWhy.UNREADABLE: _("It could not be opened."),
            TextWhy.TWICE: _("The same note is in the table twice."),
            TextWhy.MORE: _("There were too many; import the folder in parts."),
        }[self.why]


@dataclass(frozen=True, slots=True)
class FilesNotTaken:
    """Pictures and other files beside the texts. Shown like `report.Note`."""

    count: int

    @property
    def text(self) -> str:
        """Say how many stay where they are."""
        words = ngettext(
            "{count} picture or other file stays where it is; only texts come in.",
            "{count} pictures and other files stay where they are; only texts come in.",
            self.count,
        )
        return words.format(count=self.count)


@dataclass(frozen=True, slots=True)
class TextsReading:
    """All texts of a folder or a table, in the order of their names."""

    notes: tuple[TextNote, ...] = ()
    left_out: tuple[TextLeftOut, ...] = ()
    other_files: int = 0
