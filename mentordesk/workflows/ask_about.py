"""Ask about somebody's life: what is ripe, what was asked in a call, what to ask another time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread, asked
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def threads_to_ask(desk: Desk, clock: Clock, person_id: str, since: datetime | None = None) -> tuple[Thread, ...]:
    """Return what is ripe to ask a person about, and what was asked since an instant, such as the call's beginning."""
    today = clock.now().astimezone(clock.zone()).date()
    ripe = desk.threads.ripe_for(person_id, today)
    if since is None:
        return ripe
    known = {thread.id for thread in ripe}
    asked_since = [
        thread
        for thread in desk.threads.of_person(person_id)
        if thread.asked_at is not None and thread.asked_at >= since and thread.id not in known
    ]
    return (*asked_since, *ripe)


def tick_thread(desk: Desk, clock: Clock, thread_id: str, *, is_asked: bool) -> Thread:
    """Say that something was asked about, or was not; what was asked is not offered again."""
    with desk.database.change(Topic.THREADS, act=_("Ask about it") if is_asked else _("Ask about it later")):
        thread = desk.threads.get(thread_id)
        after = asked(thread, clock.now()) if is_asked else replace(thread, asked_at=None)
        return desk.threads.save(after)


def remember_to_ask(desk: Desk, person_id: str, text: str, meeting_id: str = "") -> Thread:
    """Remember something to ask a person about; raises Mistake for nothing."""
    return desk.threads.add(
        Thread(person_id=person_id, text=text, origin_meeting_id=meeting_id), act=_("Remember to ask")
    )


def forget_thread(desk: Desk, thread_id: str) -> None:
    """Put something to ask about into the trash."""
    desk.threads.remove(thread_id, act=_("Forget it"))
