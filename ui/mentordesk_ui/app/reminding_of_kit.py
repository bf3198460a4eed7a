"""Reminds of the recovery kit until there is one, and of encryption where nobody decided against it: once a week, at a start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.window import Window

EVERY = timedelta(days=7)


def remind_of_kit(
    protection: Protection,
    preferences: Preferences,
    desk: Desk,
    clock: Clock,
    window: Window,
    *,
    make_kit: Callable[[], object],
    encrypt: Callable[[], object],
) -> None:
    """Show a notice that can be put away, if it is time to and nothing else has been shown there."""
    profile, today = desk.profile.mine(), clock.now().astimezone(clock.zone()).date()
    # On an empty desk nothing can be lost yet, and a notice that says more is there already.
    if profile is None or profile.is_demo or window.notice_strip.isVisible() or not desk.people.others():
        return
    words, button, act = _notice(protection, make_kit, encrypt)
    if act is None or not _is_time(preferences.now.kit_reminded_on, today):
        return
    preferences.choose(kit_reminded_on=today.isoformat())
    window.show_notice(words, button, act, may_go=True)


def _notice(
    protection: Protection, make_kit: Callable[[], object], encrypt: Callable[[], object]
) -> tuple[str, str, Callable[[], object] | None]:
    entry = protection.entry
    if entry.kept is Kept.NOWHERE:
        words = _("This desk is not encrypted: whoever can read your files can read your notes.")
        return words, _("Encrypt this desk"), None if protection.is_plain_by_choice else encrypt
    words = _("If the key of this desk is lost, so is the desk. A recovery kit brings it back.")
    return words, _("Make a recovery kit"), None if entry.has_kit else make_kit


def _is_time(last: str, today: date) -> bool:
    try:
        return not date.fromisoformat(last) <= today < date.fromisoformat(last) + EVERY
    except ValueError:
        return True
