"""Reflections: three answers after a meeting and how present one was. Always private."""

from __future__ import annotations

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, kw_only=True)
class Reflection(Record):
    """What a meeting leaves with me. `visibility` stays private: nothing here ever enters a summary."""

    meeting_id: str = ""
    went_well: str = ""
    would_change: str = ""
    learned: str = ""
    feeling: str = ""
    presence: int | None = None
    """How present I was, from 1 to 5; None means not said."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.went_well or self.would_change or self.learned or self.feeling or self.presence)


def checked_reflection(reflection: Reflection) -> Reflection:
    """Return the reflection as it may be kept; raises Mistake for a presence outside 1 to 5."""
    if reflection.presence is not None and not 1 <= reflection.presence <= 5:
        raise Mistake(_("Presence goes from 1 to 5."), field="presence")
    return reflection
