"""Formats in and out: calendars (`calendars`, `calendar_file`) and contacts (`contacts`, `contact_file`).

Files of others are read in a child process (`reading` is the door, `reader` the child); nothing here knows the store.
"""

from __future__ import annotations
