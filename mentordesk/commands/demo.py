"""`mentordesk demo`: a desk of made-up people."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.commands.opening import holds_desk
from mentordesk.errors import Mistake
from mentordesk.folders import desk_folder
from mentordesk.language import _, ngettext
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk


def run(chosen: Namespace, _folder: Path) -> int:
    """Write the desk; a folder that holds one already is left as it is."""
    from mentordesk.workflows.demo import write_demo

    folder = desk_folder(chosen.path)
    if holds_desk(folder):
        raise Mistake(_("There is a desk in {folder} already. Choose a new folder.").format(folder=folder))
    try:
        # Not encrypted: its people are made up, and whoever looks at the file may.
        with closing(Desk.open(folder, SystemClock())) as desk:
            write_demo(desk, chosen.meetings, chosen.seed, desk.database.clock.now())
    except BaseException:
        # What was begun here and not finished is no desk: left behind, it would refuse the next try.
        for half in folder.glob(f"{FILE_NAME}*"):
            half.unlink(missing_ok=True)
        raise
    print(
        ngettext(
            "A desk with {count} meeting lies in {folder}.",
            "A desk with {count} meetings lies in {folder}.",
            chosen.meetings,
        ).format(count=chosen.meetings, folder=folder)
    )
    print(_("Look around in it with: mentordesk --desk {folder}").format(folder=folder))
    return 0
