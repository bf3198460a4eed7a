"""What a captured line was understood as, what has to be asked back, and what was chosen beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from mentordesk.domain.capture import Captured, Kind
from mentordesk.domain.capture_names import folded
from mentordesk.domain.goals import Goal
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to what is asked: a person or a goal."""

    id: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be asked back before a line can be kept."""

    about: str
    """“person”, “goal”, “day” or “text”."""
    sentence: str
    words: str = ""
    candidates: tuple[Candidate, ...] = ()
    is_name_unknown: bool = False
    """Whether nobody is called so: then somebody can be added, or the words kept as words."""

    @property
    def key(self) -> str:
        """What an answer to it is kept under."""
        return answer_key(self.about, self.words)


def answer_key(about: str, words: str = "") -> str:
    """Return what an answer is kept under: the same words are asked about once."""
    return f"{about}:{folded(words).words}"


@dataclass(frozen=True)
class Understood:
    """A line as it will be kept, once nothing is asked."""

    captured: Captured
    sentence: str = ""
    """What it was understood as: “A promise of Maria, due Friday 27 November”."""
    asked: tuple[Asked, ...] = ()
    person: Person | None = None
    """Whom it is about, is asked, advised or checks in."""
    owner: Person | None = None
    """Whose promise it is."""
    goal: Goal | None = None
    day: date | None = None
    urgency: Urgency = Urgency.NEXT_MEETING
    mine: bool = True
    """For advice: whether it is I who advises."""

    @property
    def kind(self) -> Kind:
        """What it becomes."""
        return self.captured.kind


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen beside the line."""

    kind: Kind | None = None
    person_id: str = ""
    """Whom the line is about where it names nobody."""
    urgency: Urgency | None = None
    day: date | None = None
    goal_id: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    """By `Asked.key`: the id of who or which is meant."""
    waits: bool = True
    """Whether to wait for rare words for days to be loaded; else they are asked back until they are."""
