"""What attachments are called in lists: their kind, their size, since when they are here."""

from __future__ import annotations

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.attachments import Attachment, kind_words
from mentordesk.language import _

_STEPS = ((1_000_000, "MB"), (1_000, "KB"))


def size_words(size: int) -> str:
    """Say how large a file is; `size` in bytes, thousand by thousand as file managers count."""
    for step, unit in _STEPS:
        if size >= step:
            value = size / step
            return f"{phrases.number(round(value, 1) if value < 10 else round(value))} {unit}"
    return _("{count} bytes").format(count=size)


def detail_words(attachment: Attachment, clock: Clock) -> str:
    """Say what kind of file it is, how large, and since when it is here."""
    zone = clock.zone()
    at = (attachment.created_at or clock.now()).astimezone(zone).date()
    day = phrases.near_day(at, clock.now().astimezone(zone).date())
    return " · ".join((kind_words(attachment), size_words(attachment.size), day))
