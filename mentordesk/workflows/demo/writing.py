"""Writes the demo desk: who, then what happened in order, then what is open now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from mentordesk.domain.focus import DEFAULT_SHARES
from mentordesk.domain.profile import Profile, Side
from mentordesk.domain.zones import wall_of, zone_named
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.demo.batch import Batch
from mentordesk.workflows.demo.cast import HOME, Member, gather
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.hours import past_hours, years_of
from mentordesk.workflows.demo.looking_back import reviews_of
from mentordesk.workflows.demo.near import BY_HAND, Near
from mentordesk.workflows.demo.ongoing import goals_of, open_ends_of
from mentordesk.workflows.demo.past import Past
from mentordesk.workflows.demo.stock import sheet

RECORDS_AT_ONCE = 8000
"""How many records one transaction takes: enough that the disk is asked seldom, few enough that its log stays small."""


def write_demo(
    desk: Desk, meetings: int, seed: int, now: datetime, *, progress: Callable[[float], None] | None = None
) -> None:
    """Fill a new desk with made-up people and so many meetings, around `now`; the same seed and now give the same desk.

    `progress` is told how much is done, from 0 to 1; what it raises ends the work. A desk left half-written is marked
    as a demo from its first record. Raises Mistake for a desk that is somebody's, or for no meetings at all.
    """
    if meetings < 1:
        raise Mistake(_("A demo needs at least one meeting."), field="meetings")
    if desk.profile.mine() is not None:
        raise Mistake(_("This desk is somebody’s already. A demo needs a new one."))
    now = now.replace(microsecond=0)
    today = wall_of(now, HOME).date()
    first_day = today - timedelta(days=int(365 * years_of(meetings)))
    chance = Chance(seed)
    cast = gather(chance, meetings, first_day, today)
    past = Past(chance, cast, now)
    near = Near(past, meetings)
    batch = Batch()
    batch.add(cast.me, *cast.contacts)
    for member in cast.members:
        batch.add(member.person, member.mentorship)
    batch.add(_profile(chance, cast.me.id, now))
    hours = _past_hours(past, near, meetings - len(near.entries), first_day, today)
    for told, (member, wall) in enumerate(hours, 1):
        past.tell(batch, past.occasion(member, wall))
        if len(batch) >= RECORDS_AT_ONCE:
            batch.write(desk)
            if progress:
                progress(told / meetings)
    for occasion, days in near.past_occasions():
        near.remember(past.tell(batch, occasion), occasion.member.key, days)
    near.tell(batch)
    for member in cast.members:
        if member.key != "maria":
            batch.add(*goals_of(past, member))
        batch.add(*reviews_of(member, now))
        if not member.mentorship.is_over and member.key not in BY_HAND:
            batch.add(*open_ends_of(past, member))
    batch.write(desk)
    if progress:
        progress(1.0)


def _profile(chance: Chance, me: str, now: datetime) -> Profile:
    return Profile(
        id=chance.id(now),
        created_at=now,
        updated_at=now,
        person_id=me,
        side=Side.BOTH,
        checklist=tuple(sheet("near")["profile"]["checklist"]),
        phases=DEFAULT_SHARES,
        is_demo=True,
    )


def _past_hours(past: Past, near: Near, count: int, first_day: date, today: date) -> Iterator[tuple[Member, datetime]]:
    """Yield who was met when, in order; one person has a tenth of all meetings of the desk."""
    chance, members = past.chance, past.cast.members
    if count <= 0:
        return
    maria = past.cast.member("maria")
    hers = (count + len(near.entries)) // 10 - sum(entry["person"] == maria.key for entry in near.entries)
    hours = list(past_hours(chance, count, first_day + timedelta(days=3), today - timedelta(days=1)))
    quiet = {member.key: near.quiet_since(member) for member in members}
    early = sum(wall.date() < quiet[maria.key] for wall in hours)
    hers = max(0, min(hers, early))
    with_maria = {int((turn + chance.random.random() * 0.9) * early / hers) for turn in range(hers)}
    last: dict[str, float] = {}
    there: list[Member] = []
    there_on: date | None = None
    for index, wall in enumerate(hours):
        if index in with_maria:
            yield maria, wall
            continue
        if wall.date() != there_on:
            there_on = wall.date()
            there = [
                member
                for member in members
                if member is not maria and member.is_there_on(there_on) and there_on < quiet[member.key]
            ] or [past.cast.member("tomasz")]
        weights = [_wish(member, wall, last) for member in there]
        member = chance.random.choices(there, weights)[0]
        last[member.key] = wall.timestamp()
        yield member, wall


def _wish(member: Member, wall: datetime, last: dict[str, float]) -> float:
    """Weigh how likely somebody is met at an hour: long not seen, and awake."""
    days_since = (wall.timestamp() - last.get(member.key, 0.0)) / 86400
    hour = wall.replace(tzinfo=zone_named(HOME)).astimezone(zone_named(member.person.zone)).hour
    return member.weight * min(30.0, days_since + 0.05) * (1.0 if 7 <= hour < 22 else 0.01)
