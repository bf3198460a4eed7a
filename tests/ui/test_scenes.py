"""Every screen and important state as eyes, ears and a keyboard meet it: in any size, any theme, and without a mouse.

Letters are drawn a little differently on every computer, so nothing is compared dot by dot: what is painted is read word
by word, with its place and its ink. Each state is played once, for all who look.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.by_ear import unheard
from tests.support.by_tab import lost_on_the_way
from tests.support.rehearsal import Rehearsal
from tests.support.scenes import SCENES, Scene
from tests.support.sight import faint, foreign_grounds, ill_fitting
from tests.support.stage import Play, play

__all__ = ["play"]

SIZES = ((1280, 820), (960, 640))
TEXT_SCALES = (1.0, 2.0)
THEMES = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""The least contrast of words in each."""
ON_THEIR_OWN = {"pill", "reminder", "quiet-suggestion"}
"""Small windows that are one thing, need no headings and never take the keyboard, by design: what they do is in the palette."""
TAB_IS_TAKEN = {"note-links"}
"""An open list of suggestions takes Tab for what it offers; Esc closes it first."""


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_state_can_be_heard_read_in_any_theme_and_size_and_walked_through_by_tab(scene: Scene, play: Play) -> None:
    stage, window = play(scene)
    is_page = scene.name not in ON_THEIR_OWN
    found = [*unheard(window, is_page=is_page), *in_any_size(stage, window)]
    for theme, least in THEMES.items():
        found += washed_out(stage, window, theme, least)
    # Last, for it scrolls; the window is as it was to begin with.
    stage.wear("light")
    if is_page and scene.name not in TAB_IS_TAKEN:
        found += lost_on_the_way(window)
    assert not found, "\n".join(found)


def washed_out(stage: Rehearsal, window: QWidget, theme: str, least: float) -> Iterator[str]:
    """Name the words that cannot be told from their ground in a theme, and the grounds that are none of its own."""
    stage.wear(theme)
    picture = window.grab().toImage()
    yield from (f"{theme}: {one}" for one in faint(window, picture, least))
    if window is stage.window:  # small windows of their own are see-through round their edges
        yield from (f"{theme}: {one}" for one in foreign_grounds(picture, stage.program.appearance.theme))


def in_any_size(stage: Rehearsal, window: QWidget) -> Iterator[str]:
    """Name what does not fit, with normal and large text, in a roomy window and a small one; leave it as it was."""
    for scale, size in product(TEXT_SCALES, SIZES):
        stage.wear("light", scale)
        resize(stage, window, size)
        yield from (f"{size[0]} × {size[1]} at {scale:.0%}: {one}" for one in ill_fitting(window))
    stage.wear("light")
    resize(stage, window, SIZES[0])


def resize(stage: Rehearsal, window: QWidget, size: tuple[int, int]) -> None:
    if window is stage.window:
        stage.resize(*size)
