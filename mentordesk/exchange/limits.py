"""How large, how long and how many: the bounds within which files of others are read. No parsing here."""

from __future__ import annotations

import importlib

CALENDAR_BYTES = 50_000_000
CONTACTS_BYTES = 50_000_000
MEMORY_BYTES = 512 * 1024 * 1024

ARCHIVE_BYTES = 50_000_000_000
ARCHIVE_FILES = 50_000
ARCHIVE_FILE_BYTES = 200_000_000
"""One attachment; what they all take together is bounded by the archive’s own size and by the room on the disk."""
ARCHIVE_UNPACKED_BYTES = 2_000_000_000
ARCHIVE_MEMORY_BYTES = 200_000_000
"""An archive is read row by row, so that its size asks for time and never for memory."""
ARCHIVE_ROW_BYTES = 16_000_000
ARCHIVE_MANIFEST_BYTES = 16_000_000
ARCHIVE_SECONDS = 600.0
ARCHIVE_BYTES_A_SECOND = 5_000_000
"""A slow disk; an archive has so much more time as it is large."""

FOLDER_TEXTS = 50_000
FOLDER_ENTRIES = 500_000
FOLDER_BYTES = 100_000_000
"""Texts of a folder, all of them together; one may have `TEXT_BYTES`."""
TEXT_BYTES = 5_000_000
FOLDER_SECONDS = 60.0
TABLE_BYTES = 50_000_000
TABLE_ROWS = 100_000

SECONDS = 20.0
"""Wall time for one file, the start of the child included."""

EXPANSION_SECONDS = 2.0
"""What one repeating event may take; all of them together get `ALL_EXPANSION_SECONDS`."""
ALL_EXPANSION_SECONDS = 10.0

OCCURRENCES_PER_SERIES = 5_000
OCCURRENCES = 20_000
TIMES_A_DAY = 4
"""How often a rule may fall on one day before it counts as finer than daily."""

TITLE_LETTERS = 500
TEXT_LETTERS = 20_000
SHORT_TEXT_LETTERS = 1_000
LIST_ENTRIES = 5_000
"""Exceptions or additions of one event; attendees too."""
LEFT_OUT = 5_000
"""Entries of a report that are told singly; beyond that only their number is."""

YEARS = (1600, 2399)
"""Apple writes birthdays without a year as 1604; what lies outside is a slip or an attack."""


def bound_memory(limit_bytes: int = MEMORY_BYTES) -> None:
    """Let this process have no more than `limit_bytes`, where the system can say so (not on Windows)."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard not in {-1, resource.RLIM_INFINITY}:
        limit_bytes = min(limit_bytes, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, hard))
    except (OSError, ValueError):
        # macOS knows the name but keeps no such limit; time and file size still bound the child.
        return
