"""Every pair of ink and ground that is used can be read, in each theme."""

from __future__ import annotations

import pytest

from mentordesk_ui.theme.tokens import THEME_NAMES, Theme, contrast, load_theme

GROUNDS = ("canvas", "sidebar", "surface", "hover", "selected")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("text", "muted", "faint", "accent", "warm", "danger") for ground in GROUNDS),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("accent", "accent_soft"),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("warm", "warm_soft"),
    ("text", "warm_soft"),
    ("danger", "danger_soft"),
    ("text", "danger_soft"),
    ("on_danger", "danger"),
    ("on_tooltip", "tooltip"),
]
LINE_PAIRS = [
    *((line, ground) for line in ("outline", "accent", "focus", "danger") for ground in GROUNDS),
    ("accent", "track"),
    ("on_accent", "outline"),
]


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read_on_their_ground(name: str, ink: str, ground: str) -> None:
    theme = load_theme(name)
    least = 7.0 if name == "contrast" else 4.5
    assert _ratio(theme, ink, ground) >= least


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_lines_that_mean_something_can_be_seen_on_their_ground(name: str, line: str, ground: str) -> None:
    assert _ratio(load_theme(name), line, ground) >= 3.0


def test_in_high_contrast_every_border_can_be_seen() -> None:
    theme = load_theme("contrast")
    for ground in GROUNDS:
        assert _ratio(theme, "border", ground) >= 3.0


def test_the_ratio_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def _ratio(theme: Theme, ink: str, ground: str) -> float:
    return contrast(theme.color(ink), theme.color(ground))
