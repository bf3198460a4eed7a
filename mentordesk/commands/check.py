"""`mentordesk check`: whether everything on the desk is in order."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.commands.opening import existing_desk
from mentordesk.language import _


def run(_chosen: Namespace, folder: Path) -> int:
    """Print what is not in order; the exit status says whether anything is."""
    from mentordesk.workflows.check import check_desk

    with existing_desk(folder) as desk:
        findings = check_desk(desk)
    for finding in findings:
        print(finding)
    if findings:
        return 1
    print(_("Everything on the desk in {folder} is in order.").format(folder=folder))
    return 0
