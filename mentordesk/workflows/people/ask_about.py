"""Ask about somebody's life: what is ripe, what was asked in a call, what to ask another time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.threads import Thread, answered, asked, may_be_raised, not_to_raise
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.people.tell_thread import read_thread


def threads_to_ask(desk: Desk, clock: Clock, person_id: str, since: datetime | None = None) -> tuple[Thread, ...]:
    """Return what is ripe to ask a person about, and what was asked since an instant, such as the call's beginning."""
    today = clock.now().astimezone(clock.zone()).date()
    ripe = desk.threads.ripe_for(person_id, today)
    if since is None:
        return ripe
    known = {thread.id for thread in ripe}
    asked_since = [thread for thread in desk.threads.asked_since(person_id, since) if thread.id not in known]
    return (*asked_since, *ripe)


def threads_of_call(desk: Desk, clock: Clock, meeting: Meeting) -> tuple[Thread, ...]:
    """Return what there was to ask about in a call: asked since it began, or ripe by then; not what came up in it."""
    since = meeting.actual_start or meeting.starts_at or clock.now()
    threads = threads_to_ask(desk, clock, meeting.person_id, since)
    return tuple(thread for thread in threads if thread.origin_meeting_id != meeting.id)


def tick_thread(desk: Desk, clock: Clock, thread_id: str, *, is_asked: bool) -> Thread:
    """Say that something was asked about, or was not; what was asked is not offered again."""
    with desk.database.change(Topic.THREADS, act=_("Ask about it") if is_asked else _("Ask about it later")):
        thread = desk.threads.get(thread_id)
        after = asked(thread, clock.now()) if is_asked else replace(thread, asked_at=None)
        return desk.threads.save(after)


def hear_thread(desk: Desk, clock: Clock, thread_id: str, words: str) -> Thread:
    """Keep what was told when something was asked about, a word will do; no words mean that it was asked and not told."""
    with desk.database.change(Topic.THREADS, act=_("Keep what was told")):
        thread = desk.threads.get(thread_id)
        said = " ".join(words.split())
        if said:
            return desk.threads.save(answered(thread, thread.answered_at or clock.now(), said))
        return desk.threads.save(replace(asked(thread, clock.now()), answered_at=None, answer=""))


def leave_alone(desk: Desk, clock: Clock, thread_id: str) -> Thread:
    """Say that something is not to be raised: it is offered nowhere until it may be again."""
    with desk.database.change(Topic.THREADS, act=_("Don’t raise it")):
        return desk.threads.save(not_to_raise(desk.threads.get(thread_id), clock.now()))


def raise_again(desk: Desk, thread_id: str) -> Thread:
    """Say that something may be raised again."""
    with desk.database.change(Topic.THREADS, act=_("Let it be raised again")):
        return desk.threads.save(may_be_raised(desk.threads.get(thread_id)))


def remember_to_ask(desk: Desk, clock: Clock, person_id: str, words: str, meeting_id: str = "") -> Thread:
    """Remember something to ask a person about, see `read_thread`; raises Mistake for nothing, and for a day that is none."""
    text, ripe_on = read_thread(clock, words)
    thread = Thread(person_id=person_id, text=text, ripe_on=ripe_on, origin_meeting_id=meeting_id)
    return desk.threads.add(thread, act=_("Remember to ask"))


def forget_thread(desk: Desk, thread_id: str) -> None:
    """Put something to ask about into the trash."""
    desk.threads.remove(thread_id, act=_("Forget it"))
