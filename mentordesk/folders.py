"""Where things lie on disk: the desk, this computer's preferences, and the files that ship with the program."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

DESK_VARIABLE = "MENTORDESK_DESK"

MOVED_NOTE = "moved-to.txt"
"""Left in the folder of a desk that was moved: the folder it is in now."""


def desk_folder(chosen: str | Path | None = None) -> Path:
    """Return the folder of the desk: the one chosen, else MENTORDESK_DESK, else the platform's data folder.

    A folder from which the desk was moved away leads to where it is.
    """
    named = chosen or os.environ.get(DESK_VARIABLE)
    folder = Path(named).expanduser().absolute() if named else data_folder() / "desk"
    try:
        moved = Path((folder / MOVED_NOTE).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return folder
    # A note that leads nowhere, in a synchronised folder on another computer perhaps, is none.
    return moved if moved.is_absolute() and moved.is_dir() else folder


def data_folder() -> Path:
    """Return the platform's folder for the program's data."""
    from platformdirs import user_data_path

    return user_data_path("MentorDesk", appauthor=False)


def config_folder() -> Path:
    """Return the platform's folder for this computer's preferences."""
    from platformdirs import user_config_path

    return user_config_path("MentorDesk", appauthor=False)


def cache_folder() -> Path:
    """Return the platform's folder for what can be made anew at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("MentorDesk", appauthor=False)


def state_folder() -> Path:
    """Return the platform's folder for what outlives a run of the program and belongs to this computer alone."""
    from platformdirs import user_state_path

    return user_state_path("MentorDesk", appauthor=False)


def resource(*parts: str) -> Path:
    """Return a file that ships with the program: inside the installed package, else beside it in the checkout."""
    # Not importlib.resources: the program is never run from an archive, and its import costs a tenth of a start.
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources").joinpath(*parts)


def make_own_folder(folder: Path) -> None:
    """Make a folder of the program's that only its owner may look into, and the one above it alike. Raises OSError."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def only_for_me(path: str, flags: int) -> int:
    """Open a file so that only its owner may read it, from its first moment on: an `opener` for `open`."""
    return os.open(path, flags, 0o600)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file of the user's choice that only they may read, whole or not at all: until it is, what was there stays.

    Raises OSError. What a run that was killed has left of it is written over the next time.
    """
    coming = path.with_name(f".{path.stem[:40]}.part")
    try:
        with open(coming, "wb", opener=only_for_me) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        coming.replace(path)
    except OSError:
        with suppress(OSError):
            coming.unlink(missing_ok=True)
        raise
