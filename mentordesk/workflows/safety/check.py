"""Check a desk: is the file sound, do all links lead somewhere, is everything found; and put right what can be."""

from __future__ import annotations

from mentordesk.errors import Trouble
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store import upkeep
from mentordesk.store.backups import backups_of
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Damaged
from mentordesk.workflows.safety.check_attachments import check_attachments
from mentordesk.workflows.safety.difference_words import moment_words
from mentordesk.workflows.safety.restore import check_usable


@dataclass(frozen=True)
class CheckReport:
    """What a check found, in sentences."""

    problems: tuple[str, ...] = ()
    """What is not in order and could not be put right."""
    repaired: tuple[str, ...] = ()
    """What was not in order and is now."""
    backups: str = ""
    """Which backup is the newest that can be used, or that there is none."""
    is_damaged: bool = False
    """Whether the file itself is: only a backup helps, or saving what is still readable."""

    @property
    def is_fine(self) -> bool:
        """Whether everything is in order now."""
        return not self.problems


def check_desk(desk: Desk) -> CheckReport:
    """Check a desk and repair triggers, the index, derived instants and files; raises Busy when another program is writing.

    Nothing is written to a file that is damaged: a backup, or somebody who knows, may still save what is in it.
    """
    bad_backups, backups = _backups(desk)
    try:
        damage = upkeep.damage(desk.database)
    except Trouble as trouble:
        return CheckReport((trouble.sentence, *bad_backups), (), backups, is_damaged=isinstance(trouble, Damaged))
    if damage.file:
        first = _("The file is damaged. Nothing was changed. Take the desk from a backup.")
        return CheckReport((first, *damage.file, *bad_backups), (), backups, is_damaged=True)
    problems = tuple(
        ngettext(
            "{count} record of “{table}” points at a “{parent}” that is not there.",
            "{count} records of “{table}” point at a “{parent}” that is not there.",
            link.count,
        ).format(count=link.count, table=link.table, parent=link.points_at)
        for link in upkeep.broken_links(desk.database)
    )
    bad_files, mended_files = check_attachments(desk)
    repaired = tuple(filter(None, (_triggers(desk), _index(desk, damage), _instants(desk), mended_files)))
    return CheckReport((*problems, *bad_files, *bad_backups), repaired, backups)


def _backups(desk: Desk) -> tuple[tuple[str, ...], str]:
    """Open the newest backups until one is sound; return which were not, and which one is."""
    bad = []
    for backup in backups_of(desk.folder):
        try:
            check_usable(backup.path, keys=desk.keys)
        except Trouble as trouble:
            bad.append(trouble.sentence)
            continue
        when = moment_words(backup.made_at, desk.database.clock)
        return tuple(bad), _("The newest good backup is from {when}.").format(when=when)
    return tuple(bad), _("There is no backup yet.") if not bad else _("No backup can be used.")


def _triggers(desk: Desk) -> str:
    count = upkeep.wrong_triggers(desk.database)
    if not count:
        return ""
    upkeep.mend_triggers(desk.database)
    return ngettext(
        "{count} trigger was missing or changed; all are as they should be now, and the search index was made anew.",
        "{count} triggers were missing or changed; all are as they should be now, and the search index was made anew.",
        count,
    ).format(count=count)


def _index(desk: Desk, damage: upkeep.Damage) -> str:
    if damage.index:
        upkeep.mend_index(desk.database)
        return _("The search index was damaged and was made anew.")
    count = upkeep.index_gaps(desk.database)
    if not count:
        return ""
    upkeep.mend_index(desk.database)
    return ngettext(
        "Search would have missed {count} record; the index was made anew.",
        "Search would have missed {count} records; the index was made anew.",
        count,
    ).format(count=count)


def _instants(desk: Desk) -> str:
    count = desk.meetings.derive_instants()
    if not count:
        return ""
    return ngettext(
        "{count} meeting was at another instant than its time and zone say; it follows them now.",
        "{count} meetings were at another instant than their times and zones say; they follow them now.",
        count,
    ).format(count=count)
