"""Change an action from a list, one step of undo each; an action that is a line of a note changes its line as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action, done, reopened
from mentordesk.domain.promises import read_promise, read_promises, write_promise
from mentordesk.domain.records import Visibility
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.spoken_dates import read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes import keep_note
from mentordesk.workflows.notes.keep_note import Unclear
from mentordesk.workflows.promises.promise_people import People
from mentordesk.workflows.promises.written_promises import with_due


@dataclass(frozen=True)
class Understood:
    """What a typed line such as `@Maria one page !friday` means, or what must be asked."""

    text: str
    owner_id: str = ""
    """Empty when nobody is named, or it is not clear who."""
    due_on: date | None = None
    unclear: tuple[Unclear, ...] = ()


def understand(desk: Desk, clock: Clock, words: str) -> Understood:
    """Read a typed action."""
    line = write_promise(words)
    people = People(desk)
    promise = read_promise(line, people.names_in(line))
    if promise is None or not promise.text:
        return Understood("")
    unclear = keep_note.find_unclear(desk, clock, line)
    about = {asked.about for asked in unclear}
    owner = ""
    if promise.person is not None and "person" not in about:
        owner = people.named(promise.person).sure[0].id
    due_on = None
    if promise.due_words is not None and "date" not in about:
        today = clock.now().astimezone(clock.zone()).date()
        due_on = read_day(promise.due_words, today)
    return Understood(promise.text, owner, due_on, unclear)


def add_action(
    desk: Desk, clock: Clock, words: str, *, mentorship_id: str, meeting_id: str = "", owner_id: str = ""
) -> Action:
    """Add an action as typed; `owner_id` answers a name that is not clear. Raises Mistake, asking back.

    What was agreed in a meeting is known to both, so it is shared unless marked otherwise.
    """
    understood = understand(desk, clock, words)
    for asked in understood.unclear:
        if asked.about == "date" or not owner_id:
            raise Mistake(asked.sentence, field="text")
    return desk.actions.add(
        Action(
            owner_id=owner_id or understood.owner_id or desk.profile.me().id,
            mentorship_id=mentorship_id,
            text=understood.text,
            due_on=understood.due_on,
            origin_meeting_id=meeting_id,
            visibility=Visibility.SHARED if meeting_id else Visibility.PRIVATE,
        ),
        act=_("Add a promise"),
    )


def tick_action(desk: Desk, clock: Clock, action_id: str, *, is_done: bool) -> Action:
    """Say that an action is done, or is not."""
    with desk.database.change(Topic.ACTIONS, act=_("Tick a promise") if is_done else _("Open a promise again")):
        action = desk.actions.get(action_id)
        action = desk.actions.save(done(action, clock.now()) if is_done else reopened(action))
        return _follow(desk, clock, action)


def reword_action(desk: Desk, clock: Clock, action_id: str, words: str) -> Action:
    """Change what an action says; a `@name` or `!date` in the words changes owner or day too. Raises Mistake."""
    understood = understand(desk, clock, words)
    if understood.unclear:
        raise Mistake(understood.unclear[0].sentence, field="text")
    with desk.database.change(Topic.ACTIONS, act=_("Change a promise")):
        action = desk.actions.get(action_id)
        after = replace(action, text=understood.text)
        if understood.owner_id:
            after = replace(after, owner_id=understood.owner_id)
        if understood.due_on:
            after = replace(after, due_on=understood.due_on)
        after = desk.actions.save(after)
        return _follow(desk, clock, after, writes_due=understood.due_on is not None)


def give_action(desk: Desk, clock: Clock, action_id: str, owner_id: str) -> Action:
    """Give an action to somebody else."""
    with desk.database.change(Topic.ACTIONS, act=_("Change who does it")):
        action = desk.actions.save(replace(desk.actions.get(action_id), owner_id=owner_id))
        return _follow(desk, clock, action)


def set_due(desk: Desk, clock: Clock, action_id: str, due_on: date | None) -> Action:
    """Say until when an action is to be done; None for no day."""
    with desk.database.change(Topic.ACTIONS, act=_("Change the day")):
        action = desk.actions.save(replace(desk.actions.get(action_id), due_on=due_on))
        return _follow(desk, clock, action, writes_due=True)


def show_action_to(desk: Desk, action_id: str, visibility: Visibility) -> Action:
    """Say whether a summary for the other side may contain an action."""
    with desk.database.change(Topic.ACTIONS, act=_("Change who sees it")):
        return desk.actions.save(replace(desk.actions.get(action_id), visibility=visibility))


def remove_action(desk: Desk, action_id: str) -> None:
    """Put an action into the trash. Its line in a note stays as it was written."""
    desk.actions.remove(action_id, act=_("Remove a promise"))


def _follow(desk: Desk, clock: Clock, action: Action, *, writes_due: bool = False) -> Action:
    """Let the line follow as part of the act; what is typed in the note later stays when the act is taken back."""
    note = desk.notes.find(action.origin_note_id) if action.origin_note_id else None
    if note is None or note.deleted_at is not None:
        return action
    with desk.database.change(Topic.NOTES, Topic.ACTIONS):
        text = note.text
        if writes_due:
            text = _with_due(desk, action, text)
        keep_note.keep_note(desk, clock, note.id, text)
        return desk.actions.get(action.id)


def _with_due(desk: Desk, action: Action, text: str) -> str:
    """Write the day into the line. Only here, as words like `!friday` do not tell by themselves that they are old."""
    people = People(desk)
    lines = text.split("\n")
    for promise in read_promises(text, people.names_in(text)):
        line = lines[promise.line].removesuffix("\r")
        if line == action.note_line:
            ending = lines[promise.line][len(line) :]
            lines[promise.line] = with_due(line, promise, action.due_on) + ending
            break
    return "\n".join(lines)
