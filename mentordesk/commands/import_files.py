"""`mentordesk import`: show what files would bring, from contacts to whole desks, and bring it when told to."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mentordesk.clock import SystemClock
from mentordesk.commands.opening import holds_desk, opened
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_file import CalendarPreview, Preview, done_words, preview_file, report_lines


def run(chosen: Namespace, folder: Path) -> int:
    """Import one file after the other; one that cannot be read does not keep the others out."""
    failed = False
    with _desk_for(folder, is_meant=chosen.yes) as desk:
        if chosen.yes:
            backups.write(desk.folder, backups.Reason.IMPORT, desk.database.clock.now(), keys=desk.keys)
        for path in chosen.files:
            if len(chosen.files) > 1:
                print(f"{path}:")
            try:
                preview = preview_file(desk, desk.database.clock, path.expanduser())
                if chosen.yes:
                    _bring(desk, preview)
                else:
                    _show(preview)
            except (Mistake, Trouble) as error:
                failed = True
                sys.stdout.flush()
                print(error.sentence, file=sys.stderr)
    return int(failed)


@contextmanager
def _desk_for(folder: Path, *, is_meant: bool) -> Iterator[Desk]:
    """Open the desk; one that does not exist is not made just to show a preview."""
    if is_meant or holds_desk(folder):
        with opened(folder) as desk:
            yield desk
        return
    with (
        TemporaryDirectory(prefix="mentordesk-", ignore_cleanup_errors=True) as nowhere,
        closing(Desk.open(Path(nowhere), SystemClock())) as desk,
    ):
        yield desk


def _bring(desk: Desk, preview: Preview) -> None:
    print(done_words(preview.apply(desk, desk.database.clock)))
    if isinstance(preview, ArchivePreview):
        for one in preview.left_out:
            print(f"  {one.title}: {one.reason}")
        return
    for line in report_lines(preview.left_out, preview.notes):
        print(line)


def _show(preview: Preview) -> None:
    for line in preview.lines():
        print(line)
    count = len(preview.suggested if isinstance(preview, CalendarPreview) else preview.to_do)
    if count and isinstance(preview, ArchivePreview):
        print(_("Nothing was changed. Say --yes to bring it back."))
    elif count:
        print(
            ngettext(
                "Nothing was changed. Say --yes to import the one that is ticked.",
                "Nothing was changed. Say --yes to import the {count} that are ticked.",
                count,
            ).format(count=count)
        )
    else:
        print(_("There is nothing to import."))
