"""The tokens of the look: colour roles per theme, spaces, radii and the styles of type. No Qt here."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import NamedTuple

from mentordesk.folders import resource
from mentordesk.light_dataclass import dataclass

THEME_NAMES = ("light", "dark", "contrast")


class Space(NamedTuple):
    """Gaps in px at 100 % text."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 (t-shirt sizes)
    xl: int = 24


class Radius(NamedTuple):
    """Corner radii in px: `s` chips and checks, `m` controls, `l` cards and sheets."""

    s: int = 6
    m: int = 8
    l: int = 14  # noqa: E741 (t-shirt sizes)


SPACE = Space()
RADIUS = Radius()


class TextStyle(Enum):
    """A style of type: size in px at 100 %, weight, letter spacing in hundredths of the size."""

    DISPLAY = (64, 300, -5.0)
    H1 = (28, 600, -2.6)
    H2 = (20, 600, -1.8)
    TITLE = (14, 600, 0.0)
    NOTE = (15, 400, 0.0)
    BODY = (14, 400, 0.0)
    CAPTION = (12, 400, 0.4)

    # Enum's own, in Python, was half of what looking up a font cost.
    __hash__ = object.__hash__

    @property
    def size_px(self) -> int:
        return self.value[0]

    @property
    def weight(self) -> int:
        return self.value[1]

    @property
    def tracking(self) -> float:
        return self.value[2]


@dataclass(frozen=True)
class Theme:
    """One set of colours as #RRGGBB (or #AARRGGBB) strings, by role.

    Grounds: canvas, sidebar, surface, hover, selected, accent_soft, warm_soft, danger_soft, tooltip.
    Text: text, muted, faint (placeholders and past things), accent, warm, danger, and on_* for the ground after `on_`.
    Lines: border (decoration only), outline (check boxes and whatever must be seen), focus (keyboard ring), track.
    """

    name: str
    canvas: str
    sidebar: str
    surface: str
    hover: str
    selected: str
    border: str
    outline: str
    track: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    warm: str
    warm_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    focus: str
    shadow: str
    scrim: str
    tooltip: str
    on_tooltip: str

    @property
    def is_dark(self) -> bool:
        return relative_luminance(self.canvas) < 0.2

    def color(self, role: str) -> str:
        """Return the colour of a role; raise KeyError for a word that is no role."""
        if role not in ROLES:
            raise KeyError(role)
        value: str = getattr(self, role)
        return value


ROLES = tuple(field.name for field in fields(Theme) if field.name != "name")

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")


@cache
def load_theme(name: str) -> Theme:
    """Read resources/themes/<name>.toml; raise ValueError when a role is missing, unknown or no colour."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        colours = tomllib.load(file)
    if set(colours) != set(ROLES):
        raise ValueError(f"theme {name}: roles differ: {sorted(set(colours) ^ set(ROLES))}")
    for role, colour in colours.items():
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise ValueError(f"theme {name}: {role} is not a colour: {colour!r}")
    return Theme(name=name, **colours)


def relative_luminance(colour: str) -> float:
    """Return the relative luminance 0..1 of an opaque colour (WCAG 2.2)."""
    digits = colour[-6:]
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio 1..21 of two opaque colours (WCAG 2.2)."""
    low, high = sorted((relative_luminance(one), relative_luminance(other)))
    return (high + 0.05) / (low + 0.05)
