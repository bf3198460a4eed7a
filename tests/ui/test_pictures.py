"""Every screen and state as an eye sees it: nothing cut off, nothing in the way, every word to be read, in any size.

Letters are drawn a little differently on every computer, so nothing is compared dot by dot: what is painted is read word
by word, with its place and its ink.
"""

from __future__ import annotations

from itertools import product

import pytest

from tests.support.scenes import SCENES, Scene
from tests.support.sight import cut_off, faint, foreign_grounds, overlapping, shortened
from tests.support.stage import Play, play

__all__ = ["play"]

SIZES = ((1280, 820), (960, 640))
TEXT_SCALES = (1.0, 2.0)
EVERY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=str)
THEMES = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""The least contrast of words in each."""


@EVERY_SCENE
def test_nothing_is_cut_off_or_stands_on_something_else_in_any_size(scene: Scene, play: Play) -> None:
    stage, window = play(scene)
    found = []
    for scale, size in product(TEXT_SCALES, SIZES):
        stage.wear("light", scale)
        if window is stage.window:
            stage.resize(*size)
        findings = [*cut_off(window), *overlapping(window), *shortened(window)]
        found += [f"{size[0]} × {size[1]} at {scale:.0%}: {one}" for one in findings]
    assert not found, "\n".join(found)


@EVERY_SCENE
def test_every_word_can_be_told_from_its_ground_and_every_ground_is_of_the_theme(scene: Scene, play: Play) -> None:
    stage, window = play(scene)
    found = []
    for theme, least in THEMES.items():
        stage.wear(theme)
        found += [f"{theme}: {one}" for one in faint(window, least)]
        if window is stage.window:  # small windows of their own are see-through round their edges
            found += [f"{theme}: {one}" for one in foreign_grounds(window, stage.program.appearance.theme)]
    assert not found, "\n".join(found)
