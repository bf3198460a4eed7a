"""Put a promise off until a day, let it go, and make one from anywhere in one line; one step of undo each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action, dropped, reopened
from mentordesk.domain.promises import read_promise, write_promise
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.spoken_dates import read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.promises.edit_action import understand
from mentordesk.workflows.promises.promise_people import People


def today_of(clock: Clock) -> date:
    """Return the day it is here."""
    return clock.now().astimezone(clock.zone()).date()


def snooze_action(desk: Desk, clock: Clock, action_id: str, until: date | None) -> Action:
    """Put an action off until a day, or take it back at once with None. It returns by itself on that day.

    Raises Mistake, field `day`, for a day that is not to come.
    """
    if until is not None and until <= today_of(clock):
        raise Mistake(_("Choose a day after today."), field="day")
    act = _("Put off a promise") if until else _("Take a promise up again")
    with desk.database.change(Topic.ACTIONS, act=act):
        return desk.actions.save(replace(desk.actions.get(action_id), snoozed_until=until))


def snooze_in_words(desk: Desk, clock: Clock, action_id: str, words: str) -> Action:
    """Put an action off until a day in words, such as “in 2 weeks”; raises Mistake, field `day`, asking back."""
    return snooze_action(desk, clock, action_id, day_in_words(clock, words))


def day_in_words(clock: Clock, words: str) -> date:
    """Return the day that words mean; raises Mistake, field `day`."""
    try:
        return read_day(words, today_of(clock))
    except Mistake as mistake:
        raise Mistake(mistake.sentence, field="day") from mistake


def day_of_next_call(desk: Desk, clock: Clock, action: Action) -> date | None:
    """Return the day of the next call, after today, with whom a promise is about; None when none is planned."""
    mentorship = desk.mentorships.find(action.mentorship_id) if action.mentorship_id else None
    person_id = mentorship.person_id if mentorship else action.owner_id
    today = today_of(clock)
    for meeting in desk.meetings.where(
        "person_id = ? AND status IN ('planned', 'moved') AND starts_at > ?",
        [person_id, desk.database.now_text()],
        order="starts_at",
        limit=20,
    ):
        on = meeting.starts_at.astimezone(clock.zone()).date() if meeting.starts_at else today
        if on > today:
            return on
    return None


def drop_action(desk: Desk, clock: Clock, action_id: str) -> Action:
    """Let an action go; it stays among those done and let go. Its line in a note stays as it was written."""
    with desk.database.change(Topic.ACTIONS, act=_("Let a promise go")):
        return desk.actions.save(dropped(desk.actions.get(action_id), clock.now()))


def take_up_action(desk: Desk, action_id: str) -> Action:
    """Take an action up again that was let go."""
    with desk.database.change(Topic.ACTIONS, act=_("Open a promise again")):
        return desk.actions.save(reopened(desk.actions.get(action_id)))


def make_promise(desk: Desk, clock: Clock, words: str, *, owner_id: str = "", person_id: str = "") -> Action:
    """Add a promise typed in one line: `@name` does it, `!date` is the day; without a name I do it.

    `@me … @name` is mine, and to that person. `owner_id` answers a name that is not clear; `person_id` says to whom.
    Raises Mistake, field `text`, asking back.
    """
    understood = understand(desk, clock, words)
    for asked in understood.unclear:
        if asked.about == "date" or not owner_id:
            raise Mistake(asked.sentence, field="text")
    me = desk.profile.me()
    owner = owner_id or understood.owner_id or me.id
    other = person_id or (owner if owner != me.id else _named_too(desk, understood.text))
    mentorship = desk.mentorships.current_of(other) if other else None
    return desk.actions.add(
        Action(
            owner_id=owner,
            mentorship_id=mentorship.id if mentorship else "",
            text=understood.text,
            due_on=understood.due_on,
        ),
        act=_("Add a promise"),
    )


def promise_to(desk: Desk, action_id: str, person_id: str) -> Action:
    """Say with whom a promise is: it belongs to what I have with them; empty for nobody."""
    with desk.database.change(Topic.ACTIONS, act=_("Change to whom")):
        mentorship = desk.mentorships.current_of(person_id) if person_id else None
        return desk.actions.save(
            replace(desk.actions.get(action_id), mentorship_id=mentorship.id if mentorship else "")
        )


def _named_too(desk: Desk, text: str) -> str:
    """Return whom the words of my own promise name, if that is clear: “call the school for @Maria”."""
    line = write_promise(text)
    people = People(desk)
    read = read_promise(line, people.names_in(line))
    if read is None or read.person is None:
        return ""
    sure = people.named(read.person).sure
    return sure[0].id if len(sure) == 1 and sure[0].id != people.me.id else ""
