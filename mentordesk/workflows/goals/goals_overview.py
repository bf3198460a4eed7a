"""The list of goals: mine and those of others as I know them, by person, with how far each has come."""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal, GoalState, share
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.goals import Standing
from mentordesk.workflows.goals.goal_words import due_words, said_words, state_words, steps_words, turn_words
from mentordesk.workflows.goals.keep_goal import my_id


@dataclass(frozen=True)
class GoalEntry:
    """A goal in the list, ready to show."""

    id: str
    title: str
    owner_id: str
    owner: str
    """What to call whose it is."""
    initials: str
    is_mine: bool
    with_whom: str
    """With whom one's own goal is talked about; empty for nobody, and for goals of others."""
    state: GoalState
    progress: float
    by: str
    detail: str
    state_words: str = ""
    """Empty while it is open."""


@dataclass(frozen=True)
class GoalGroup:
    """The goals of one person."""

    owner_id: str
    title: str
    entries: tuple[GoalEntry, ...]


def goals_overview(
    desk: Desk, clock: Clock, *, state: GoalState | None = GoalState.OPEN, person_id: str = ""
) -> tuple[GoalGroup, ...]:
    """Return the goals in a state, or in any, by whose they are: mine first, then by name.

    `person_id` narrows it to their goals and those of mine that are talked about with them; my own id to mine.
    """
    me = my_id(desk)
    theirs = [one.id for one in desk.mentorships.of_person(person_id)] if person_id and person_id != me else []
    goals = desk.goals.listed(state=state, owner_id=person_id, mentorship_ids=theirs)
    people = _people(desk, goals)
    standings = desk.goals.standings([goal.id for goal in goals])
    entries = [_entry(clock, goal, standings[goal.id], people, me) for goal in goals]
    groups: dict[str, list[GoalEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.owner_id, []).append(entry)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0] != me, pair[1][0].owner.casefold(), pair[0]))
    return tuple(GoalGroup(key, _title(found[0]), tuple(_resting_last(found))) for key, found in ordered)


def people_with_goals(desk: Desk) -> tuple[Person, ...]:
    """Return whose goals may be listed: everybody with a mentorship or a goal, by name; I am left out."""
    me = my_id(desk)
    ids = {goal.owner_id for goal in desk.goals.where()} | {one.person_id for one in desk.mentorships.where()}
    return tuple(person for person in desk.people.others() if person.id in ids and person.id != me)


def _people(desk: Desk, goals: Sequence[Goal]) -> dict[str, tuple[Person | None, Person | None]]:
    """Return, by the goal's id, whose it is and with whom it is talked about."""
    mentorships = desk.mentorships.many(goal.mentorship_id for goal in goals if goal.mentorship_id)
    wanted = {goal.owner_id for goal in goals} | {one.person_id for one in mentorships.values()}
    people = desk.people.many(one for one in wanted if one)
    return {
        goal.id: (
            people.get(goal.owner_id),
            people.get(mentorships[goal.mentorship_id].person_id) if goal.mentorship_id in mentorships else None,
        )
        for goal in goals
    }


def _entry(
    clock: Clock, goal: Goal, standing: Standing, people: dict[str, tuple[Person | None, Person | None]], me: str
) -> GoalEntry:
    owner, other = people[goal.id]
    today = clock.now().astimezone(clock.zone()).date()
    is_mine = goal.owner_id == me
    with_whom = other.short_name if is_mine and other else ""
    return GoalEntry(
        id=goal.id,
        title=goal.title,
        owner_id=goal.owner_id,
        owner=owner.short_name if owner else "",
        initials=owner.initials if owner else "",
        is_mine=is_mine,
        with_whom=with_whom,
        state=goal.state,
        progress=share(goal, standing.number, standing.reached, standing.steps),
        by=due_words(goal, today),
        detail=_detail(clock, goal, standing, with_whom),
        state_words="" if goal.is_open else state_words(goal.state),
    )


def _detail(clock: Clock, goal: Goal, standing: Standing, with_whom: str) -> str:
    today = clock.now().astimezone(clock.zone()).date()
    parts = [_("with {name}").format(name=with_whom) if with_whom else ""]
    if not goal.is_open and goal.state_on:
        words = turn_words(goal.state, phrases.near_day(goal.state_on, today))
        parts.append(f"{words}: {goal.state_why}" if goal.state_why else words)
    elif standing.latest is not None and standing.latest.at is not None:
        day = phrases.near_day(standing.latest.at.astimezone(clock.zone()).date(), today)
        parts.append(_("{day}: {said}").format(day=day, said=said_words(goal, standing.latest)))
    else:
        parts.append(steps_words(standing.reached, standing.steps))
    said = " · ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _title(entry: GoalEntry) -> str:
    return _("Mine") if entry.is_mine else entry.owner or _("Nobody’s")


def _resting_last(entries: list[GoalEntry]) -> list[GoalEntry]:
    places = {state: place for place, state in enumerate(GoalState)}
    return sorted(entries, key=lambda entry: places[entry.state])
