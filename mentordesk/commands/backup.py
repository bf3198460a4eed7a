"""`mentordesk backup`: make a backup now, or list those there are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.clock import Clock, SystemClock
from mentordesk.commands.opening import existing_desk
from mentordesk.folders import config_folder
from mentordesk.language import _
from mentordesk.settings import SettingsFile


def run(chosen: Namespace, folder: Path) -> int:
    """Make a backup and say where it is, or print those there are, newest first."""
    from mentordesk.store.backups import Reason, backups_of
    from mentordesk.workflows.safety.back_up import back_up, reason_words

    clock: Clock = SystemClock()
    if chosen.list:
        found = backups_of(folder)
        for backup in found:
            made = backup.made_at.astimezone(clock.zone())
            print(f"{backup.path}  {made:%Y-%m-%d %H:%M}  {reason_words(backup.reason)}")
        if not found:
            print(_("There is no backup yet."))
        return 0
    second = SettingsFile(config_folder()).read().backup_folder
    with existing_desk(folder) as desk:
        done = back_up(folder, clock, Reason.WISHED, keys=desk.keys, second_folder=second)
    print(_("Backed up and checked: {path}").format(path=done.backup.path))
    if done.second_trouble:
        print(done.second_trouble)
    return 0
