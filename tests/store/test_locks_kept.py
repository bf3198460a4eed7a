"""A desk that is open keeps its locks, whatever else this process does with its file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mentordesk.clock import SystemClock
from mentordesk.store import engine
from mentordesk.store.backups import Reason, write
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.store.write_log import lost_in_log
from mentordesk.vault.keys import NO_KEYS, Key, Keys

_TRIES_TO_WRITE = """
import sys
from pathlib import Path
from mentordesk.clock import SystemClock
from mentordesk.domain.people import Person
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Busy
from mentordesk.vault.keys import Key, Keys

key = sys.stdin.readline().strip()
desk = Desk.open(Path(sys.argv[1]), SystemClock(), Keys(Key.from_hex(key) if key else None), patience_ms=0)
try:
    desk.people.add(Person(name="Somebody else"))
except Busy:
    print("busy")
else:
    print("written")
"""


def look_again(desk: Desk) -> None:
    desk.open_beside().close()


def look_at_the_log(desk: Desk) -> None:
    assert lost_in_log(desk.folder, desk.keys) is None


def look_whether_it_is_plain(desk: Desk) -> None:
    assert engine.is_plain(desk.folder / FILE_NAME) == (desk.keys.now is None)


def back_it_up(desk: Desk) -> None:
    write(desk.folder, Reason.WISHED, desk.database.clock.now(), keys=desk.keys)


@pytest.mark.parametrize("keys", [NO_KEYS, Keys(Key.new())], ids=["plain", "encrypted"])
@pytest.mark.parametrize("act", [look_again, look_at_the_log, look_whether_it_is_plain, back_it_up])
def test_another_program_does_not_write_in_the_middle_of_a_change(
    tmp_path: Path, act: Callable[[Desk], None], keys: Keys
) -> None:
    desk = Desk.open(tmp_path, SystemClock(), keys)
    try:
        with desk.database.change():
            act(desk)
            other = subprocess.run(
                [sys.executable, "-c", _TRIES_TO_WRITE, str(tmp_path)],
                input=f"{keys.now.hex if keys.now else ''}\n",
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
        assert other.stdout == "busy\n"
    finally:
        desk.close()


def test_a_file_counts_as_open_here_until_its_last_connection_is_closed(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    desk = Desk.open(tmp_path, SystemClock())
    beside = desk.open_beside()
    for one, is_alone in ((desk, False), (beside, True)):
        one.close()
        with engine.alone_at(path) as found:
            assert found is is_alone
