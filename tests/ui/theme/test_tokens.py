"""Themes are complete, and only resources/themes names colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mentordesk.folders import resource
from mentordesk_ui.theme import tokens
from mentordesk_ui.theme.tokens import RADIUS, ROLES, SPACE, THEME_NAMES, load_theme


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_has_every_role(name: str) -> None:
    theme = load_theme(name)
    assert all(theme.color(role).startswith("#") for role in ROLES)


def test_only_the_light_theme_is_light() -> None:
    assert [load_theme(name).is_dark for name in THEME_NAMES] == [False, True, True]


def test_a_theme_that_lacks_a_role_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = resource("themes", "light.toml").read_text("utf-8")
    (tmp_path / "torn.toml").write_text(re.sub(r"(?m)^faint = .*$", "", words), "utf-8")
    monkeypatch.setattr(tokens, "resource", lambda _folder, name: tmp_path / name)
    with pytest.raises(ValueError, match="faint"):
        load_theme("torn")


def test_a_word_that_is_no_colour_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = resource("themes", "light.toml").read_text("utf-8")
    (tmp_path / "odd.toml").write_text(re.sub(r"(?m)^faint = .*$", 'faint = "grey"', words), "utf-8")
    monkeypatch.setattr(tokens, "resource", lambda _folder, name: tmp_path / name)
    with pytest.raises(ValueError, match="grey"):
        load_theme("odd")


def test_an_unknown_role_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_theme("light").color("name")


def test_spaces_and_radii_are_those_of_the_design() -> None:
    assert tuple(SPACE) == (4, 8, 12, 16, 24)
    assert tuple(RADIUS) == (6, 8, 14)
