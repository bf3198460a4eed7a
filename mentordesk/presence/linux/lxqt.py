"""LXQt keeps do-not-disturb in a file that its daemon watches (lxqt-notificationd, key `doNotDisturb`)."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.switch import Json

_LINE = re.compile(r"^doNotDisturb[ \t]*=[ \t]*(\w*)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"^\[General\][ \t]*$", re.MULTILINE)
LOOK_SECONDS = 2.0
"""How often a watched file is looked at."""


def settings_file() -> Path:
    """Return where LXQt keeps it."""
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "lxqt" / "notifications.conf"


class LxqtSetting:
    """One line of the file; the others stay as they are."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_file()

    def read(self) -> tuple[Json, bool]:
        """Return what the line says; no line means off."""
        found = _LINE.search(self._text())
        return (found[1].lower() == "true", True) if found else (False, False)

    def write(self, value: Json) -> None:
        """Write the line."""
        text, line = self._text(), f"doNotDisturb={'true' if value else 'false'}"
        if _LINE.search(text):
            self._keep(_LINE.sub(line, text, count=1))
        elif section := _SECTION.search(text):
            self._keep(f"{text[: section.end()]}\n{line}{text[section.end() :]}")
        else:
            self._keep(f"[General]\n{line}\n{text}")

    def reset(self) -> None:
        """Take the line away."""
        self._keep(re.sub(_LINE.pattern + r"\n?", "", self._text(), count=1, flags=re.MULTILINE))

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Look at the file now and then."""
        ended = threading.Event()

        def look() -> None:
            before = self._stamp()
            while not ended.wait(LOOK_SECONDS):
                now = self._stamp()
                if now != before:
                    before = now
                    noticed()

        threading.Thread(target=look, daemon=True, name="lxqt-watch").start()
        return ended.set

    def _text(self) -> str:
        try:
            return self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise Trouble(_("LXQt’s settings cannot be read.")) from error

    def _keep(self, text: str) -> None:
        beside = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
        except OSError as error:
            raise Trouble(_("LXQt’s settings cannot be written.")) from error

    def _stamp(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0
