"""How a backup differs from the desk, in lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.workflows.safety.desk_contents import Contents, Difference, Only, counted, counts_words


def moment_words(at: datetime, clock: Clock) -> str:
    """Say a moment with its day, near ones as “today”."""
    wall = at.astimezone(clock.zone())
    today = clock.now().astimezone(clock.zone()).date()
    return _("{day}, {time}").format(day=phrases.near_day(wall.date(), today), time=phrases.clock_time(wall))


def contents_words(held: Contents, clock: Clock) -> str:
    """Say what a desk holds, and when it was changed last."""
    counts = counts_words(held.counts) or _("nothing yet")
    if held.newest is None:
        return counts
    return _("{counts}; last change {when}").format(counts=counts, when=moment_words(held.newest, clock))


def difference_lines(found: Difference, clock: Clock) -> tuple[str, ...]:
    """Say what the desk has now, what the backup has, what would go, come back, and be as it was."""
    lines = [
        _("Now: {what}").format(what=contents_words(found.here, clock)),
        _("In the backup: {what}").format(what=contents_words(found.there, clock)),
    ]
    if found.is_none:
        return (*lines, _("Both hold the same."))
    lines += [_("Only here, and would go: {what}").format(what=what) for what in _only(found.only_here)]
    lines += [
        _("Only in the backup, and would come back: {what}").format(what=what) for what in _only(found.only_there)
    ]
    if found.changed:
        lines.append(_("Changed since, and would be as it was: {what}").format(what=counts_words(found.changed)))
    return tuple(lines)


def _only(found: Mapping[str, Only]) -> list[str]:
    said = []
    for noun, only in found.items():
        count = counted(noun, only.count)
        named = phrases.listed([_("“{words}”").format(words=title) for title in only.titles])
        more = "…" if only.count > len(only.titles) else ""
        said.append(f"{count} ({named}{more})" if named else count)
    return said
