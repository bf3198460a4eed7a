"""The words of quick capture: those that begin a line or say how urgent it is, and the sentence that says what was understood."""

from __future__ import annotations

from datetime import date

from mentordesk import phrases
from mentordesk.domain.capture import Kind
from mentordesk.domain.names import fold
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.language import _
from mentordesk.workflows.capture.understood import Understood


def kind_words() -> dict[str, Kind]:
    """Return the words before a colon that say what a line is, folded, in the reader's language and in English."""
    said = {
        Kind.NOTE: (_("note"), "note"),
        Kind.QUESTION: (_("question"), _("ask"), "question", "ask"),
        Kind.ACTION: (_("promise"), _("action"), "promise", "action", "todo", "to do"),
        Kind.THREAD: (_("thread"), _("ask about"), "thread", "ask about"),
        Kind.CHECK_IN: (_("check-in"), "check-in", "checkin"),
        Kind.ADVICE: (_("advice"), "advice"),
    }
    return {fold(word): kind for kind, words in said.items() for word in words}


def urgency_words() -> dict[str, Urgency]:
    """Return the words after a `!` that say how long a question can wait, folded."""
    from mentordesk.workflows.questions import ask_question

    more = {
        _("this week"): Urgency.THIS_WEEK,
        "this week": Urgency.THIS_WEEK,
        _("next time"): Urgency.NEXT_MEETING,
        "next time": Urgency.NEXT_MEETING,
    }
    return {**ask_question.urgency_words(), **{fold(words): urgency for words, urgency in more.items()}}


def kind_name(kind: Kind) -> str:
    """Say what a line becomes, in a word."""
    return {
        Kind.NOTE: _("Note"),
        Kind.QUESTION: _("Question"),
        Kind.ACTION: _("Promise"),
        Kind.THREAD: _("To ask about"),
        Kind.CHECK_IN: _("Check-in"),
        Kind.ADVICE: _("Advice"),
    }[kind]


def sentence(understood: Understood, me: Person, today: date) -> str:
    """Say in one plain sentence what a line was understood as; what is still asked is left out."""
    said = {
        Kind.NOTE: _note,
        Kind.QUESTION: _question,
        Kind.ACTION: _promise,
        Kind.THREAD: _thread,
        Kind.CHECK_IN: _check_in,
        Kind.ADVICE: _advice,
    }[understood.kind](understood, me)
    if understood.kind is Kind.ACTION and understood.day:
        said = _("{what}, due {day}").format(what=said, day=day_said(understood.day, today))
    elif understood.kind is Kind.THREAD and understood.day:
        said = _("{what}, from {day} on").format(what=said, day=day_said(understood.day, today))
    elif understood.kind is Kind.ADVICE and understood.day:
        said = _("{what}, given on {day}").format(what=said, day=day_said(understood.day, today))
    if understood.captured.tags:
        said = _("{what}, tagged {tags}").format(
            what=said, tags=phrases.listed([f"#{tag}" for tag in understood.captured.tags])
        )
    return said + "."


def day_said(on: date, today: date) -> str:
    """Say a day with its weekday, and its year when that is another one."""
    return phrases.weekday_and_day(on) if on.year == today.year else phrases.day(on)


def _note(understood: Understood, me: Person) -> str:
    person = understood.person
    if person is None or person.id == me.id:
        return _("A note")
    return _("A note about {name}").format(name=person.name)


def _question(understood: Understood, _me: Person) -> str:
    name = understood.person.name if understood.person else ""
    match understood.urgency:
        case Urgency.URGENT:
            return _("An urgent question for {name}").format(name=name) if name else _("An urgent question")
        case Urgency.THIS_WEEK:
            return _("A question for {name}, this week").format(name=name) if name else _("A question for this week")
        case Urgency.NEXT_MEETING:
            return (
                _("A question for the next meeting with {name}").format(name=name)
                if name
                else _("A question for later")
            )


def _promise(understood: Understood, me: Person) -> str:
    owner, person = understood.owner, understood.person
    if owner is None:
        return _("A promise")
    if owner.id != me.id:
        return _("A promise of {name}").format(name=owner.name)
    if person is not None and person.id != me.id:
        return _("My promise to {name}").format(name=person.name)
    return _("A promise of mine")


def _thread(understood: Understood, _me: Person) -> str:
    if understood.person is None:
        return _("Something to ask about")
    return _("To ask {name} about").format(name=understood.person.name)


def _check_in(understood: Understood, _me: Person) -> str:
    if understood.goal is None:
        return _("A check-in")
    goal, number = understood.goal, understood.captured.number
    if number is None:
        return _("A check-in on “{goal}”, without a number").format(goal=goal.title)
    amount = f"{phrases.number(number)} {goal.unit}".strip()
    return _("A check-in on “{goal}”: {number}").format(goal=goal.title, number=amount)


def _advice(understood: Understood, _me: Person) -> str:
    if understood.person is None:
        return _("Advice")
    if understood.mine:
        return _("My advice to {name}").format(name=understood.person.name)
    return _("Advice from {name}").format(name=understood.person.name)
