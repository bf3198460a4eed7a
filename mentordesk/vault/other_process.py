"""The process that asks the keyring, seen from the program: started, heard, ended, buried."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

from mentordesk.vault.fetching import Fetch
from mentordesk.vault.keyring_wire import Order, Problem, Unanswered, Word, heard

_PACKAGE_FOLDER = Path(__file__).resolve().parents[2]
_PROGRAM = "from mentordesk.vault.keyring_child import main; main()"
"""Not by `-m`, whose machinery is a tenth of what this process costs."""


def ask_by_process(order: Order) -> Fetch:
    """Begin to ask in another process, and hear it on a thread that does nothing but wait."""
    try:
        process = OtherProcess(order.line())
    except OSError as error:
        fetch = Fetch()
        fetch.tell_trouble(Unanswered(Problem.FAILED, type(error).__name__))
        return fetch
    fetch = Fetch(process.end)
    threading.Thread(target=_hear, args=(process, fetch), name="keyring", daemon=True).start()
    return fetch


def _hear(process: OtherProcess, fetch: Fetch) -> None:
    rest = b""
    while said := process.hear():
        *lines, rest = (rest + said).split(b"\n")
        for line in lines:
            _take(line, fetch)
    # Heard only where it ended without an answer: killed, or by a crash of a library.
    fetch.tell_trouble(Unanswered(Problem.FAILED, "ended"))


def _take(line: bytes, fetch: Fetch) -> None:
    word, values = heard(line)
    match word:
        case Word.FOUND:
            fetch.tell_found(values[0])
        case Word.DONE:
            fetch.tell_found(None)
        case Word.FAILED:
            fetch.tell_trouble(Unanswered(Problem(values[0]), values[1]))
        case Word.WAITS | Word.GOES_ON:
            fetch.tell_waiting(word is Word.WAITS)


class OtherProcess:
    """A child with a pipe each way. It ends when it has answered, when it is ended, or when this process does."""

    def __init__(self, order: bytes) -> None:
        """Raises OSError where no process can be started."""
        self._lock = threading.Lock()
        self._is_gone = False
        # -P: a keyring.py lying where the program was started must not become part of it. -S: it is told where everything
        # lies, which Python would else find out anew.
        command = [sys.executable, "-P", "-S", "-X", "utf8", "-c", _PROGRAM]
        if os.name == "nt":
            self._popen: subprocess.Popen[bytes] | None = _popen(command)
            self._pid = self._popen.pid
            if self._popen.stdin is None or self._popen.stdout is None:
                raise OSError
            # Numbers of our own: subprocess would close its own at a moment of its choice.
            self._to, self._from = os.dup(self._popen.stdin.fileno()), os.dup(self._popen.stdout.fileno())
            self._popen.stdin.close()
            self._popen.stdout.close()
        else:
            self._popen = None
            self._pid, self._to, self._from = _spawn(command)
        with suppress(BrokenPipeError):  # one that died at once is noticed where it is heard
            os.write(self._to, order)

    def hear(self) -> bytes:
        """Wait for what it says next; nothing once it has ended, which also lets go of it."""
        said = os.read(self._from, 4096)
        if not said:
            self._bury()
        return said

    def end(self) -> None:
        """End it, whatever it is doing."""
        with self._lock:
            if self._is_gone:
                return
            if self._popen is not None:
                self._popen.kill()
            else:
                os.kill(self._pid, 9)

    def _bury(self) -> None:
        with self._lock:  # the number of a process that is gone may soon be somebody else's
            if self._popen is not None:
                self._popen.wait()
            else:
                with suppress(ChildProcessError):  # somebody who waits for any child was first
                    os.waitpid(self._pid, 0)
            self._is_gone = True
            os.close(self._to)
            os.close(self._from)


def _spawn(command: list[str]) -> tuple[int, int, int]:
    # Not by subprocess: its import is a fiftieth of the start of the window, which waits for this.
    order_end, to = os.pipe()
    heard, answer_end = os.pipe()
    try:
        actions = [
            (os.POSIX_SPAWN_DUP2, order_end, 0),
            (os.POSIX_SPAWN_DUP2, answer_end, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        # A group of its own: Ctrl+C in a terminal is not meant for it.
        pid = os.posix_spawn(command[0], command, _environment(), file_actions=actions, setpgroup=0)
    except OSError:
        os.close(to)
        os.close(heard)
        raise
    finally:
        os.close(order_end)
        os.close(answer_end)
    return pid, to, heard


def _popen(command: list[str]) -> subprocess.Popen[bytes]:
    import subprocess

    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """Let the child find this very package, and all that this process finds, however it does."""
    places = [str(_PACKAGE_FOLDER), *sys.path, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in dict.fromkeys(places) if place)}
