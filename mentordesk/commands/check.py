"""`mentordesk check`: whether everything on the desk is in order, and what was put right."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from mentordesk.commands.opening import existing_desk
from mentordesk.language import _


def run(_chosen: Namespace, folder: Path) -> int:
    """Print what was not in order; the exit status says whether anything still is not."""
    from mentordesk.workflows.desk.left_keys import left_keys, where_words
    from mentordesk.workflows.safety.check import check_desk

    with existing_desk(folder) as desk:
        report = check_desk(desk)
    for sentence in report.repaired:
        print(sentence)
    for sentence in report.problems:
        print(sentence, file=sys.stderr)
    print(report.backups)
    for key in left_keys():
        print(where_words(key), _("The settings, under “Encryption”, can remove it."))
    if not report.is_fine:
        return 1
    print(_("Everything on the desk in {folder} is in order.").format(folder=folder))
    return 0
