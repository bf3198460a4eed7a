"""Say what a broken write-ahead log has cost."""

from __future__ import annotations

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.language import _, ngettext
from mentordesk.store.write_log import Lost


def lost_words(lost: Lost, clock: Clock) -> str:
    """Say how many saved changes are lost, from when the last of them was, and what is still there."""
    at = phrases.local(lost.saved_until, clock.zone().key)
    if lost.is_all_known:
        what = ngettext("{count} change is lost", "{count} changes are lost", lost.changes)
    else:
        what = ngettext("at least {count} change is lost", "at least {count} changes are lost", lost.changes)
    return _(
        "The file that collects your latest changes was damaged: {what}, made until {time} on {day}. "
        "Everything before them is here."
    ).format(what=what.format(count=lost.changes), time=phrases.clock_time(at), day=phrases.day(at.date()))
