"""Summarise a meeting for the other side. Only what is marked as shared is ever read, so nothing private can slip in."""

from __future__ import annotations

from urllib.parse import quote

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.people import Person
from mentordesk.domain.promises import read_promises
from mentordesk.domain.records import Visibility
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk

_SHARED_NOTES = "meeting_id = ? AND visibility = 'shared'"


@dataclass(frozen=True)
class Summary:
    """What the other side may read of a meeting."""

    subject: str
    markdown: str
    mail: str
    """The address it would go to; empty while none is known."""

    @property
    def mailto(self) -> str:
        """A mailto: address with subject and text (RFC 6068)."""
        body = self.markdown.replace("\n", "\r\n")
        return f"mailto:{quote(self.mail, safe='@')}?subject={quote(self.subject)}&body={quote(body)}"


def summarise(desk: Desk, clock: Clock, meeting_id: str) -> Summary:
    """Return the summary of a meeting: topics, agreements and the next meeting, as far as they are shared."""
    meeting = desk.meetings.get(meeting_id)
    person = desk.people.get(meeting.person_id)
    me = desk.profile.me()
    zone = person.zone or meeting.zone or clock.zone().key
    started = meeting.actual_start or meeting.starts_at or clock.now()
    day = phrases.day(phrases.local(started, zone).date())
    subject = _("Our call on {day}").format(day=day)
    topics = [item.text for item in desk.agenda.discussed_in(meeting_id) if item.visibility is Visibility.SHARED]
    agreed = [action for action in desk.actions.of_meeting(meeting_id) if action.visibility is Visibility.SHARED]
    notes = [_without_promises(note.text) for note in desk.notes.where(_SHARED_NOTES, [meeting_id])]
    parts = [f"# {subject}"]
    if topics:
        parts.append(_section(_("We talked about"), [f"- {_escaped(text)}" for text in topics]))
    if agreed:
        parts.append(_section(_("We agreed"), [_agreement(action, me, person) for action in agreed]))
    if any(notes):
        parts.append(_section(_("From my notes"), []).rstrip())
        parts += filter(None, notes)
    following = desk.meetings.next_with(person.id, clock.now())
    if following and following.starts_at:
        # The reader's own clock, as it is their mail; and said so, as they cannot know.
        there = phrases.local(following.starts_at, zone)
        time = phrases.time_in(following.starts_at, zone, city=person.city if zone == person.zone else "")
        when = _("{day}, {time}").format(day=phrases.day(there.date()), time=time)
        parts.append(_section(_("Next time"), [when]))
    return Summary(subject, "\n\n".join(parts) + "\n", person.mail)


def _without_promises(text: str) -> str:
    """Return a note without its promises: each is an action with a mark of its own, and stands there if it is shared."""
    promised = {promise.line for promise in read_promises(text)}
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in promised).strip()


def _section(title: str, lines: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(lines)


def _agreement(action: Action, me: Person, person: Person) -> str:
    owner = {me.id: me.short_name, person.id: person.short_name}.get(action.owner_id, "")
    text = _escaped(action.text)
    line = _("{name}: {text}").format(name=owner, text=text) if owner else text
    if action.due_on:
        line = _("{text} (by {day})").format(text=line, day=phrases.day(action.due_on))
    return f"- {line}"


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in "*_`[]<>#" else char for char in text)
