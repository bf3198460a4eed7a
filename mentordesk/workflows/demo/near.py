"""The days around now, told as written by hand in resources/demo/near.toml: the brief before the call with Maria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from mentordesk.domain import order
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalState, GoalTurn, Milestone
from mentordesk.domain.meetings import Meeting, Mode, Status, planned
from mentordesk.domain.mentorships import Role
from mentordesk.domain.records import Record, Visibility
from mentordesk.domain.threads import Thread
from mentordesk.domain.wordings import Wording
from mentordesk.domain.zones import instant_of, wall_of
from mentordesk.workflows.demo.batch import Batch
from mentordesk.workflows.demo.between import Between
from mentordesk.workflows.demo.cast import HOME, Cast, Member
from mentordesk.workflows.demo.hours import on_working_day
from mentordesk.workflows.demo.loose_notes import LooseNotes
from mentordesk.workflows.demo.note_writing import Promised, Told, promise_lines
from mentordesk.workflows.demo.past import Occasion, Past
from mentordesk.workflows.demo.stock import Sheet, sheet, topic_titled

BY_HAND = frozenset({"maria", "misaki", "ingrid", "lukas"})
"""Whose open promises are written by hand, not by chance."""


class Near:
    """The hand-written part of the demo."""

    def __init__(self, past: Past, most: int) -> None:
        self._past = past
        self._cast: Cast = past.cast
        self._chance = past.chance
        self._now = past.now
        self._today = wall_of(past.now, HOME).date()
        self.entries: list[Sheet] = sheet("near")["meeting"][:most]
        """The meetings told here: fewer on a desk that has fewer."""
        self._met: dict[tuple[str, int], Meeting] = {}
        self._set: dict[str, Goal] = {}

    def quiet_since(self, member: Member) -> date:
        """Return from when on nothing is left to chance with somebody."""
        days = [entry["days"] for entry in self.entries if entry["person"] == member.key and entry["days"] < 0]
        spared = [min(days)] if days and (member.key in BY_HAND or member.is_due) else [max(days)] if days else []
        if member.key == "doyun":
            spared = [-2]
        return self._day(min(spared, default=0))

    def past_occasions(self) -> list[tuple[Occasion, int]]:
        """Return the recent meetings that took place, in order, with their days from today."""
        occasions = []
        for entry in self.entries:
            if entry["days"] >= 0 or "outcome" in entry:
                continue
            member = self._cast.member(entry["person"])
            promises = self._promises(entry) if member.key in BY_HAND else None
            topic = topic_titled(entry["title"])
            told = Told(entry["title"], topic, promises or (), self._cast.me.short_name, member.tag, member.language)
            note = entry.get("note", "").replace("{promises}", "\n".join(promise_lines(told)))
            note = note.replace("{threads}", "\n".join(self._thread_lines(entry["person"], entry["days"])))
            occasion = Occasion(member, self._wall(entry), entry["minutes"], topic, entry["title"], note, promises)
            occasions.append((occasion, entry["days"]))
        return sorted(occasions, key=_wall_of_occasion)

    def remember(self, meeting: Meeting, key: str, days: int) -> None:
        """Know a told meeting again as where a promise or a thread came from."""
        self._met[key, days] = meeting

    def tell(self, batch: Batch) -> None:
        """Make the meetings to come, the one nobody closed, and what the brief shows."""
        for entry in self.entries:
            if entry["days"] >= 0 or entry.get("outcome") == "unresolved":
                meeting = self._planned(entry)
                self.remember(meeting, entry["person"], entry["days"])
                batch.add(meeting)
        batch.add(*self._agenda(), *self._threads(), *self._between(), *self._goals())
        batch.add(*self._past.advice.near(self._met))
        batch.add(*self._notes())

    def _day(self, days: int) -> date:
        return on_working_day(self._today + timedelta(days=days), self._today)

    def _instant(self, days: int, at: time = time(16, 5)) -> datetime:
        return min(instant_of(datetime.combine(self._day(days), at), HOME), self._now - timedelta(minutes=5))

    def _wall(self, entry: Sheet) -> datetime:
        if entry["days"] == 0:
            # About twelve minutes from now, at a time somebody would choose.
            whole = self._now.replace(second=0, microsecond=0) + timedelta(minutes=14, seconds=30)
            return wall_of(whole - timedelta(minutes=whole.minute % 5, seconds=whole.second), HOME)
        return datetime.combine(self._day(entry["days"]), entry["at"])

    def _planned(self, entry: Sheet) -> Meeting:
        member = self._cast.member(entry["person"])
        made = self._instant(min(-1, entry["days"] - 7))
        mode = Mode(entry.get("mode", "video"))
        meeting = planned(
            Meeting(
                id=self._chance.id(made),
                created_at=made,
                updated_at=made,
                person_id=member.person.id,
                mentorship_id=member.mentorship.id,
                title=entry["title"],
                wall_start=self._wall(entry),
                zone=HOME,
                zone_owner_id=self._cast.me.id,
                minutes=entry["minutes"],
                mode=mode,
                link=member.person.call_link if mode is Mode.VIDEO else "",
                place=entry.get("place", ""),
            )
        )
        if entry.get("outcome") == "moved" and meeting.starts_at:
            return replace(meeting, status=Status.MOVED, moved_from=meeting.starts_at - timedelta(days=1, hours=2))
        return meeting

    def _promises(self, entry: Sheet) -> tuple[Promised, ...]:
        """Return what was promised in a meeting written by hand; the actions are made with its note."""
        return tuple(
            Promised(
                action["text"],
                action["owner"] == "me",
                self._today + timedelta(days=action["due"]) if "due" in action else None,
                "done" in action,
                self._day(action["done"]) if "done" in action else None,
            )
            for action in sheet("near")["action"]
            if action["person"] == entry["person"] and action["since"] == entry["days"]
        )

    def _agenda(self) -> Iterator[AgendaItem]:
        for entry in sheet("near")["agenda"]:
            member = self._cast.member(entry["person"])
            course = self._past.courses[member.key]
            made = self._instant(entry.get("carried_since", -2) - 1)
            today = self._met.get((member.key, 0))
            is_discussed = entry.get("discussed_today", False) and today is not None
            state = AgendaState.DISCUSSED if is_discussed else AgendaState(entry.get("state", "open"))
            yield AgendaItem(
                id=self._chance.id(made),
                created_at=made,
                updated_at=made,
                visibility=Visibility.SHARED,
                mentorship_id=member.mentorship.id,
                meeting_id=today.id if is_discussed and today else "",
                text=entry["text"],
                author_id=self._cast.me.id if entry["author"] == "me" else member.person.id,
                minutes=entry["minutes"],
                position=course.next_position(),
                state=state,
                carried_since=self._day(entry["carried_since"]) if "carried_since" in entry else None,
                carried_count=entry.get("carried_count", 1 if "carried_since" in entry else 0),
                closed_at=self._now - timedelta(hours=3) if is_discussed else None,
            )

    def _threads(self) -> Iterator[Thread]:
        for entry in sheet("near")["thread"]:
            made = self._instant(entry["since"])
            origin = self._met.get((entry["person"], entry["since"]))
            note = self._past.notes.get(origin.id) if origin and "is_line" in entry else None
            line = self._thread_line(entry) if note else ""
            lines = self._thread_lines(entry["person"], entry["since"])
            yield Thread(
                id=self._chance.id(made),
                created_at=made,
                updated_at=made,
                person_id=self._cast.member(entry["person"]).person.id,
                text=entry["text"],
                ripe_on=self._ripe_on(entry),
                origin_meeting_id=origin.id if origin else "",
                origin_note_id=note.id if note else "",
                note_line=line,
                note_place=lines.index(line) if line else 0,
            )

    def _ripe_on(self, entry: Sheet) -> date:
        saturday = self._today - timedelta(days=(self._today.weekday() + 1) % 7 + 1)
        return saturday if "saturday" in entry else self._today + timedelta(days=entry["ripe"])

    def _thread_line(self, entry: Sheet) -> str:
        return f"~ {entry['text']} !{self._ripe_on(entry).isoformat()}"

    def _thread_lines(self, person: str, days: int) -> list[str]:
        """Return the threads that stand as lines in a note."""
        told = (one for one in sheet("near")["thread"] if one["person"] == person and one["since"] == days)
        return [self._thread_line(one) for one in told if "is_line" in one]

    def _between(self) -> Iterator[Record]:
        positions = {key: course.next_position for key, course in self._past.courses.items()}
        yield from Between(self._chance, self._cast, self._today, self._instant, positions).tell()

    def _notes(self) -> Iterator[Record]:
        """Tell the notes of no meeting, the last: they name what was told before them."""
        days = [self._today + timedelta(days=entry["days"]) for entry in sheet("notes")["note"]]
        hours = [entry["at"] for entry in sheet("notes")["note"]]
        instants = {
            place: instant_of(datetime.combine(day, at), HOME)
            for place, (day, at) in enumerate(zip(days, hours, strict=True))
        }
        yield from LooseNotes(self._chance, self._cast, self._met, self._set).tell(instants)

    def _goals(self) -> Iterator[Record]:
        chance = self._chance.beside(7)
        for entry in sheet("near")["goal"]:
            member = self._cast.member(entry["person"])
            at = self._instant(entry["check_ins"][0][0] - 10)
            is_mine = member.mentorship.my_role is Role.MENTEE
            turns = [(self._day(days), GoalState(state), why) for days, state, why in entry.get("turns", [])]
            on_day, state, why = turns[-1] if turns else (None, GoalState.OPEN, "")
            goal = Goal(
                id=self._chance.id(at),
                created_at=at,
                updated_at=at,
                visibility=Visibility.SHARED,
                owner_id=self._cast.me.id if is_mine else member.person.id,
                mentorship_id=member.mentorship.id,
                title=entry["title"],
                why=entry["why"],
                measure=entry["measure"],
                start_value=float(entry.get("start", 0)),
                target_value=float(entry["target"]) if "target" in entry else None,
                unit=entry.get("unit", ""),
                due_on=_end_of(entry["month"], self._today) if "month" in entry else None,
                state=state,
                state_on=on_day,
                state_why=why,
            )
            self._set[goal.title] = goal
            yield goal
            yield from self._turns(goal, turns)
            yield from self._plan(goal, entry.get("plan"))
            for days, field, text in entry.get("said_before", []):
                replaced = self._instant(days, time(17, 20))
                yield Wording(
                    id=chance.id(replaced),
                    created_at=replaced,
                    updated_at=replaced,
                    goal_id=goal.id,
                    field=field,
                    text=text,
                )
            steps = entry.get("milestones", [])
            for (text, is_reached, *days), position in zip(steps, order.keys_after("", len(steps)), strict=True):
                yield Milestone(
                    id=self._chance.id(at),
                    created_at=at,
                    updated_at=at,
                    goal_id=goal.id,
                    text=text,
                    position=position,
                    due_on=self._today + timedelta(days=days[0]) if days and not is_reached else None,
                    reached_at=self._instant(days[0] if days else -35) if is_reached else None,
                )
            for days, value, confidence, sentence in entry["check_ins"]:
                checked = self._instant(days, time(15, 40))
                yield CheckIn(
                    id=self._chance.id(checked),
                    created_at=checked,
                    updated_at=checked,
                    goal_id=goal.id,
                    at=checked,
                    zone=HOME,
                    value=value,
                    confidence=confidence,
                    sentence=sentence,
                )

    def _turns(self, goal: Goal, turns: list[tuple[date, GoalState, str]]) -> Iterator[GoalTurn]:
        for on_day, state, why in turns:
            at = instant_of(datetime.combine(on_day, time(18, 10)), HOME)
            yield GoalTurn(
                id=self._chance.id(at),
                created_at=at,
                updated_at=at,
                visibility=goal.visibility,
                goal_id=goal.id,
                state=state,
                on_day=on_day,
                why=why,
            )

    def _plan(self, goal: Goal, entry: Sheet | None) -> Iterator[GoalPlan]:
        if entry is None:
            return
        at = self._instant(entry["made"])
        yield GoalPlan(
            id=self._chance.id(at),
            created_at=at,
            updated_at=at,
            visibility=goal.visibility,
            goal_id=goal.id,
            made_on=self._day(entry["made"]),
            wish=entry["wish"],
            outcome=entry["outcome"],
            obstacle=entry["obstacle"],
            plan=entry["plan"],
        )


def _wall_of_occasion(pair: tuple[Occasion, int]) -> datetime:
    return pair[0].wall


def _end_of(month: int, today: date) -> date:
    """Return the last day of the next such month that is not over yet."""
    year = today.year + (month < today.month)
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)
