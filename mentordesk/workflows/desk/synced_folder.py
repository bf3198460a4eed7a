"""Whether a folder is kept in step with a cloud by another program, known by the marks those programs leave. Asks nobody, only looks."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from mentordesk.light_dataclass import dataclass

MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".dropbox": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".shortcut-targets-by-id": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""What lies at the root of a synchronised folder. `._sync_*.db` and `.sync_*.db` are Nextcloud’s and ownCloud’s own lists."""

FOLDER_NAMES = {
    "Mobile Documents": "iCloud Drive",
    "iCloudDrive": "iCloud Drive",
    "Dropbox": "Dropbox",
    "OneDrive": "OneDrive",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "My Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
}
"""Names these programs give their folders, straight in the home, in macOS’ CloudStorage, or on a drive of their own."""


@dataclass(frozen=True)
class Surroundings:
    """Where to look: the home, and the variables of the environment."""

    home: Path
    variables: Mapping[str, str]

    @classmethod
    def here(cls) -> Surroundings:
        """Return those of this computer."""
        return cls(Path.home(), os.environ)


def synced_by(folder: Path, around: Surroundings) -> str:
    """Return the name of the program that keeps a folder in step with a cloud; empty for none that is known."""
    folder = folder.absolute()
    for root, program in _told_roots(around):
        if _lies_in(folder, root):
            return program
    for place in (folder, *folder.parents):
        for mark, program in MARKS.items():
            # The settings of Dropbox lie in the home in a folder that is named like its mark.
            if place != around.home and (place / mark).exists():
                return program
        if any(place.glob(".sync_*.db")) or any(place.glob("._sync_*.db")):
            return "Nextcloud"
        if named := _named(place, around.home):
            return named
    return ""


def _named(place: Path, home: Path) -> str:
    above = place.parent
    if above == home or above.name == "CloudStorage" or above == home / "Library" or above == Path(above.anchor):
        for name, program in FOLDER_NAMES.items():
            # “OneDrive - Company” and “GoogleDrive-me@example.org” are how accounts are told apart.
            if re.fullmatch(rf"{re.escape(name)}([ -].*)?", place.name):
                return program
    return ""


def _told_roots(around: Surroundings) -> list[tuple[Path, str]]:
    """Return the folders that the settings of these programs name."""
    roots = [
        (Path(value), "OneDrive")
        for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
        if (value := around.variables.get(name))
    ]
    for place in _settings_folders(around):
        roots += [(root, "Dropbox") for root in _dropbox_roots(place / "info.json")]
    config = Path(around.variables.get("XDG_CONFIG_HOME") or around.home / ".config")
    for base in (config, *_roaming(around), around.home / "Library" / "Preferences"):
        for program in ("Nextcloud", "ownCloud"):
            found = re.findall(r"localPath=(.+)", _text(base / program / f"{program.lower()}.cfg"))
            roots += [(Path(path.strip().strip('"')), program) for path in found]
    for line in re.findall(r'^\s*sync_dir\s*=\s*"(.+)"', _text(config / "onedrive" / "config"), re.MULTILINE):
        roots.append((Path(line.replace("~", str(around.home), 1)), "OneDrive"))
    return roots


def _settings_folders(around: Surroundings) -> list[Path]:
    local = around.variables.get("LOCALAPPDATA")
    return [
        around.home / ".dropbox",
        *(base / "Dropbox" for base in _roaming(around)),
        *([Path(local) / "Dropbox"] if local else []),
    ]


def _roaming(around: Surroundings) -> list[Path]:
    roaming = around.variables.get("APPDATA")
    return [Path(roaming)] if roaming else []


def _dropbox_roots(info: Path) -> list[Path]:
    try:
        told = json.loads(_text(info) or "{}")
    except json.JSONDecodeError:
        return []
    accounts = told.values() if isinstance(told, dict) else ()
    return [Path(one["path"]) for one in accounts if isinstance(one, dict) and isinstance(one.get("path"), str)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _lies_in(folder: Path, root: Path) -> bool:
    if sys.platform == "linux":
        return folder == root or root in folder.parents
    # The file systems of the other two do not tell large letters from small ones.
    here, there = (Path(str(path).casefold()) for path in (folder, root))
    return here == there or there in here.parents
