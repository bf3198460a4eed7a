"""Reviews of the demo's mentorships: every three months or so, slowly better, with a dip here and there as in life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from mentordesk.domain.reviews import QUESTION_COUNT, Review
from mentordesk.workflows.demo.cast import Member
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.hours import on_working_day
from mentordesk.workflows.demo.stock import sheet

EVERY_DAYS = (84, 91, 98, 112)
_WAITING = "ingrid"
"""With whom it is time to look back again."""


def reviews_of(member: Member, now: datetime) -> Iterator[Review]:
    """Look back on a mentorship from its third month on, until it ended or until shortly ago."""
    started, ended = member.mentorship.started_on, member.mentorship.ended_on
    # Chance of its own: what else the demo tells stays as it was.
    chance = Chance(int.from_bytes(member.key.encode(), "big") % 1_000_003)
    words = sheet("looking-back")
    if started is None or (ended is not None and chance.maybe(0.4)):
        return
    until = ended or now.date() - timedelta(days=130 if member.key == _WAITING else 12)
    levels = [chance.number(2, 4) + chance.random.random() for _question in range(QUESTION_COUNT)]
    day = started + timedelta(days=chance.pick(EVERY_DAYS))
    while day <= until:
        held_on = on_working_day(day, until)
        yield _review(chance, member, min(held_on, until), levels, words["keep"], words["change"])
        levels = [min(5.0, max(1.0, level + (chance.random.random() - 0.38) * 0.9)) for level in levels]
        day += timedelta(days=chance.pick(EVERY_DAYS))


def _review(
    chance: Chance, member: Member, held_on: date, levels: list[float], keep: list[str], change: list[str]
) -> Review:
    at = datetime.combine(held_on, time(17, 20), UTC)
    return Review(
        id=chance.id(at),
        created_at=at,
        updated_at=at,
        mentorship_id=member.mentorship.id,
        held_on=held_on,
        ratings=tuple(0 if chance.maybe(0.04) else min(5, max(1, round(level))) for level in levels),
        keep=chance.deal(keep) if chance.maybe(0.8) else "",
        change=chance.deal(change) if chance.maybe(0.6) else "",
    )
