from __future__ import annotations

import re
import time
from uuid import UUID

from mentordesk.domain.records import new_id


def test_an_id_is_a_uuid_of_version_seven_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = UUID(new_id())
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 10


def test_ids_sort_as_they_were_made_and_are_never_the_same() -> None:
    made = [new_id() for _number in range(20_000)]
    assert made == sorted(set(made))
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made[0])
