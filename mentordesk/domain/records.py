"""What every record of the desk has in common: its id, space, visibility and dates."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mentordesk.light_dataclass import dataclass

PERSONAL = "personal"
"""The space of everything until sharing exists; a record never changes its space."""

_lock = threading.Lock()
_last_stamp = 0


class Visibility(StrEnum):
    """What a summary for the other side may contain."""

    PRIVATE = "private"
    SHARED = "shared"


def new_id() -> str:
    """Make a UUIDv7 as text: sortable by creation, unique across devices (RFC 9562, section 5.7).

    The twelve bits after the milliseconds count on within one millisecond, so ids made by one process keep their order.
    """
    global _last_stamp  # noqa: PLW0603 - the order of ids is a property of the process
    with _lock:
        stamp = max(time.time_ns() // 1_000_000 << 12, _last_stamp + 1)
        _last_stamp = stamp
    random_bits = int.from_bytes(os.urandom(8), "big") >> 2
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random_bits
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row of the desk. The store fills in the dates."""

    id: str = field(default_factory=new_id)
    space_id: str = PERSONAL
    visibility: Visibility = Visibility.PRIVATE
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
