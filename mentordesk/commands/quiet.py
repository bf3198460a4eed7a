"""`mentordesk quiet --restore`: put back what a call has left switched; for the login entry, and harmless at any time."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mentordesk.language import _
from mentordesk.presence.here import restore_left_here
from mentordesk.presence.switch import Outcome


def run(_chosen: argparse.Namespace, _folder: Path) -> int:
    """Put back and say what was; say nothing where there was nothing."""
    report = restore_left_here()
    for result in report.results:
        if result.outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED):
            print(_("Put back as it was: {what}.").format(what=result.change.switch))
    for sentence in report.troubles:
        print(sentence, file=sys.stderr)
    return 1 if report.troubles else 0
