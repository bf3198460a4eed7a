"""Things to ask a person about, as kept on their page: written down with the day they ripen, told, changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.date_words import find_date
from mentordesk.domain.threads import Thread, answered, checked_thread
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.spoken_dates import day_order, read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def add_thread(desk: Desk, clock: Clock, person_id: str, words: str) -> Thread:
    """Write down what to ask about, and from when on, see `read_thread`.

    Raises Mistake, field `text`, when nothing is said or the day cannot be read.
    """
    text, ripe_on = read_thread(clock, words)
    return desk.threads.add(Thread(person_id=person_id, text=text, ripe_on=ripe_on), act=_("Remember to ask"))


def read_thread(clock: Clock, words: str) -> tuple[str, date | None]:
    """Return what to ask about and from when on, as typed in one line, with or without its “~”.

    What follows a “!” is the day, “her exam !20 June”, and left out of the words; a day named in passing counts too and
    stays in them, “her wedding in June”. Raises Mistake, field `text`, for a “!” day that is none.
    """
    said = words.strip().removeprefix("~").strip()
    text, mark, day = said.rpartition(" !")
    if mark and day.strip():
        return text.strip(), _day(clock, day)
    today = clock.now().astimezone(clock.zone()).date()
    return said, find_date(said, today, day_order())


def change_thread(desk: Desk, clock: Clock, thread_id: str, text: str, ripe_on: date | None, answer: str) -> Thread:
    """Change what to ask about, from when on, and what was told; telling something answers it."""
    with desk.database.change(Topic.THREADS, act=_("Change what to ask about")):
        before = desk.threads.get(thread_id)
        thread = checked_thread(replace(before, text=text, ripe_on=ripe_on, answer=answer.strip()))
        if answer.strip() and not before.is_answered:
            thread = answered(thread, clock.now(), answer.strip())
        return desk.threads.save(thread)


def tell_thread(desk: Desk, clock: Clock, thread_id: str) -> Thread:
    """Say that the story was told, without writing down what."""
    with desk.database.change(Topic.THREADS, act=_("Mark as told")):
        return desk.threads.save(answered(desk.threads.get(thread_id), clock.now()))


def ask_again(desk: Desk, thread_id: str) -> Thread:
    """Ask about it again: it counts as neither asked nor told."""
    with desk.database.change(Topic.THREADS, act=_("Ask again")):
        return desk.threads.save(replace(desk.threads.get(thread_id), asked_at=None, answered_at=None))


def _day(clock: Clock, words: str) -> date:
    today = clock.now().astimezone(clock.zone()).date()
    try:
        return read_day(words, today)
    except Mistake as mistake:
        raise Mistake(mistake.sentence, field="text") from mistake
