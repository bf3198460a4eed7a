"""An answer of the keyring under way: looked at, waited for, watched, given up; and what becomes of the process that asks."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mentordesk.errors import Trouble
from mentordesk.vault.keyring_wire import Order, Problem, Verb
from mentordesk.vault.keyrings import (
    MOST_CHARACTERS,
    KeyringSilent,
    NoKeyring,
    State,
    SystemKeyring,
    fetch_beside,
    keep_beside,
)
from tests.support.closed_off import open_environment
from tests.support.keyrings import MemoryKeyring
from tests.support.private_bus import PrivateBus
from tests.support.private_keyring import NAME, PrivateKeyring, Watched
from tests.support.strangers import SILENT, Stranger

SECRET = "0123456789abcdef" * 4
LONG = 60


class SlowKeyring(MemoryKeyring):
    """One that answers once it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()

    def read(self, entry: str) -> str | None:
        self.may_answer.wait()
        return super().read(entry)


def remembering(**secrets: str) -> MemoryKeyring:
    ring = MemoryKeyring()
    ring.secrets.update(secrets)
    return ring


def test_what_is_begun_returns_at_once_and_is_looked_at_without_waiting(real_keyring: PrivateKeyring) -> None:
    real_keyring.sleep()
    fetch = keep_beside("desk-1", SECRET, SystemKeyring())
    assert fetch.state is State.ASKING
    with pytest.raises(KeyringSilent):
        fetch.result(0)
    real_keyring.wake()
    assert fetch.result(LONG) is None
    assert SystemKeyring().read("desk-1") == SECRET


def test_a_watch_that_begins_late_is_told_what_it_missed() -> None:
    fetch = fetch_beside("desk", remembering(desk=SECRET))
    assert fetch.result(LONG) == SECRET
    watched = Watched(fetch)
    assert watched.next() is State.ANSWERED


def test_what_is_given_up_ends_the_process_that_asks_and_calls_nobody(real_keyring: PrivateKeyring) -> None:
    real_keyring.sleep()
    before = _children()
    fetch = fetch_beside("desk-1", SystemKeyring())
    watched = Watched(fetch)
    (asks,) = _children() - before
    fetch.cancel()
    _wait_until_gone(asks)
    assert watched.is_called_no_more


def test_a_process_that_is_killed_while_it_asks_is_a_trouble_and_no_hang(real_keyring: PrivateKeyring) -> None:
    real_keyring.sleep()
    before = _children()
    fetch = fetch_beside("desk-1", SystemKeyring())
    (asks,) = _children() - before
    os.kill(asks, signal.SIGKILL)
    with pytest.raises(NoKeyring) as told:
        fetch.result(LONG)
    assert told.value.detail == "ended"


_ENDS_WHILE_ASKING = """
from mentordesk.vault.keyrings import SystemKeyring, fetch_beside
import os
fetch = fetch_beside("desk-1", SystemKeyring())
fetch.watch(print)
print(*os.listdir("/proc/self/task"), flush=True)
print(open("/proc/self/task/{0}/children".format(os.getpid())).read(), flush=True)
if input() == "crash":
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("how", ["end", "crash"])
def test_a_program_that_ends_takes_the_process_that_asks_along(private_bus: PrivateBus, how: str) -> None:
    environment = open_environment(private_bus.environment) | {"PYTHONPATH": _path()}
    with Stranger(private_bus.address, (NAME,), {}, SILENT):
        program = subprocess.Popen(
            [sys.executable, "-c", _ENDS_WHILE_ASKING],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        program.stdout.readline()
        asks = int(program.stdout.readline())
        program.communicate(how + "\n", timeout=LONG)
        _wait_until_gone(asks)


def test_the_secret_is_in_no_argument_and_no_environment_of_the_process_that_asks(
    real_keyring: PrivateKeyring,
) -> None:
    real_keyring.sleep()
    before = _children()
    fetch = keep_beside("desk-1", SECRET, SystemKeyring())
    (asks,) = _children() - before
    for name in ("cmdline", "environ"):
        seen = Path(f"/proc/{asks}/{name}").read_bytes()
        assert SECRET.encode() not in seen
        assert SECRET.encode().hex().encode() not in seen
    real_keyring.wake()
    fetch.result(LONG)


_ASKS = """
import sys
from mentordesk.vault.keyrings import SystemKeyring
print(SystemKeyring().read("desk-1"))
print(*sorted(sys.modules))
"""


def test_asking_loads_into_the_program_nothing_of_what_it_takes_to_ask(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    environment = os.environ | {"PYTHONPATH": _path()}
    asked = subprocess.run([sys.executable, "-c", _ASKS], env=environment, check=True, capture_output=True, text=True)
    found, modules = asked.stdout.splitlines()
    assert found == SECRET
    too_much = {
        "cryptography",
        "hashlib",
        "importlib.metadata",
        "jeepney",
        "keyring",
        "secretstorage",
        "socket",
        "subprocess",
    }
    assert set(modules.split()) & too_much == set()


def test_nothing_that_is_printed_shows_the_secret() -> None:
    fetch = fetch_beside("desk", remembering(desk=SECRET))
    fetch.result(LONG)
    assert SECRET not in repr(fetch)
    assert SECRET not in repr(Order(Verb.WRITE, "desk-1", SECRET))


def test_another_keyring_is_asked_on_a_thread_that_may_wait() -> None:
    ring = SlowKeyring()
    ring.write("desk-1", SECRET)
    fetch = fetch_beside("desk-1", ring)
    with pytest.raises(KeyringSilent):
        fetch.result(0)
    ring.may_answer.set()
    assert fetch.result(LONG) == SECRET


@pytest.mark.parametrize("problem", list(Problem))
def test_every_trouble_says_what_happened_and_what_to_do(problem: Problem) -> None:
    ring = MemoryKeyring()
    ring.problem = problem
    with pytest.raises(Trouble) as told:
        fetch_beside("desk-1", ring).result(LONG)
    _is_for_people(told.value)


def test_more_than_windows_keeps_is_refused_everywhere() -> None:
    with pytest.raises(ValueError, match=str(MOST_CHARACTERS)):
        SystemKeyring().write("desk-1", "x" * (MOST_CHARACTERS + 1))


def _is_for_people(trouble: BaseException) -> None:
    assert isinstance(trouble, Trouble)
    assert trouble.sentence.count(".") == 2
    assert "Error" not in trouble.sentence


def _path(*before: Path) -> str:
    return os.pathsep.join([*map(str, before), *filter(None, sys.path)])


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        found |= set(map(int, (task / "children").read_text().split()))
    return found


def _wait_until_gone(process: int) -> None:
    """Wait for a process of which nobody here is the parent; a pidfd is readable once it has ended."""
    try:
        end = os.pidfd_open(process)
    except ProcessLookupError:
        return
    with open(end) as held:  # noqa: PTH123 - a number, not a path
        readable, _write, _other = select.select([held], [], [], LONG)
        assert readable
