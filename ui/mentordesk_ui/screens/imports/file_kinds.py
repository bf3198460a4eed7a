"""What the kinds of files that can be imported are called, and how one is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.language import _, ngettext
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_file import CalendarPreview, ContactsPreview, FileKind, Preview


def title_words(kind: FileKind | None) -> str:
    """Say what is imported."""
    return {
        FileKind.CONTACTS: _("Import contacts"),
        FileKind.CALENDAR: _("Import a calendar"),
        FileKind.ARCHIVE: _("Bring a desk back"),
        FileKind.FOLDER: _("Import notes"),
        FileKind.TABLE: _("Import a table"),
        None: _("Import"),
    }[kind]


def choose_words(kind: FileKind | None) -> tuple[str, str]:
    """Say which file is wanted, and where it comes from."""
    return {
        FileKind.CONTACTS: (
            _("Choose the contacts to import"),
            _("A .vcf file, as address books export it. You can also drop it here."),
        ),
        FileKind.CALENDAR: (
            _("Choose the calendar to import"),
            _("An .ics file, as calendars export it. You can also drop it here."),
        ),
        FileKind.ARCHIVE: (
            _("Choose the desk to bring back"),
            _("The .zip file that “Take everything along” wrote. What is here already stays."),
        ),
        FileKind.FOLDER: (
            _("Choose the folder of your notes"),
            _("Markdown, such as a vault of Obsidian or what Joplin exports with front matter."),
        ),
        FileKind.TABLE: (
            _("Choose the table to import"),
            _("A .csv file of people, or of notes. Its first line names the columns."),
        ),
        None: (_("Choose a file to import"), _("An .ics, .vcf, .csv or .zip file. You can also drop it here.")),
    }[kind]


def button_words(kind: FileKind | None) -> str:
    """Say what the button does that lets somebody choose."""
    return _("Choose a folder") if kind is FileKind.FOLDER else _("Choose a file")


def go_words(preview: Preview, count: int) -> str:
    """Say what the button does that brings what is ticked."""
    if isinstance(preview, ArchivePreview):
        return _("Bring it back")
    if isinstance(preview, ContactsPreview):
        words = ngettext("Import {count} person", "Import {count} people", count)
    elif isinstance(preview, CalendarPreview):
        words = ngettext("Import {count} event", "Import {count} events", count)
    else:
        words = ngettext("Import {count} note", "Import {count} notes", count)
    return words.format(count=count)


def kind_shown(preview: Preview) -> FileKind:
    """Return what a file turned out to hold."""
    if isinstance(preview, CalendarPreview):
        return FileKind.CALENDAR
    if isinstance(preview, ArchivePreview):
        return FileKind.ARCHIVE
    if preview.path.suffix.casefold() in {".csv", ".tsv"}:
        return FileKind.TABLE
    return FileKind.CONTACTS if isinstance(preview, ContactsPreview) else FileKind.FOLDER


def file_dialog(window: QWidget, kind: FileKind | None) -> QFileDialog:
    """Return a dialog in which a file, or a folder, of a kind is chosen; whoever asks opens it."""
    if kind is FileKind.FOLDER:
        dialog = QFileDialog(window, _("Choose a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        return dialog
    dialog = QFileDialog(window, _("Choose a file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    names = {
        FileKind.CONTACTS: _("Contacts") + " (*.vcf *.vcard)",
        FileKind.CALENDAR: _("Calendars") + " (*.ics *.ical)",
        FileKind.ARCHIVE: _("Desks") + " (*.zip)",
        FileKind.TABLE: _("Tables") + " (*.csv *.tsv)",
    }
    every = _("Calendars and contacts") + " (*.ics *.ical *.vcf *.vcard *.csv *.tsv *.zip)"
    dialog.setNameFilters([names[kind] if kind else every, _("All files") + " (*)"])
    return dialog
