"""`mentordesk add`: keep one line from the terminal, and say what it was understood as."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.commands.brief import person_called
from mentordesk.commands.opening import existing_desk
from mentordesk.domain.capture import Kind
from mentordesk.domain.names import fold
from mentordesk.domain.questions import Urgency
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.spoken_dates import read_day
from mentordesk.store.desk import Desk
from mentordesk.workflows.capture.capture_line import Capture
from mentordesk.workflows.capture.capture_words import kind_words
from mentordesk.workflows.capture.understood import Asked, Choices

_DATED = {Kind.ACTION, Kind.THREAD, Kind.ADVICE}


def run(chosen: Namespace, folder: Path) -> int:
    """Keep what the line says; raises Mistake, and keeps nothing, for what is not clear."""
    kind, line = _kind_and_line(chosen)
    with existing_desk(folder) as desk:
        capture = Capture(desk, desk.database.clock)
        understood = capture.understand(line, _choices(desk, chosen, kind))
        if (chosen.urgent or chosen.this_week) and understood.kind is not Kind.QUESTION:
            raise Mistake(_("Only a question can be urgent or for this week."))
        if chosen.due and understood.kind not in _DATED:
            raise Mistake(
                _("Only a promise, a thread or advice has a day. For a question, say --urgent or --this-week.")
            )
        if chosen.goal and understood.kind is not Kind.CHECK_IN:
            raise Mistake(_("Only a check-in is about a goal. Begin with “check-in”."))
        if understood.asked:
            raise Mistake(_said(understood.asked[0]))
        capture.keep(understood)
    print(_("Kept: {what}").format(what=understood.sentence))
    if understood.captured.text:
        print(f"    {understood.captured.text}")
    return 0


def _kind_and_line(chosen: Namespace) -> tuple[Kind | None, str]:
    """Return what a first word says the line is, and the rest with the tags behind it."""
    words: list[str] = list(chosen.words)
    kind = kind_words().get(fold(words[0])) if len(words) > 1 else None
    line = " ".join(words[1:] if kind else words)
    tags = (f"#{'-'.join(tag.removeprefix('#').split())}" for tag in chosen.tag if tag.strip("# "))
    return kind, " ".join((line, *tags))


def _choices(desk: Desk, chosen: Namespace, kind: Kind | None) -> Choices:
    clock = desk.database.clock
    today = clock.now().astimezone(clock.zone()).date()
    urgency = Urgency.URGENT if chosen.urgent else Urgency.THIS_WEEK if chosen.this_week else None
    return Choices(
        kind=kind or (Kind.QUESTION if urgency else Kind.CHECK_IN if chosen.goal else None),
        person_id=person_called(desk, chosen.person).id if chosen.person else "",
        urgency=urgency,
        day=read_day(chosen.due, today) if chosen.due else None,
        goal_id=_goal_called(desk, chosen.goal) if chosen.goal else "",
    )


def _goal_called(desk: Desk, name: str) -> str:
    """Return the goal that is meant; raises Mistake for none and for several."""
    understood = Capture(desk, desk.database.clock).understand(f"= {name} 0")
    if understood.goal is not None and understood.captured.goal_words:
        return understood.goal.id
    asked = next((one for one in understood.asked if one.about == "goal"), None)
    if asked is None or not asked.words:
        raise Mistake(_("No open goal is called “{name}”.").format(name=name))
    raise Mistake(_said(asked))


def _said(asked: Asked) -> str:
    """Return what is asked back as one text, with those who may be meant."""
    if not asked.candidates:
        return asked.sentence
    names = "; ".join(f"{one.title} ({one.detail})" if one.detail else one.title for one in asked.candidates)
    if asked.about == "goal":
        return _("{question} {names}. Write more of its name.").format(question=asked.sentence, names=names)
    return _("{question} {names}. Write more of the name, or say --for NAME.").format(
        question=asked.sentence, names=names
    )
