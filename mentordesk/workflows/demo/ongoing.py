"""Goals with their steps and check-ins, and what is open in the mentorships that go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from mentordesk.domain import order
from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.goals import SCALE, CheckIn, Goal, GoalState, GoalTurn, Milestone
from mentordesk.domain.questions import Question, Urgency
from mentordesk.domain.records import Record, Visibility
from mentordesk.domain.threads import Thread
from mentordesk.workflows.demo.between import usual_author
from mentordesk.workflows.demo.cast import HOME, Member
from mentordesk.workflows.demo.past import Past
from mentordesk.workflows.demo.stock import sheet, topics
from mentordesk.workflows.demo.wording import Wording


def goals_of(past: Past, member: Member) -> Iterator[Record]:
    """Make somebody's goals over the years: earlier ones reached or let go, and the present one."""
    started = member.mentorship.started_on or past.now.date()
    until = member.mentorship.ended_on or past.now.date()
    begin = started + timedelta(days=past.chance.number(5, 20))
    while begin < until:
        finish = begin + timedelta(days=past.chance.number(150, 300))
        yield from _goal(past, member, begin, finish, until)
        begin = finish + timedelta(days=past.chance.number(3, 30))


def _goal(past: Past, member: Member, begin: date, finish: date, until: date) -> Iterator[Record]:
    chance = past.chance
    wording = Wording(chance, member.person)
    entry = chance.deal(sheet("goals")["goal"])
    is_closed = finish < until or member.mentorship.is_over
    is_reached = is_closed and chance.maybe(0.7)
    closed_on = min(finish, until)
    at = _morning(begin)
    target = float(entry["target"]) if "target" in entry else None
    goal = Goal(
        id=chance.id(at),
        created_at=at,
        updated_at=_morning(closed_on) if is_closed else at,
        visibility=Visibility.SHARED,
        owner_id=past.cast.me.id if member.mentorship.my_role.value == "mentee" else member.person.id,
        mentorship_id=member.mentorship.id,
        title=wording.say(entry["title"]),
        why=entry["why"],
        measure=wording.say(entry["measure"]),
        target_value=target,
        unit=entry.get("unit", ""),
        due_on=finish,
        state=GoalState.REACHED if is_reached else GoalState.LET_GO if is_closed else GoalState.OPEN,
        state_on=closed_on if is_closed else None,
        state_why="" if is_reached or not is_closed else "Something else mattered more by then.",
    )
    yield goal
    if is_closed:
        turned_at = _morning(closed_on)
        yield GoalTurn(
            id=chance.id(turned_at),
            created_at=turned_at,
            updated_at=turned_at,
            visibility=goal.visibility,
            goal_id=goal.id,
            state=goal.state,
            on_day=closed_on,
            why=goal.state_why,
        )
    reach = 1.0 if is_reached else 0.3 + 0.5 * chance.random.random()
    length = (finish - begin).days
    steps = entry["milestones"]
    for number, (text, position) in enumerate(zip(steps, order.keys_after("", len(steps)), strict=True), 1):
        reached_on = begin + timedelta(days=length * number // (len(steps) + 1))
        is_there = reached_on < until and number / len(steps) <= reach
        yield Milestone(
            id=chance.id(at),
            created_at=at,
            updated_at=_morning(reached_on) if is_there else at,
            goal_id=goal.id,
            text=text,
            position=position,
            due_on=reached_on,
            reached_at=_morning(reached_on) if is_there else None,
        )
    yield from _check_ins(past, member, goal, begin, closed_on, length, reach)


def _check_ins(
    past: Past, member: Member, goal: Goal, begin: date, last: date, length: int, reach: float
) -> Iterator[CheckIn]:
    chance = past.chance
    said = sheet("goals")["check_ins"]
    wording = Wording(chance, member.person)
    whole = goal.target_value or SCALE
    on, before = begin + timedelta(days=chance.number(10, 25)), 0.0
    while on < last:
        share = (on - begin).days / length * reach
        value = round(min(whole, max(0.0, whole * (share + 0.08 * (chance.random.random() - 0.4)))), 1)
        mood = "up" if value > before + 0.1 else "down" if value < before else "flat"
        at = _morning(on)
        yield CheckIn(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            goal_id=goal.id,
            at=at,
            zone=HOME,
            value=value,
            confidence=chance.pick((2, 3, 3, 4, 4, 5)),
            sentence=wording.say(chance.deal(said[mood])),
        )
        before = value
        on += timedelta(days=chance.number(14, 35))


def open_ends_of(past: Past, member: Member) -> Iterator[Record]:
    """Make what waits for the next meeting with somebody: agenda, a question, a thread."""
    chance, course = past.chance, past.courses[member.key]
    wording = Wording(chance, member.person)
    topic = chance.deal(topics())
    for text in chance.hand(topic["agenda"], 1, 3):
        at = past.now - timedelta(days=chance.number(0, 6), minutes=chance.number(1, 600))
        is_carried = course.last is not None and chance.maybe(0.3)
        yield AgendaItem(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            visibility=Visibility.SHARED,
            mentorship_id=member.mentorship.id,
            text=wording.say(text),
            author_id=chance.pick((past.cast.me.id, member.person.id)),
            minutes=chance.pick((5, 10, 10, 15)),
            position=course.next_position(),
            carried_since=course.last.date() if is_carried and course.last else None,
            carried_count=1 if is_carried else 0,
        )
    if chance.maybe(0.5):
        at = past.now - timedelta(days=chance.number(0, 5), minutes=chance.number(1, 600))
        yield Question(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            mentorship_id=member.mentorship.id,
            text=wording.say(chance.deal(topic["questions"])),
            author_id=usual_author(past.cast, member),
            urgency=Urgency.THIS_WEEK,
            asked_how="copy",
            asked_at=at,
        )
    if chance.maybe(0.7):
        piece = chance.deal(sheet("threads")["thread"])
        at = past.now - timedelta(days=chance.number(8, 30))
        yield Thread(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            person_id=member.person.id,
            text=wording.say(piece["text"]),
            ripe_on=past.now.date() + timedelta(days=chance.pick((-3, -1, 0, 6, 15))),
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 15), UTC)
