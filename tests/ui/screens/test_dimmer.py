"""Dark screens as a person sees them: two monitors of a real X server, plugged in and out, in pictures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.display import VirtualDisplay
from tests.support.private_bus import needs
from tests.support.sources import ROOT

WIDTH = 800
HEIGHT = 600


class TwoScreens:
    """A left and a right monitor on a white desktop, and the dimmer in a process of its own."""

    def __init__(self, display: VirtualDisplay) -> None:
        self.display = display
        self._xrandr("--setmonitor", "L", f"{WIDTH}/200x{HEIGHT}/150+0+0", "screen")
        self.plug_in()
        subprocess.run(["xsetroot", "-solid", "white"], env=display.environment, check=True)
        self.display.move_pointer(20, 20)
        self.run = subprocess.Popen(
            [sys.executable, "-m", "tests.support.dim_run"],
            env=display.environment | {"PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.answer() == "ready L R"
        display.wait_for_window("^The call$")
        display.settled()

    def plug_in(self) -> None:
        """Plug the right monitor in."""
        self._xrandr("--setmonitor", "R", f"{WIDTH}/200x{HEIGHT}/150+{WIDTH}+0", "none")

    def pull_out(self, name: str = "R") -> None:
        """Pull a monitor out."""
        self._xrandr("--delmonitor", name)

    def tell(self, *words: str) -> None:
        """Have the dimmer do something."""
        assert self.run.stdin is not None
        self.run.stdin.write(" ".join(words) + "\n")
        self.run.stdin.flush()

    def answer(self) -> str:
        """Return what it says next."""
        assert self.run.stdout is not None
        return self.run.stdout.readline().strip()

    def left(self) -> bytes:
        return self.display.picture(width=WIDTH)

    def until_right(self, *, dark: bool) -> None:
        """Wait until the right monitor is as black as can be, or as white as it was."""
        wanted = "dark" if dark else "light"
        self.display.seen_until(lambda _now: self.is_dark() if dark else self.is_light(), f"the right monitor {wanted}")

    def is_dark(self) -> bool:
        return not any(colours(self.display.picture(left=WIDTH)))

    def is_light(self) -> bool:
        return all(colour == 255 for colour in colours(self.display.picture(left=WIDTH)))

    def close(self) -> None:
        self.tell("end")
        self.run.communicate(timeout=30)

    def _xrandr(self, *arguments: str) -> None:
        subprocess.run(["xrandr", *arguments], env=self.display.environment, check=True)


def colours(picture: bytes) -> set[int]:
    """Return the values of red, green and blue that are in a picture."""
    return set(picture[0::4]) | set(picture[1::4]) | set(picture[2::4])


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoScreens]:
    needs("Xvfb", "openbox", "xdotool", "xrandr", "xsetroot")
    with VirtualDisplay(tmp_path, width=2 * WIDTH, height=HEIGHT) as display:
        made = TwoScreens(display)
        yield made
        made.close()


def test_every_screen_but_the_calls_goes_dark_and_comes_back(two: TwoScreens) -> None:
    before = two.left()
    two.tell("dim L")
    assert two.answer() == "dark"
    two.until_right(dark=True)
    assert two.left() == before
    two.tell("lift")
    assert two.answer() == "light"
    two.until_right(dark=False)


def test_a_click_on_a_dark_screen_lifts_it(two: TwoScreens) -> None:
    two.tell("dim L")
    assert two.answer() == "dark"
    two.until_right(dark=True)
    two.display.click(WIDTH + 300, 300)
    assert two.answer() == "light"
    two.display.move_pointer(20, 20)
    two.until_right(dark=False)


def test_the_time_left_can_stand_on_the_dark_screen(two: TwoScreens) -> None:
    two.tell("dim L")
    assert two.answer() == "dark"
    two.until_right(dark=True)
    two.tell("words 12:34|Agenda")
    two.display.seen_until(lambda _now: not two.is_dark(), "the time")
    two.tell("words |")
    two.until_right(dark=True)


def test_a_screen_that_is_pulled_out_and_plugged_in_again_is_dark_again(two: TwoScreens) -> None:
    two.tell("dim L")
    assert two.answer() == "dark"
    two.until_right(dark=True)
    two.pull_out()
    assert two.answer() == "screens L"
    two.until_right(dark=False)
    two.plug_in()
    assert two.answer() == "screens L R"
    two.until_right(dark=True)


def test_a_screen_plugged_in_after_the_dark_was_lifted_stays_light(two: TwoScreens) -> None:
    two.tell("dim L")
    assert two.answer() == "dark"
    two.pull_out()
    assert two.answer() == "screens L"
    two.tell("lift")
    assert two.answer() == "light"
    two.plug_in()
    assert two.answer() == "screens L R"
    assert two.display.seen_for(1.0, lambda _now: two.is_light())


def test_without_word_of_the_calls_screen_the_first_stays_bright(two: TwoScreens) -> None:
    before = two.left()
    two.tell("dim nobody")
    assert two.answer() == "dark"
    two.until_right(dark=True)
    assert two.left() == before


def test_when_the_calls_screen_is_pulled_out_what_is_left_is_bright(two: TwoScreens) -> None:
    before = two.left()
    two.tell("dim R")
    assert two.answer() == "dark"
    two.display.seen_until(lambda _now: two.left() != before, "the left monitor dark")
    two.pull_out()
    assert two.answer() == "screens L"
    two.display.seen_until(lambda _now: two.left() == before, "the left monitor bright")
