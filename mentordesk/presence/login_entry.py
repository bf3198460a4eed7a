"""An entry that puts things back at the next login, for the day the power fails: there only while something is switched."""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path

NAME = "mentordesk-quiet"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def write() -> None:
    """Have `mentordesk quiet --restore` run at the next login."""
    command = [sys.executable, "-m", "mentordesk", "quiet", "--restore"]
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(command))
        return
    path = entry_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_agent(command) if sys.platform == "darwin" else _autostart(command))


def remove() -> None:
    """Take the entry away, if it is there."""
    if sys.platform == "win32":
        import winreg
        from contextlib import suppress

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key, suppress(FileNotFoundError):
            winreg.DeleteValue(key, NAME)
        return
    entry_file().unlink(missing_ok=True)


def entry_file() -> Path:
    """Return the file of the entry on Linux and macOS."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "autostart" / f"{NAME}.desktop"


def _autostart(command: list[str]) -> bytes:
    """Write it as https://specifications.freedesktop.org/autostart-spec/latest/ wants it."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=MentorDesk",
        f"Exec={' '.join(map(_quoted, command))}",
        "NoDisplay=true",
        "",
    )
    return "\n".join(lines).encode()


def _quoted(word: str) -> str:
    """Quote a word of a command as the specification of desktop entries wants it, which is not as a shell does."""
    if re.fullmatch(r"[\w@+./:,=-]+", word):
        return word
    inside = re.sub(r'[\\"`$]', lambda found: "\\" + found[0], word)
    # A value of the file has an escaping of its own on top.
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'


def _agent(command: list[str]) -> bytes:
    return plistlib.dumps({"Label": NAME, "ProgramArguments": command, "RunAtLoad": True})
