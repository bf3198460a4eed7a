"""All promises of the desk for their screen: in which groups they stand, by date or by person, and what became of them.

Only ids are read for all of them; the promises themselves are read a page at a time, so that thousands open like ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.actions import Action, is_asleep
from mentordesk.language import _, pgettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.actions import ActionKey
from mentordesk.store.desk import Desk


class Whose(StrEnum):
    """Who is to do it."""

    ALL = "all"
    MINE = "mine"
    THEIRS = "theirs"


class Grouping(StrEnum):
    """How promises stand together."""

    DATE = "date"
    PERSON = "person"


@dataclass(frozen=True)
class PromiseGroup:
    """A heading and the ids below it."""

    key: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class PromiseView:
    """A promise as its row says it."""

    action: Action
    owner: str
    is_mine: bool
    detail: str
    is_late: bool
    is_asleep: bool
    person_id: str
    """With whom it is; empty for what I promised to myself."""

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id


class PromisesOverview:
    """Reads groups and pages for one look at the screen; who is who is read once."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self.today = clock.now().astimezone(clock.zone()).date()
        """The day this look was taken: on another one it has to be taken again."""
        self._zone = clock.zone()
        profile = desk.profile.mine()
        self.me_id = profile.person_id if profile else ""
        self._names = desk.people.names_of_others()
        rows = desk.database.rows("SELECT id, person_id FROM mentorship")
        self._with = {row["id"]: row["person_id"] or "" for row in rows}
        self._called: dict[str, str] = {}
        self._days: dict[str, date] = {}

    def open_groups(self, grouping: Grouping, whose: Whose, also: Sequence[str] = ()) -> tuple[PromiseGroup, ...]:
        """Return what is still to be done; what is put off stands at the end under its own heading.

        `also` are closed ones that keep their place, such as what was ticked a moment ago.
        """
        found = self._desk.actions.keys_open(also)
        keys = list(found) if whose is Whose.ALL else [key for key in found if self._fits(key, whose)]
        today = self.today.isoformat()
        asleep = [key for key in keys if key.snoozed_until > today]
        awake = [key for key in keys if not key.snoozed_until > today] if asleep else keys
        groups = self._by_date(awake) if grouping is Grouping.DATE else self._by_person(awake)
        if asleep:
            asleep.sort(key=_by_wake)
            groups.append(
                PromiseGroup("asleep", pgettext("said of a promise", "Put off"), tuple(key.id for key in asleep))
            )
        return tuple(groups)

    def closed_groups(self, whose: Whose) -> tuple[PromiseGroup, ...]:
        """Return what is done or let go, by month, the last first."""
        months: dict[str, list[str]] = {}
        for key in self._desk.actions.keys_closed():
            if self._fits(key, whose):
                months.setdefault(key.closed_at[:7], []).append(key.id)
        return tuple(
            PromiseGroup(month, phrases.month(date.fromisoformat(f"{month}-01")), tuple(ids))
            for month, ids in months.items()
        )

    def views(self, ids: Sequence[str]) -> tuple[PromiseView, ...]:
        """Return the promises of these ids in this order; those thrown away meanwhile are left out."""
        found = self._desk.actions.many(ids)
        actions = [found[one] for one in ids if one in found and found[one].deleted_at is None]
        self._learn(actions)
        return tuple(map(self._view, actions))

    def with_whom(self, action: Action) -> str:
        """Return the id of the person a promise is with; empty for what I promised to myself."""
        return self._other(action.mentorship_id, action.owner_id)

    # -- groups

    def _fits(self, key: ActionKey, whose: Whose) -> bool:
        return whose is Whose.ALL or (key.owner_id == self.me_id) == (whose is Whose.MINE)

    def _by_date(self, keys: list[ActionKey]) -> list[PromiseGroup]:
        today, week_end = self.today, self.today + timedelta(days=7)
        bounds = (
            ("late", _("Was due"), today.isoformat()),
            ("today", _("Today"), (today + timedelta(days=1)).isoformat()),
            ("week", _("In the next days"), week_end.isoformat()),
            ("later", _("Later"), "9999-99"),
        )
        found: dict[str, PromiseGroup] = {}
        at = 0
        dated = [key for key in keys if key.due_on]
        for name, title, before in bounds:
            begin = at
            while at < len(dated) and dated[at].due_on < before:
                at += 1
            found[name] = PromiseGroup(name, title, tuple(key.id for key in dated[begin:at]))
        # What is to come is read first; what was due follows, the latest first, as one thing among others.
        late = replace(found["late"], ids=found["late"].ids[::-1])
        groups = [group for group in (found["today"], found["week"], late, found["later"]) if group.ids]
        without = tuple(key.id for key in keys if not key.due_on)
        if without:
            groups.append(PromiseGroup("no day", _("Whenever it suits"), without))
        return groups

    def _by_person(self, keys: list[ActionKey]) -> list[PromiseGroup]:
        people: dict[str, list[str]] = {}
        known: dict[tuple[str, str], list[str]] = {}  # of thousands, most are between the same two
        for key in keys:
            pair = (key.mentorship_id, key.owner_id)
            if pair not in known:
                known[pair] = people.setdefault(self._other(*pair), [])
            known[pair].append(key.id)
        named = sorted(people, key=self._by_name)
        return [
            PromiseGroup(f"person {person_id}", self._names.get(person_id) or _("Only you"), tuple(people[person_id]))
            for person_id in named
        ]

    def _by_name(self, person_id: str) -> tuple[bool, str]:
        return not person_id, self._names.get(person_id, "").casefold()

    def _other(self, mentorship_id: str, owner_id: str) -> str:
        with_whom = self._with.get(mentorship_id, "")
        return with_whom or (owner_id if owner_id != self.me_id else "")

    # -- one promise

    def _learn(self, actions: Sequence[Action]) -> None:
        """Read, once for a page, who is spoken of and on which days the meetings were."""
        wanted = {action.owner_id for action in actions} | {self.with_whom(action) for action in actions}
        people = self._desk.people.many(sorted(wanted - self._called.keys() - {""}))
        self._called |= {person.id: person.short_name for person in people.values()}
        meetings = {action.origin_meeting_id for action in actions} - self._days.keys() - {""}
        for meeting in self._desk.meetings.many(sorted(meetings)).values():
            at = meeting.actual_start or meeting.starts_at
            if at is not None:
                self._days[meeting.id] = at.astimezone(self._zone).date()

    def _view(self, action: Action) -> PromiseView:
        is_mine = action.owner_id == self.me_id
        other = self.with_whom(action)
        parts = [self._when(action)]
        if is_mine and other:
            parts.append(_("to {name}").format(name=self._called.get(other, "")))
        if action.origin_meeting_id in self._days:
            day = phrases.near_day(self._days[action.origin_meeting_id], self.today)
            parts.append(_("from the call {day}").format(day=day))
        elif action.origin_note_id:
            parts.append(_("from a note"))
        said = " · ".join(part for part in parts if part)
        today = self.today
        asleep = is_asleep(action, today)
        return PromiseView(
            action=action,
            owner=_("You") if is_mine else self._called.get(action.owner_id, ""),
            is_mine=is_mine,
            detail=said[:1].upper() + said[1:],
            is_late=action.is_overdue(today) and not asleep,
            is_asleep=asleep,
            person_id=other,
        )

    def _when(self, action: Action) -> str:
        if action.done_at is not None:
            return _("done {day}").format(day=self._near(action.done_at))
        if action.dropped_at is not None:
            return _("let go {day}").format(day=self._near(action.dropped_at))
        words = []
        if action.snoozed_until is not None and action.snoozed_until > self.today:
            words.append(_("back {day}").format(day=phrases.near_day(action.snoozed_until, self.today)))
        if action.due_on is not None:
            said = _("was due {day}") if action.due_on < self.today else _("due {day}")
            words.append(said.format(day=phrases.near_day(action.due_on, self.today)))
        return " · ".join(words)

    def _near(self, at: datetime) -> str:
        return phrases.near_day(at.astimezone(self._zone).date(), self.today)


def _by_wake(key: ActionKey) -> tuple[str, str]:
    return key.snoozed_until, key.id
