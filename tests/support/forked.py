"""Runs that are to die, in processes of their own: forked from one that has loaded what they need, so that a start costs nothing.

`python -m tests.support.forked MODULE` reads the arguments of one run from each line, calls the module's `main` with them in a
fork of itself, and answers with a line that tells how it ended. What is killed is a whole process, as after a start.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.support.sources import ROOT

PATIENCE_S = 120
"""How long a run may take before it counts as one that hangs."""
LOADED_LATE = ("_strptime", "psutil", "nacl.bindings", "sqlite_utils.migrations", "mentordesk.store.attachments")
"""What a desk loads when it is first needed, and each run would load anew."""


class Forked:
    """Runs `main(verb, folder, step, fault)` of a module; begins with the first run, and is over with `end`."""

    def __init__(self, module: str) -> None:
        self._command = [sys.executable, "-m", "tests.support.forked", module]
        self._root: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Do one run and return how it ended and what it said; killed by a signal, its status is the signal below nothing."""
        if self._root is None:
            surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")])}
            pipe = subprocess.PIPE
            self._root = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=surroundings)
        asked, answers = self._root.stdin, self._root.stdout
        assert asked is not None
        assert answers is not None
        asked.write(json.dumps(arguments) + "\n")
        asked.flush()
        told: dict[str, Any] = json.loads(answers.readline())
        return subprocess.CompletedProcess([*self._command, *arguments], told["status"], told["out"], told["err"])

    def end(self) -> None:
        """Let it go."""
        if self._root is not None:
            self._root.communicate(timeout=PATIENCE_S)
            self._root = None


def main(module: str) -> int:
    """Answer until nobody asks any more."""
    loaded = import_module(module)
    for later in LOADED_LATE:
        import_module(later)
    for line in sys.stdin:
        verb, folder, step, fault = json.loads(line)
        print(json.dumps(_run(loaded, verb, Path(folder), int(step), fault)), flush=True)
    return 0


def _run(module: Any, *arguments: object) -> dict[str, object]:
    (out, says_out), (err, says_err) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.dup2(says_out, 1)
        os.dup2(says_err, 2)
        os.closerange(3, says_err + 1)
        _be_the_run(module, arguments)
    os.close(says_out)
    os.close(says_err)
    said = {out: b"", err: b""}
    with selectors.DefaultSelector() as both:
        for end in said:
            both.register(end, selectors.EVENT_READ)
        while both.get_map():
            for key, _events in both.select():
                piece = os.read(key.fd, 65536)
                said[key.fd] += piece
                if not piece:
                    both.unregister(key.fd)
                    os.close(key.fd)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"status": status, "out": said[out].decode(), "err": said[err].decode()}


def _be_the_run(module: Any, arguments: tuple[object, ...]) -> None:
    status = 1
    signal.alarm(PATIENCE_S)
    try:
        status = module.main(*arguments)
    except BaseException:  # noqa: BLE001 - it is told as the interpreter would tell it, and this process ends
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
