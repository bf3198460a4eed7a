"""`mentordesk restore`: say how a backup differs from the desk, and with --yes put it in its place."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.clock import Clock, SystemClock
from mentordesk.commands.opening import ask_passphrase, holds_desk, opened, unlocked
from mentordesk.errors import Mistake
from mentordesk.language import _


def run(chosen: Namespace, folder: Path) -> int:
    """Show what would change, or change it; the present desk is backed up first."""
    from mentordesk.store import backups
    from mentordesk.store.engine import Damaged
    from mentordesk.vault.keys import NO_KEYS, Keys
    from mentordesk.workflows.desk.open_desk import with_keys_of_backup
    from mentordesk.workflows.safety.desk_contents import difference
    from mentordesk.workflows.safety.difference_words import difference_lines
    from mentordesk.workflows.safety.restore import check_usable, newest_good, restore

    clock: Clock = SystemClock()
    source = chosen.file
    is_there = holds_desk(folder)
    keys = unlocked(folder).keys if is_there else NO_KEYS
    if source is None:
        good = newest_good(folder, keys=keys)
        if good is None:
            raise Mistake(_("There is no backup of the desk in {folder}.").format(folder=folder))
        source = good.backup.path
    if not source.is_file():
        raise Mistake(_("There is no file {path}.").format(path=source))
    keys = with_keys_of_backup(source, keys, ask_passphrase)
    check_usable(source, keys=keys)
    print(source)
    if is_there:
        try:
            for line in difference_lines(difference(folder / backups.DESK_FILE, source, keys), clock):
                print(line)
        except Damaged as damaged:
            print(damaged.sentence)
    else:
        print(_("There is no desk in {folder} yet.").format(folder=folder))
    if not chosen.yes:
        print(_("Nothing was changed. Add --yes to restore."))
        return 0
    if not is_there:
        # The backup comes into a desk of this computer, with a key of its own.
        with opened(folder) as desk:
            keys = Keys(desk.keys.now, (*desk.keys.others, *keys.all))
    done = restore(folder, source, clock, keys=keys)
    print(_("Restored."))
    if done.before is not None:
        print(_("The desk as it was before: {path}").format(path=done.before.path))
    elif done.aside is not None:
        print(_("The damaged file was kept: {path}").format(path=done.aside))
    return 0
