"""Where themes, icons and fonts lie: inside the installed core package, else beside the source in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource_folder(name: str) -> Path:
    """Return the folder `resources/<name>`; raise FileNotFoundError when the program is incomplete."""
    beside = Path(__file__).resolve().parents[2]
    for candidate in (beside / "mentordesk" / "resources" / name, beside.parent / "resources" / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"resources/{name}")
