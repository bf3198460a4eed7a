"""Between the calls on the demo desk: questions of all three urgencies and promises nobody wrote into a note.

Told as written by hand in resources/demo/between.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.mentorships import Role
from mentordesk.domain.questions import Question, Urgency
from mentordesk.domain.records import Record
from mentordesk.workflows.demo.cast import Cast, Member
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import Sheet, sheet

Instant = Callable[[int, time], datetime]


def usual_author(cast: Cast, member: Member) -> str:
    """Return who asks, unless it is said: the mentee."""
    return member.person.id if member.mentorship.my_role is Role.MENTOR else cast.me.id


class Between:
    """What was asked and promised outside the calls."""

    def __init__(
        self,
        chance: Chance,
        cast: Cast,
        today: date,
        instant: Instant,
        positions: Mapping[str, Callable[[], str]],
    ) -> None:
        self._chance = chance
        self._cast = cast
        self._today = today
        self._instant = instant
        self._positions = positions
        """The next place on the agenda with somebody, by their key."""

    def tell(self) -> Iterator[Record]:
        """Make all of it."""
        for entry in sheet("between")["question"]:
            yield from self._question(entry)
        for entry in sheet("between")["promise"]:
            yield self._promise(entry)

    def _question(self, entry: Sheet) -> Iterator[Record]:
        made = self._instant(entry["since"], time(9, 40))
        member = self._cast.member(entry["person"]) if "person" in entry else None
        author = self._cast.me.id
        if member is not None and entry.get("author", "") != "me":
            author = usual_author(self._cast, member)
        urgency = Urgency(entry["urgency"])
        answered_at = self._instant(entry["answered"], time(17, 5)) if "answered" in entry else None
        topic = None
        if member is not None and urgency is Urgency.NEXT_MEETING and answered_at is None:
            topic = AgendaItem(
                id=self._chance.id(made),
                created_at=made,
                updated_at=made,
                mentorship_id=member.mentorship.id,
                text=entry["text"],
                author_id=author,
                position=self._positions[member.key](),
                state=AgendaState(entry.get("topic", "open")),
            )
            yield topic
        yield Question(
            id=self._chance.id(made),
            created_at=made,
            updated_at=made,
            mentorship_id=member.mentorship.id if member else "",
            text=entry["text"],
            context=entry.get("context", ""),
            urgency=urgency,
            author_id=author,
            asked_how=entry.get("asked_how", ""),
            asked_at=made if "asked_how" in entry else None,
            answer=entry.get("answer", ""),
            answered_at=answered_at,
            agenda_item_id=topic.id if topic else "",
        )

    def _promise(self, entry: Sheet) -> Action:
        made = self._instant(entry["since"], time(18, 20))
        member = self._cast.member(entry["person"]) if "person" in entry else None
        is_mine = member is None or entry["owner"] == "me"
        return Action(
            id=self._chance.id(made),
            created_at=made,
            updated_at=made,
            owner_id=self._cast.me.id if is_mine or member is None else member.person.id,
            mentorship_id=member.mentorship.id if member else "",
            text=entry["text"],
            due_on=self._day(entry.get("due")),
            snoozed_until=self._day(entry.get("asleep")),
            done_at=self._instant(entry["done"], time(11, 30)) if "done" in entry else None,
            dropped_at=self._instant(entry["dropped"], time(11, 30)) if "dropped" in entry else None,
        )

    def _day(self, days: int | None) -> date | None:
        return None if days is None else self._today + timedelta(days=days)
