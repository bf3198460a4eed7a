"""Which texts keep what they said before, and what they said. Notes keep their own, `domain.notes`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mentordesk.domain.notes import REVISION_EVERY, WhyKept, is_revision_due
from mentordesk.domain.records import Record
from mentordesk.light_dataclass import dataclass

LONG_TEXTS: Mapping[str, tuple[str, ...]] = {
    "person": ("remember", "avoid", "met_how"),
    "mentorship": ("purpose", "ended_why"),
    "goal": ("why", "measure"),
    "goal_plan": ("wish", "outcome", "obstacle", "plan"),
    "check_in": ("sentence",),
    "question": ("text", "context", "answer"),
    "thread": ("text", "answer"),
    "advice": ("text", "context"),
    "reflection": ("went_well", "would_change", "learned", "feeling"),
    "review": ("keep", "change"),
}
"""The fields that hold a sentence or more and can be written over, by table.

Names, titles and the lines of lists are not among them: they are typed again sooner than looked up. Nor is what is appended
and never written over: why a goal turned, and what happened to advice.
"""


@dataclass(frozen=True, kw_only=True)
class Wording(Record):
    """What a text said at an earlier time. One of the links says whose text, `field` which of its texts."""

    person_id: str = ""
    mentorship_id: str = ""
    goal_id: str = ""
    goal_plan_id: str = ""
    check_in_id: str = ""
    question_id: str = ""
    thread_id: str = ""
    advice_id: str = ""
    reflection_id: str = ""
    review_id: str = ""
    field: str = ""
    text: str = ""
    why: WhyKept = WhyKept.WRITING


@dataclass(frozen=True)
class TextPlace:
    """One of the texts of a record: its table, its id and the field."""

    noun: str
    id: str
    field: str

    @property
    def holder(self) -> str:
        """The column of a wording that says whose it is."""
        return f"{self.noun}_id"


def is_worth_keeping(
    *, is_act: bool, last_kept_at: datetime | None, stood_since: datetime | None, now: datetime
) -> bool:
    """Tell whether a text that is being written over is kept as an earlier wording.

    What somebody replaces in a form, which is an act, always is. What is saved while it is typed is kept as the texts of
    notes are, at most every few minutes; and before anything of it is kept it must have stood for so long, so that the
    first letters of a sentence are none.
    """
    if is_act:
        return True
    if last_kept_at is not None:
        return is_revision_due(last_kept_at, now)
    return stood_since is None or now - stood_since >= REVISION_EVERY
