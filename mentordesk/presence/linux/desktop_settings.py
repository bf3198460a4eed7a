"""Values kept by GSettings, through the program `gsettings`: inside a process, a missing schema would end that process."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import partial

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.linux.bus import ANSWER_SECONDS
from mentordesk.presence.switch import Json

_TRUTH = {"true": True, "false": False}


class DesktopSetting:
    """One true-or-false key of a schema."""

    def __init__(self, schema: str, key: str, path: str) -> None:
        """`path` is where dconf keeps the schema, such as "/org/gnome/desktop/notifications"."""
        self._schema = schema
        self._key = key
        self._path = path

    def read(self) -> tuple[Json, bool]:
        """Return the value that counts, and whether somebody has set it, as far as dconf tells."""
        said = _run("gsettings", "get", self._schema, self._key)
        if said not in _TRUTH:
            raise Trouble(_("The desktop’s settings gave an answer that makes no sense."))
        return _TRUTH[said], self._is_set()

    def write(self, value: Json) -> None:
        """Set the value."""
        _run("gsettings", "set", self._schema, self._key, "true" if value else "false")

    def reset(self) -> None:
        """Let the default count again."""
        _run("gsettings", "reset", self._schema, self._key)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice each change of the key, as `gsettings monitor` tells it."""
        process = subprocess.Popen(
            ["gsettings", "monitor", self._schema, self._key],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        threading.Thread(target=_hear, args=(process, noticed), daemon=True, name="settings-watch").start()
        return partial(_end, process)

    def _is_set(self) -> bool:
        if shutil.which("dconf") is None:
            return True
        return bool(_run("dconf", "read", f"{self._path}/{self._key}"))


def has_key(schema: str, key: str) -> bool:
    """Tell whether this computer knows a key; without `gsettings` it knows none."""
    if shutil.which("gsettings") is None:
        return False
    try:
        return key in _run("gsettings", "list-keys", schema).split()
    except Trouble:
        # That is how gsettings says that there is no such schema.
        return False


def _run(*command: str) -> str:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=ANSWER_SECONDS, check=True)
    except FileNotFoundError as error:
        raise Trouble(_("The program {name} is missing.").format(name=command[0])) from error
    except subprocess.TimeoutExpired as error:
        raise Trouble(_("{name} does not answer.").format(name=command[0])) from error
    except subprocess.CalledProcessError as error:
        raise Trouble(_("{name} refused: {reason}").format(name=command[0], reason=error.stderr.strip())) from error
    return ended.stdout.strip()


def _hear(process: subprocess.Popen[str], noticed: Callable[[], None]) -> None:
    for _line in process.stdout or ():
        noticed()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
