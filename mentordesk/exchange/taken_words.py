"""Why an archive, a folder of texts or a table is refused, in words. For calendars and contacts: `report`."""

from __future__ import annotations

from mentordesk.errors import Mistake
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.language import _


def refused_archive(refusal: Refusal, name: str) -> Mistake:
    """Say why the archive `name` is refused; nothing of it came in."""
    sentences = {
        RefusalKind.NO_DESK: _("“{name}” is no archive of a desk. Choose the .zip that “Take everything along” wrote."),
        RefusalKind.NEWER: _("“{name}” was written by a newer MentorDesk. Update the program, then bring it back."),
        RefusalKind.TOO_LARGE: _("“{name}” is larger than any desk: {limit} MB are the most. Nothing was changed."),
        RefusalKind.TOO_SLOW: _("“{name}” took too long to read, so reading was stopped. Nothing was changed."),
        RefusalKind.TOO_MUCH_MEMORY: _("“{name}” needs more memory than it may have. Nothing was changed."),
        RefusalKind.FOLDER: _("“{name}” is a folder. Choose the archive inside it."),
        RefusalKind.NOT_A_FILE: _("“{name}” is not an ordinary file. Choose a file that was exported to disk."),
    }
    damaged = _("“{name}” is damaged or was changed. Nothing was changed here; take the archive along once more.")
    return Mistake(sentences.get(refusal.kind, damaged).format(name=name, limit=refusal.detail), field="path")


def refused_texts(refusal: Refusal, name: str) -> Mistake:
    """Say why the folder or table `name` is refused."""
    sentences = {
        RefusalKind.NO_TEXTS: _(
            "There are no Markdown files (.md) in “{name}”. Choose the folder that holds your notes."
        ),
        RefusalKind.NO_COLUMNS: _(
            "“{name}” has no columns that are known. Its first line must name them: name and mail for people, "
            "title and text for notes."
        ),
        RefusalKind.EMPTY: _("“{name}” is empty. Export it again and choose the new file."),
        RefusalKind.BINARY: _("“{name}” does not hold text. Save the table as CSV and choose that file."),
        RefusalKind.TOO_LARGE: _("“{name}” holds more than {limit} MB of text. Import it in parts."),
        RefusalKind.TOO_SLOW: _("“{name}” took too long to read, so reading was stopped. Import it in parts."),
        RefusalKind.TOO_MUCH_MEMORY: _("“{name}” needs more memory than it may have. Import it in parts."),
        RefusalKind.FOLDER: _("“{name}” is a folder. Choose a file inside it."),
        RefusalKind.NOT_A_FILE: _("“{name}” is not an ordinary file. Choose a file that was exported to disk."),
    }
    stopped = _("“{name}” could not be read: reading it stopped halfway. Nothing was changed.")
    return Mistake(sentences.get(refusal.kind, stopped).format(name=name, limit=refusal.detail), field="path")
