"""`mentordesk export`: take the whole desk along, as an archive that can be brought back, as Markdown, or as tables."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.commands.opening import existing_desk
from mentordesk.language import _, ngettext


def run(chosen: Namespace, folder: Path) -> int:
    """Write it where told; something that is there already is left as it is."""
    from mentordesk.workflows.take_along.export_desk import Form, missing_words, take_along

    form = Form(chosen.form) if chosen.form else Form.ARCHIVE
    with existing_desk(folder) as desk:
        taken = take_along(desk, chosen.path.expanduser().absolute(), form)
    if form is Form.ARCHIVE:
        words = ngettext(
            "The desk lies in {path}, {count} record.", "The desk lies in {path}, {count} records.", taken.count
        )
    else:
        words = ngettext(
            "The desk lies in {path}, {count} file.", "The desk lies in {path}, {count} files.", taken.count
        )
    print(words.format(path=taken.path, count=taken.count))
    if taken.missing:
        print(missing_words(taken))
    print(_("It is not encrypted: whoever has it can read it."))
    return 0
