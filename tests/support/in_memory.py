"""Where the files of tests lie: in memory where there is room, so that nobody waits for a disk on which nothing is to last."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 4_000_000_000


def use_memory() -> None:
    """Have this process and those it starts make their temporary files in memory, unless somebody chose a place."""
    if "TMPDIR" in os.environ or not sys.platform.startswith("linux") or not os.access(_MEMORY, os.W_OK):
        return
    # Some tests start programs that they have put there.
    may_run = not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    if may_run and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None
