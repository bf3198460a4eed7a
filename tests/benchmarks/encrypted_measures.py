"""An encrypted desk beside the same desk that is not: started with a real keyring on a private bus, searched, written to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from mentordesk.store.backups import DESK_FILE, Unwatched
from mentordesk.store.rekeying import write_with
from mentordesk.vault.key_file import Entry, Kept, KeyFile
from mentordesk.vault.keyrings import SystemKeyring
from mentordesk.vault.keys import NO_KEYS, Key
from tests.benchmarks import figures
from tests.benchmarks.figures import Figure
from tests.benchmarks.plan import Found, Plan, told
from tests.benchmarks.processes import Failed, Subject
from tests.support.private_keyring import DAEMON, private_keyring, used

START_TIMES = 1.15
WORK_TIMES = 1.3
NEEDED = ("dbus-daemon", DAEMON)
NAME = "start until Today is complete, encrypted"


def measure_encrypted(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open both desks in turn, again and again; search and save on both in turn. Bare is the one without a key."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    found: Found = {}
    for size, desk in desks.items():
        if missing:
            found[size] = [Figure(NAME, "ms", (), (), _goals(START_TIMES), f"needs {', '.join(missing)}")]
            continue
        with _both(plan, desk) as (sealed, plain, session):
            found[size] = [
                *_starts(plan, sealed, plain, session),
                *told(
                    plan, "encrypted", [sealed, plain], _goals(WORK_TIMES), "encrypted: ", surroundings=session
                ),
            ]  # fmt: skip
    return found


def _goals(times: float) -> tuple[figures.Goal, ...]:
    return (figures.at_most_times_bare(times),)


@contextmanager
def _both(plan: Plan, desk: Path) -> Iterator[tuple[Path, Path, Mapping[str, str]]]:
    """Give a desk twice, written by the same means with a key and without, and a session that has the key."""
    sealed, plain = plan.copy(desk), plan.copy(desk)
    key, name = Key.new(), str(uuid4())
    for folder, with_key in ((sealed, key), (plain, None)):
        for file in folder.glob(f"{DESK_FILE}*"):
            file.unlink()
        write_with(with_key, desk / DESK_FILE, folder / DESK_FILE, NO_KEYS, Unwatched(), is_live=True)
    KeyFile(Entry(name, Kept.KEYRING)).write(sealed)
    with private_keyring() as keyring:
        with used(keyring.environment):
            SystemKeyring().write(name, key.hex)
        yield sealed, plain, {"DBUS_SESSION_BUS_ADDRESS": keyring.bus.address}


def _starts(plan: Plan, sealed: Path, plain: Path, session: Mapping[str, str]) -> Iterator[Figure]:
    display = {"QT_QPA_PLATFORM": "offscreen", **session}
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    failed = ""
    try:
        for run in range(plan.runs + 1):
            turn = [(sealed, ours), (plain, bare)]
            for desk, samples in turn if run % 2 else turn[::-1]:
                with Subject("opened", str(desk), home=plan.home, display=display) as subject:
                    said = subject.hear()
                    if run:  # the first run fetches everything from the disk
                        samples.append(((said["last"] - subject.begun) * 1000, said["processor"]))
    except Failed as error:
        failed = str(error)
    for place, words in enumerate((NAME, "  processor time until then, encrypted")):
        of_sealed, of_plain = (tuple(one[place] for one in samples) for samples in (ours, bare))
        yield Figure(words, "ms", of_sealed, of_plain, () if place else _goals(START_TIMES), failed)
