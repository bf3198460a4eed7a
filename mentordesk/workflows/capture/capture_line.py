"""Quick capture: say what a typed line was understood as, ask back what is not clear, and keep it as one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property, partial

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.capture import Captured, Kind, Known, read_capture
from mentordesk.domain.capture_names import KnownGoal, KnownPerson, Named
from mentordesk.domain.date_words import find_date
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.domain.threads import Thread
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.spoken_dates import day_order, read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.capture import capture_words
from mentordesk.workflows.capture.understood import Asked, Candidate, Choices, Understood, answer_key

KEEP_WORDS = ""
"""Answers a name: nobody is meant, the words stay words."""
MOST_OFFERED = 8


class Capture:
    """Reads lines typed for one desk; what it knows of people and goals is read once, so make one per line or window."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    @cached_property
    def _people(self) -> dict[str, Person]:
        me = self._desk.profile.me()
        return {person.id: person for person in (me, *self._desk.people.others())}

    @cached_property
    def _me(self) -> Person:
        return next(iter(self._people.values()))

    @cached_property
    def _goals(self) -> dict[str, Goal]:
        return {goal.id: goal for goal in self._desk.goals.listed(state=GoalState.OPEN)}

    @cached_property
    def _known(self) -> Known:
        persons = {one.id: one.person_id for one in self._desk.mentorships.where("1")} if self._goals else {}
        return Known(
            people=tuple(
                KnownPerson(
                    person.id,
                    person.name,
                    person.called,
                    is_me=person.id == self._me.id,
                    ways=(_("me"), "me") if person.id == self._me.id else (),
                )
                for person in self._people.values()
            ),
            goals=tuple(
                KnownGoal(goal.id, goal.title, goal.owner_id, persons.get(goal.mentorship_id, ""), goal.target)
                for goal in self._goals.values()
            ),
            kinds=capture_words.kind_words(),
            urgencies=capture_words.urgency_words(),
        )

    # -- understanding

    def understand(self, line: str, choices: Choices | None = None) -> Understood:
        """Say what a line means; never raises."""
        choices = choices or Choices()
        today = self._today()
        spared = frozenset(
            key.partition(":")[2]
            for key, answer in choices.answers.items()
            if key.startswith("person:") and answer == KEEP_WORDS
        )
        known = replace(self._known, read_day=partial(read_day, today=today, waits=choices.waits), spared=spared)
        if choices.goal_id:
            chosen = self._goals.get(choices.goal_id)
            # Chosen elsewhere: no word of the sentence is its name.
            known = replace(known, goals=(), target=chosen.target if chosen else None)
        captured = read_capture(line, known, choices.kind)
        understood = self._resolve(captured, choices, today)
        return replace(understood, sentence=capture_words.sentence(understood, self._me, today))

    def _resolve(self, captured: Captured, choices: Choices, today: date) -> Understood:
        asked: list[Asked] = []
        people = [self._person(named, choices, asked) for named in captured.named]
        default = self._people.get(choices.answers.get(answer_key("person")) or choices.person_id)
        understood = Understood(captured, urgency=captured.urgency or choices.urgency or Urgency.NEXT_MEETING)
        match captured.kind:
            case Kind.ACTION:
                owner = people[0] if people else self._me
                other = people[1] if len(people) > 1 else default if owner is self._me else owner
                understood = replace(understood, owner=owner, person=other)
            case Kind.CHECK_IN:
                understood = replace(understood, goal=self._goal(captured, choices, asked))
            case _:
                understood = replace(understood, person=people[0] if people else default)
        day = captured.day or choices.day
        if captured.kind is Kind.THREAD and day is None and not captured.day_words:
            day = find_date(captured.text, today, day_order())
        if captured.kind is Kind.ADVICE and day is not None and day > today:
            asked.append(Asked("day", _("That day is still to come. When was it given?"), captured.day_words))
            day = None
        understood = replace(understood, day=day, mine=self._advises(captured.kind, understood.person))
        if captured.day_words and captured.day is None:
            asked.append(Asked("day", captured.day_problem, captured.day_words))
        if not asked:
            asked += self._lacking(understood)
        return replace(understood, asked=tuple(asked))

    def _person(self, named: Named, choices: Choices, asked: list[Asked]) -> Person | None:
        answer = self._people.get(choices.answers.get(answer_key("person", named.words), ""))
        if answer is not None:
            return answer
        if len(named.ids) == 1:
            return self._people.get(named.ids[0])
        if named.ids:
            sentence = _("Which {name} is meant?").format(name=named.words)
        else:
            sentence = _("Nobody here is called {name}. Who is meant?").format(name=named.words)
        offered = self._offered_people(named.ids or named.near)
        asked.append(Asked("person", sentence, named.words, offered, is_name_unknown=not named.ids))
        return None

    def _offered_people(self, ids: tuple[str, ...]) -> tuple[Candidate, ...]:
        people = [self._people[one] for one in ids if one in self._people][:MOST_OFFERED]
        return tuple(
            Candidate(one.id, one.name, ", ".join(filter(None, (one.city, one.organisation)))) for one in people
        )

    def _goal(self, captured: Captured, choices: Choices, asked: list[Asked]) -> Goal | None:
        answer = self._goals.get(choices.answers.get(answer_key("goal", captured.goal_words), choices.goal_id))
        if answer is not None:
            return answer
        ids = captured.goal_ids
        if len(ids) == 1:
            return self._goals.get(ids[0])
        if not self._goals:
            asked.append(Asked("goal", _("There is no open goal yet. Add one under Goals first.")))
            return None
        sentence = _("Which goal is meant?") if captured.goal_words else _("Which goal is it about?")
        offered = tuple(
            Candidate(
                goal.id, goal.title, self._people[goal.owner_id].short_name if goal.owner_id in self._people else ""
            )
            for goal in (self._goals[one] for one in (ids or tuple(self._goals))[:MOST_OFFERED])
        )
        asked.append(Asked("goal", sentence, captured.goal_words, offered))
        return None

    def _lacking(self, understood: Understood) -> list[Asked]:
        """Return what must be said besides: for a thread whose it is, for a check-in how it stands."""
        captured, person = understood.captured, understood.person
        says_nothing = not any(letter.isalnum() for letter in captured.text)
        if captured.kind is Kind.CHECK_IN:
            if says_nothing and captured.number is None:
                return [Asked("text", _("Say where it stands: a number, a sentence, or both."))]
            return []
        if says_nothing:
            return [Asked("text", _("Write what to keep."))]
        if person is self._me and captured.kind in {Kind.QUESTION, Kind.THREAD, Kind.ADVICE}:
            sentence = _("This needs somebody else than you: write @ and a name.")
            return [Asked("person", sentence, _first_name(captured), self._likely())]
        if person is None and captured.kind in {Kind.THREAD, Kind.ADVICE}:
            return [Asked("person", _("Who is it about? Write @ and a name."), _first_name(captured), self._likely())]
        return []

    def _likely(self) -> tuple[Candidate, ...]:
        """Return those with whom a mentorship runs."""
        return self._offered_people(tuple(dict.fromkeys(one.person_id for one in self._desk.mentorships.running())))

    def _advises(self, kind: Kind, person: Person | None) -> bool:
        if kind is not Kind.ADVICE or person is None or person is self._me:
            return False
        from mentordesk.workflows.advice.keep_advice import giver_by_role

        mentorship = self._desk.mentorships.current_of(person.id)
        return mentorship is not None and giver_by_role(self._desk, mentorship.id) == self._me.id

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    # -- keeping

    def keep(self, understood: Understood) -> str:
        """Keep what was understood, as one step of undo, and return its id; raises Mistake while something is asked."""
        if understood.asked:
            raise Mistake(understood.asked[0].sentence, field="text")
        match understood.kind:
            case Kind.NOTE:
                return self._keep_note(understood)
            case Kind.QUESTION:
                from mentordesk.workflows.questions.ask_question import ask

                person_id = understood.person.id if understood.person else ""
                text, urgency = understood.captured.text, understood.urgency
                return ask(self._desk, self._clock, text, urgency, person_id=person_id).id
            case Kind.ACTION:
                return self._keep_promise(understood)
            case Kind.THREAD:
                assert understood.person is not None  # noqa: S101 - asked about above
                thread = Thread(person_id=understood.person.id, text=understood.captured.text, ripe_on=understood.day)
                return self._desk.threads.add(thread, act=_("Remember to ask")).id
            case Kind.ADVICE:
                return self._keep_advice(understood)
            case Kind.CHECK_IN:
                return self._check_in(understood)

    def _keep_note(self, understood: Understood) -> str:
        from mentordesk.workflows.notes.keep_note import keep_note

        with self._desk.database.change(Topic.NOTES, act=_("Keep a note")):
            note = self._desk.notes.add(Note(person_id=understood.person.id if understood.person else ""))
            keep_note(self._desk, self._clock, note.id, understood.captured.text)
            return note.id

    def _keep_promise(self, understood: Understood) -> str:
        with self._desk.database.change(Topic.ACTIONS, Topic.MENTORSHIPS, act=_("Keep a promise")):
            mentorship_id = self._mentorship(understood.person)
            owner = understood.owner or self._me
            return self._desk.actions.add(
                Action(
                    owner_id=owner.id,
                    mentorship_id=mentorship_id,
                    text=understood.captured.text,
                    due_on=understood.day,
                )
            ).id

    def _keep_advice(self, understood: Understood) -> str:
        from mentordesk.workflows.advice.keep_advice import keep_advice

        person = understood.person or self._me
        with self._desk.database.change(Topic.ADVICE, Topic.MENTORSHIPS, act=_("Keep advice")):
            return keep_advice(
                self._desk,
                self._clock,
                self._mentorship(person),
                self._me.id if understood.mine else person.id,
                understood.captured.text,
                given_on=understood.day,
            ).id

    def _check_in(self, understood: Understood) -> str:
        from mentordesk.workflows.goals.check_in import CheckInWords, check_in

        number, goal = understood.captured.number, understood.goal
        words = CheckInWords(value="" if number is None else f"{number:g}", sentence=understood.captured.text)
        return check_in(self._desk, self._clock, goal.id if goal else "", words).id

    def _mentorship(self, person: Person | None) -> str:
        if person is None or person.id == self._me.id:
            return ""
        from mentordesk.workflows.people.mentorship_with import mentorship_with

        return mentorship_with(self._desk, self._clock, person.id).id


def _first_name(captured: Captured) -> str:
    return captured.named[0].words if captured.named else ""
