"""The preferences of one computer, declared once as fields; what belongs to the desk is in the profile instead."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import Field, asdict, fields, replace
from pathlib import Path
from typing import Any

from mentordesk.errors import Trouble
from mentordesk.folders import make_own_folder, only_for_me
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

FILE_NAME = "settings.json"

THEMES = ("system", "light", "dark", "contrast")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What somebody chose on this computer. Each field is documented in the help page on settings."""

    theme: str = "system"
    """`system`, `light`, `dark` or `contrast`."""
    text_scale: float = 1.0
    """From 1.0 to 2.0."""
    reduce_motion: bool = False
    language: str = ""
    """A locale name such as `de`; empty follows the computer."""
    reminders_on: bool = True
    """Whether anything speaks up before a meeting."""
    pill_on: bool = True
    """Whether a small always-on-top window shows the time during a call."""
    pill_place: tuple[int, int] | None = None
    """Where on the screen the small window was dragged to."""
    promises_by: str = "date"
    """How promises stand together: `date` or `person`."""
    quiet_banners: bool = True
    """Whether banners go off during a call."""
    quiet_media: bool = True
    """Whether players are paused during a call."""
    quiet_awake: bool = True
    """Whether the screen is kept awake during a call."""
    dim_screens: bool = False
    """Whether the screens beside the call's go dark during it."""
    dim_shows_time: bool = False
    """Whether a dark screen shows the time that is left."""
    notices_calls: bool = True
    """Whether a microphone in use suggests a session."""
    counts_missed: bool = False
    """Whether it is counted, by program, what came in during a call."""
    ignored_programs: tuple[str, ...] = ()
    """Programs that are not named before a call, and not taken for one."""
    backup_folder: str = ""
    """A second folder that gets a copy of each backup; empty is none."""
    backup_folder_told: bool = False
    """Whether it was said that the second folder cannot be used; written by the program."""
    lock_after_minutes: int = 0
    """After how many minutes without a key or a click the desk locks; 0 is never."""
    lock_when_away: bool = True
    """Whether the desk locks when the computer sleeps or its screen is locked."""
    lock_at_start: bool = False
    """Whether the desk is locked when it is opened."""
    curtain_in_sessions: bool = False
    """Whether the curtain is drawn while a focus session runs."""
    curtain_covers_shared: bool = False
    """Whether the curtain covers topics and promises that are marked as shared too."""
    hides_from_capture: bool = False
    """Whether the windows stay out of shared and recorded screens, where the system can do that."""
    kit_reminded_on: str = ""
    """The day on which a recovery kit was last reminded of, as 2026-11-24; written by the program."""
    window_geometry: str = ""
    """Where the window was, as Qt writes it, in base 64."""


class SettingsFile:
    """Keeps the settings in a file; a field it does not know, from a newer program, is left in place."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def read(self) -> Settings:
        """Return what was chosen; what is missing or makes no sense is as it ships."""
        chosen = self._raw()
        # One odd value, written by hand perhaps, must not cost the others.
        fitting: dict[str, Any] = {
            field.name: chosen[field.name] for field in fields(Settings) if _fits(field, chosen.get(field.name))
        }
        # JSON knows lists only.
        told: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in fitting.items()
        }
        settings = Settings(**told)
        theme = settings.theme if settings.theme in THEMES else Settings.theme
        return replace(settings, theme=theme, text_scale=min(2.0, max(1.0, settings.text_scale)))

    def write(self, settings: Settings) -> None:
        """Keep what was chosen; raises Trouble when the folder cannot be written to."""
        text = json.dumps({**self._raw(), **asdict(settings)}, indent=2, ensure_ascii=False)
        beside = self._path.with_suffix(".new")
        try:
            make_own_folder(self._path.parent)
            with open(beside, "w", encoding="utf-8", opener=only_for_me) as file:
                file.write(text)
            beside.replace(self._path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise Trouble(
                _(
                    "Your settings cannot be kept in {folder}. Check that the folder is yours and the disk is not full."
                ).format(folder=self._path.parent)
            ) from error

    def _raw(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        # A recursion too deep is how the reader of JSON says that a file is nonsense of a certain kind.
        except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            return {}
        except OSError as error:
            raise Trouble(_("Your settings in {folder} cannot be read.").format(folder=self._path.parent)) from error
        return found if isinstance(found, dict) else {}


def _fits(field: Field[Any], value: object) -> bool:
    """Tell whether a value read from the file is one the field may have."""
    if field.name == "pill_place":
        return isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    if isinstance(field.default, tuple):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    # JSON has one kind of number, and truth is a number to Python.
    return type(value) in ({int, float} if isinstance(field.default, float) else {type(field.default)})
