"""What happened: past meetings with their notes, agenda, promises, threads, sessions and reflections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from mentordesk.domain import order
from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.focus import Anchor, ChecklistTick, Distraction, FocusSession, phases_for
from mentordesk.domain.markdown import tags_in
from mentordesk.domain.meetings import Kind, Meeting, Mode, Status, planned
from mentordesk.domain.notes import Note
from mentordesk.domain.questions import Question, Urgency
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection
from mentordesk.domain.threads import Thread
from mentordesk.domain.zones import exists, wall_of
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.demo.advice import AdviceTold
from mentordesk.workflows.demo.batch import Batch
from mentordesk.workflows.demo.between import usual_author
from mentordesk.workflows.demo.cast import HOME, Cast, Member
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.note_writing import Promised, Told, write_note
from mentordesk.workflows.demo.stock import Sheet, sheet, topics
from mentordesk.workflows.demo.wording import Wording

RECENT = timedelta(days=50)
"""How long promises stay open, and threads unasked."""


@dataclass
class Course:
    """How far a mentorship has come while its past is told."""

    met: int = 0
    last: datetime | None = None
    position: str = ""
    last_topic: str = ""

    def next_position(self) -> str:
        """Return the place after the last agenda item."""
        self.position = next(iter(order.keys_after(self.position, 1)))
        return self.position


@dataclass(frozen=True)
class Occasion:
    """One meeting about to be told: who, when, about what."""

    member: Member
    wall: datetime
    """On the clock in Berlin."""
    minutes: int
    topic: Sheet
    title: str
    note: str = ""
    """Written by hand; empty to write one."""
    promises: tuple[Promised, ...] | None = None


class Past:
    """Tells past meetings one by one, in the order in which they happened."""

    def __init__(self, chance: Chance, cast: Cast, now: datetime) -> None:
        self.chance = chance
        self.cast = cast
        self.now = now
        self.advice = AdviceTold(chance.beside(1), cast, now)
        self.notes: dict[str, Note] = {}
        """The notes written by hand, by the id of their meeting."""
        self.courses = {member.key: Course() for member in cast.members}

    def occasion(self, member: Member, wall: datetime) -> Occasion:
        """Think of what the next meeting with somebody was about."""
        chance, course = self.chance, self.courses[member.key]
        topic = chance.deal(topics())
        if topic["key"] == course.last_topic:
            topic = chance.deal(topics())
        course.last_topic = topic["key"]
        title = Wording(chance, member.person).say(chance.pick(topic["titles"]))
        if member.language != "en" and chance.maybe(0.5):
            title = chance.deal(sheet("other-languages")[member.language]["titles"])
        return Occasion(member, wall, chance.pick((25, 30, 45, 45, 50, 60)), topic, title)

    def tell(self, batch: Batch, occasion: Occasion) -> Meeting:
        """Make everything one past meeting left behind."""
        chance, member = self.chance, occasion.member
        course = self.courses[member.key]
        meeting = self._meeting(occasion, course)
        wording = Wording(chance, member.person)
        if meeting.status is not Status.HELD:
            talk = sheet("talk")
            why = talk["cancelled_why"] if meeting.status is Status.CANCELLED else talk["missed_why"]
            meeting = replace(meeting, status_why=wording.say(chance.deal(why)))
            batch.add(meeting)
            return meeting
        meeting = replace(meeting, personal_first_id=self.advice.who_began(member, course.met))
        batch.add(meeting)
        course.met += 1
        course.last = meeting.actual_start
        promises = self._promises(occasion, wording) if occasion.promises is None else occasion.promises
        note = self._note(occasion, meeting, wording, promises)
        batch.add(note)
        batch.add(*self._actions(member, meeting, note, promises))
        batch.add(*self._agenda(occasion, meeting, wording, course))
        batch.add(*self._more(occasion, meeting, wording))
        if occasion.note:
            self.notes[meeting.id] = note
        else:
            batch.add(*self.advice.in_meeting(member, meeting))
        return meeting

    def _meeting(self, occasion: Occasion, course: Course) -> Meeting:
        chance, member = self.chance, occasion.member
        wall, zone, owner = occasion.wall, HOME, self.cast.me.id
        if not exists(wall, HOME):
            wall += timedelta(hours=1)
        draft = planned(Meeting(wall_start=wall, zone=HOME, minutes=occasion.minutes))
        assert draft.starts_at is not None  # noqa: S101 - a planned meeting has its instant
        starts_at = draft.starts_at
        if len(member.key) % 2 and not occasion.note:
            # Some people own the hour: it stays where it is on their clock.
            zone, owner = member.person.zone, member.person.id
            wall = wall_of(starts_at, zone)
        made = starts_at - timedelta(days=chance.number(2, 20), minutes=chance.number(0, 600))
        drawn = chance.random.random()
        plain = bool(occasion.note) or occasion.promises is not None or drawn < 0.91
        status = Status.HELD if plain or drawn < 0.94 else Status.CANCELLED if drawn < 0.98 else Status.MISSED
        begun = starts_at + timedelta(minutes=chance.pick((-1, 0, 0, 1, 1, 2, 4)), seconds=chance.number(0, 59))
        lasted = timedelta(minutes=max(5, occasion.minutes + chance.pick((-12, -5, -2, 0, 0, 1, 3, 8))))
        mode = chance.pick((Mode.VIDEO,) * 8 + (Mode.PHONE, Mode.PHONE, Mode.CHAT))
        is_held = status is Status.HELD
        return Meeting(
            id=chance.id(made),
            created_at=made,
            updated_at=starts_at,
            person_id=member.person.id,
            mentorship_id=member.mentorship.id,
            title=occasion.title,
            wall_start=wall,
            zone=zone,
            zone_owner_id=owner,
            starts_at=starts_at,
            minutes=occasion.minutes,
            mode=mode,
            link=member.person.call_link if mode is Mode.VIDEO else "",
            kind=Kind.FIRST if course.met == 0 else Kind.REVIEW if occasion.topic["key"] == "review" else Kind.REGULAR,
            status=status,
            actual_start=begun if is_held else None,
            actual_end=begun + lasted if is_held else None,
            lived_zone=HOME if is_held else "",
            moved_from=starts_at - timedelta(days=chance.number(1, 4)) if is_held and 0.88 < drawn < 0.94 else None,
        )

    def _promises(self, occasion: Occasion, wording: Wording) -> tuple[Promised, ...]:
        chance = self.chance
        met_on = occasion.wall.date()
        is_recent = self.now.date() - met_on < RECENT
        drawn = chance.pick(((), (False,), (False,), (True,), (False, True), (False, True), (False, False, True)))
        language = sheet("other-languages").get(occasion.member.language)
        promises = []
        for is_mine in drawn:
            stock = occasion.topic["mine" if is_mine else "theirs"]
            if language and not is_mine and chance.maybe(0.6):
                stock = language["todo"]
            due = met_on + timedelta(days=chance.number(4, 21)) if chance.maybe(0.6) else None
            is_done = chance.maybe(0.5) if is_recent else chance.maybe(0.985)
            promises.append(Promised(wording.say(chance.deal(stock)), is_mine, due, is_done))
        return tuple({promise.text: promise for promise in promises}.values())

    def _note(self, occasion: Occasion, meeting: Meeting, wording: Wording, promises: tuple[Promised, ...]) -> Note:
        member = occasion.member
        told = Told(occasion.title, occasion.topic, promises, self.cast.me.short_name, member.tag, member.language)
        text = occasion.note or write_note(self.chance, wording, told)
        at = meeting.actual_start or self.now
        return Note(
            id=self.chance.id(at),
            created_at=at,
            updated_at=meeting.actual_end,
            person_id=member.person.id,
            mentorship_id=member.mentorship.id,
            meeting_id=meeting.id,
            text=text,
            tags=tags_in(text),
            is_pinned=self.chance.maybe(0.01),
            visibility=Visibility.SHARED if self.chance.maybe(0.15) else Visibility.PRIVATE,
        )

    def _actions(
        self, member: Member, meeting: Meeting, note: Note, promises: tuple[Promised, ...]
    ) -> Iterator[Action]:
        at = meeting.actual_end or self.now
        boxes = [line for line in note.text.split("\n") if line.startswith("- [")]
        for promise in promises:
            line = next((box for box in boxes if promise.text in box), "")
            done_at = None
            if promise.done_on:
                done_at = datetime.combine(promise.done_on, time(10, 30), UTC)
            elif promise.is_done:
                done_at = min(at + timedelta(days=self.chance.number(1, 16), hours=self.chance.number(-3, 5)), self.now)
            yield Action(
                id=self.chance.id(at),
                created_at=at,
                updated_at=done_at or at,
                visibility=Visibility.SHARED,
                owner_id=self.cast.me.id if promise.is_mine else member.person.id,
                mentorship_id=member.mentorship.id,
                text=promise.text,
                due_on=promise.due_on,
                done_at=done_at,
                # What nobody did for so long was let go of.
                dropped_at=at + timedelta(days=60) if not done_at and at + timedelta(days=60) < self.now else None,
                origin_meeting_id=meeting.id,
                # The line in the note is where the promise lives: without it, keeping the note would make it anew.
                origin_note_id=note.id if line else "",
                note_line=line,
                note_place=boxes.index(line) if line else 0,
            )

    def _agenda(self, occasion: Occasion, meeting: Meeting, wording: Wording, course: Course) -> Iterator[AgendaItem]:
        chance, member = self.chance, occasion.member
        closed_at = meeting.actual_end or self.now
        for text in chance.hand(occasion.topic["agenda"], 1, 3):
            made = closed_at - timedelta(days=chance.number(1, 6), minutes=chance.number(0, 700))
            drawn = chance.random.random()
            state = (
                AgendaState.DISCUSSED if drawn < 0.95 else AgendaState.PARKED if drawn < 0.97 else AgendaState.DROPPED
            )
            is_carried = course.last is not None and chance.maybe(0.12)
            yield AgendaItem(
                id=chance.id(made),
                created_at=made,
                updated_at=closed_at,
                visibility=Visibility.SHARED if chance.maybe(0.7) else Visibility.PRIVATE,
                mentorship_id=member.mentorship.id,
                meeting_id=meeting.id,
                text=wording.say(text),
                author_id=member.person.id if chance.maybe(0.6) else self.cast.me.id,
                minutes=chance.pick((0, 5, 10, 10, 15, 20)),
                position=course.next_position(),
                state=state,
                carried_since=_some_weeks_before(closed_at, chance) if is_carried else None,
                carried_count=chance.pick((1, 1, 1, 2, 2, 3, 4)) if is_carried else 0,
                closed_at=None if state is AgendaState.PARKED else closed_at,
            )

    def _more(
        self, occasion: Occasion, meeting: Meeting, wording: Wording
    ) -> Iterator[Thread | Question | Reflection | FocusSession | Distraction]:
        chance = self.chance
        if chance.maybe(0.16):
            yield self._thread(occasion.member, meeting, wording)
        if chance.maybe(0.12):
            yield self._question(occasion, meeting, wording)
        if chance.maybe(0.4):
            yield self._reflection(meeting, wording)
        if chance.maybe(0.22):
            yield from self._session(meeting)

    def _thread(self, member: Member, meeting: Meeting, wording: Wording) -> Thread:
        chance, at = self.chance, meeting.actual_end or self.now
        piece = chance.deal(sheet("threads")["thread"])
        ripe = at + timedelta(days=piece["after_days"])
        told_at = ripe + timedelta(days=chance.number(1, 20))
        is_told = told_at < self.now and (member.mentorship.is_over or not member.is_due)
        return Thread(
            id=chance.id(at),
            created_at=at,
            updated_at=told_at if is_told else at,
            person_id=member.person.id,
            text=wording.say(piece["text"]),
            ripe_on=ripe.date(),
            asked_at=told_at if is_told else None,
            answered_at=told_at if is_told and chance.maybe(0.85) else None,
            answer=wording.say(chance.deal(piece["answers"])) if is_told else "",
            origin_meeting_id=meeting.id,
        )

    def _question(self, occasion: Occasion, meeting: Meeting, wording: Wording) -> Question:
        chance, at = self.chance, meeting.actual_end or self.now
        asked = at - timedelta(days=chance.number(1, 5))
        return Question(
            id=chance.id(asked),
            created_at=asked,
            updated_at=at,
            mentorship_id=occasion.member.mentorship.id,
            text=wording.say(chance.deal(occasion.topic["questions"])),
            author_id=usual_author(self.cast, occasion.member),
            urgency=chance.pick(tuple(Urgency)),
            asked_how=chance.pick(("mail", "copy", "copy", "call")),
            asked_at=asked,
            answer=wording.say(chance.deal(occasion.topic["points"])) + ".",
            answered_at=at,
        )

    def _reflection(self, meeting: Meeting, wording: Wording) -> Reflection:
        chance, at = self.chance, meeting.actual_end or self.now
        talk = sheet("talk")
        return Reflection(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            meeting_id=meeting.id,
            went_well=wording.say(chance.deal(talk["well"])),
            would_change=wording.say(chance.deal(talk["change"])) if chance.maybe(0.7) else "",
            learned=wording.say(chance.deal(talk["learned"])) if chance.maybe(0.6) else "",
            feeling=wording.say(chance.deal(talk["feelings"])),
            presence=chance.pick((2, 3, 3, 4, 4, 4, 5, 5)),
        )

    def _session(self, meeting: Meeting) -> Iterator[FocusSession | Distraction]:
        chance = self.chance
        begun, ended = meeting.actual_start or self.now, meeting.actual_end or self.now
        session = FocusSession(
            id=chance.id(begun),
            created_at=begun,
            updated_at=ended,
            meeting_id=meeting.id,
            person_id=meeting.person_id,
            intention=chance.deal(sheet("talk")["intentions"]),
            phases=phases_for(meeting.minutes),
            checklist=tuple(ChecklistTick(text, chance.maybe(0.8)) for text in sheet("near")["profile"]["checklist"]),
            anchor=Anchor(begun, "demo", 0),
            started_at=begun,
            ended_at=ended,
        )
        yield session
        if chance.maybe(0.5):
            at = begun + timedelta(minutes=chance.number(3, 20))
            yield Distraction(
                id=chance.id(at),
                created_at=at,
                updated_at=at,
                session_id=session.id,
                text=chance.deal(sheet("talk")["distractions"]),
                done_at=min(at + timedelta(days=1), self.now) if chance.maybe(0.9) else None,
            )


def _some_weeks_before(at: datetime, chance: Chance) -> date:
    return (at - timedelta(days=chance.pick((7, 14, 14, 21, 28)))).date()
