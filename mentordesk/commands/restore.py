"""`mentordesk restore`: say how a backup differs from the desk, and with --yes put it in its place."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from mentordesk.clock import Clock, SystemClock
from mentordesk.commands.opening import ask_passphrase, by_typed_kit, holds_desk, is_terminal, opened, unlocked
from mentordesk.errors import Mistake
from mentordesk.language import _


def run(chosen: Namespace, folder: Path) -> int:
    """Show what would change, or change it; the present desk is backed up first."""
    from mentordesk.store import backups
    from mentordesk.store.engine import Damaged, OtherKey
    from mentordesk.vault.key_file import FILE_NAME
    from mentordesk.vault.keys import NO_KEYS, Keys
    from mentordesk.workflows.desk.open_desk import with_keys_of_backup, with_kit
    from mentordesk.workflows.safety.desk_contents import difference
    from mentordesk.workflows.safety.difference_words import difference_lines
    from mentordesk.workflows.safety.restore import check_usable, newest_good, restore

    clock: Clock = SystemClock()
    source = chosen.file
    is_there = holds_desk(folder)
    # Of a desk that is gone, what says how its backups open may still be there.
    keys = unlocked(folder).keys if is_there or (folder / FILE_NAME).exists() else NO_KEYS
    if source is None:
        good, found = newest_good(folder, keys=keys), backups.backups_of(folder)
        if not found:
            raise Mistake(_("There is no backup of the desk in {folder}.").format(folder=folder))
        # Where none opens, the newest one is asked about, or says what is wrong with it.
        source = (good.backup if good is not None else found[0]).path
    if not source.is_file():
        raise Mistake(_("There is no file {path}.").format(path=source))
    try:
        keys = with_keys_of_backup(source, keys, ask_passphrase)
    except OtherKey as other:
        if not is_terminal():
            raise
        print(other.sentence, file=sys.stderr)
        keys = by_typed_kit(partial(with_kit, source, keys))
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
