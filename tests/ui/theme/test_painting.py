"""What the painting vocabulary draws: judged by the pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import Tone
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import THEME_NAMES, TextStyle

Paint = Callable[[QPainter], object]


def _paint(paint: Paint, size: int = 120, ratio: float = 1.0) -> QImage:
    image = QImage(int(size * ratio), int(size * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def _painted_rows(image: QImage) -> Iterator[int]:
    return (y for y in range(image.height()) if any(image.pixelColor(x, y).alpha() for x in range(image.width())))


def test_progress_fills_its_share_from_the_left(appearance: Appearance) -> None:
    image = _paint(lambda p: painting.draw_progress(p, appearance, QRectF(0, 0, 100, 4), 0.6))
    assert image.pixelColor(50, 2) == appearance.color("accent")
    assert image.pixelColor(70, 2) == appearance.color("track")


def test_no_progress_is_an_empty_track_and_too_much_is_a_full_one(appearance: Appearance) -> None:
    empty = _paint(lambda p: painting.draw_progress(p, appearance, QRectF(0, 0, 100, 4), -1))
    full = _paint(lambda p: painting.draw_progress(p, appearance, QRectF(0, 0, 100, 4), 2))
    assert empty.pixelColor(3, 2) == appearance.color("track")
    assert full.pixelColor(97, 2) == appearance.color("accent")


def test_a_check_box_is_empty_or_filled(appearance: Appearance) -> None:
    box = QRectF(10, 10, 18, 18)
    off = _paint(lambda p: painting.draw_check(p, appearance, box, checked=False))
    on = _paint(lambda p: painting.draw_check(p, appearance, box, checked=True))
    assert off.pixelColor(19, 19) == appearance.color("surface")
    assert on.pixelColor(13, 19) == appearance.color("accent")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_card_has_its_ground_and_a_shadow_that_ends(appearance: Appearance, ratio: float) -> None:
    rect = QRectF(40, 40, 40, 40)
    image = _paint(lambda p: painting.draw_card(p, appearance, rect), ratio=ratio)
    assert image.pixelColor(round(60 * ratio), round(60 * ratio)) == appearance.color("surface")
    assert 0 < image.pixelColor(round(60 * ratio), round(84 * ratio)).alpha() < 60
    reach = [y / ratio for y in _painted_rows(image)]
    assert min(reach) >= 40 - SHADOW_PX
    assert max(reach) <= 80 + SHADOW_PX


def test_high_contrast_has_no_shadow(appearance: Appearance) -> None:
    appearance.choose("contrast")
    image = _paint(lambda p: painting.draw_card(p, appearance, QRectF(40, 40, 40, 40)))
    assert image.pixelColor(60, 84).alpha() == 0


def test_a_ring_starts_on_top_and_runs_clockwise(appearance: Appearance) -> None:
    rect = QRectF(10, 10, 100, 100)
    image = _paint(lambda p: painting.draw_ring_segment(p, appearance, rect, 0, 0.25, role="accent"))
    assert image.pixelColor(95, 25) == appearance.color("accent")  # half past one
    assert image.pixelColor(25, 25).alpha() == 0
    assert image.pixelColor(25, 95).alpha() == 0
    point = painting.ring_point(rect, 0.25)
    assert (round(point.x()), round(point.y())) == (110, 60)


def test_a_segment_shorter_than_its_gap_is_still_a_dot(appearance: Appearance) -> None:
    rect = QRectF(10, 10, 100, 100)
    image = _paint(lambda p: painting.draw_ring_segment(p, appearance, rect, 0.25, 0.26, role="accent", gap_px=6))
    assert image.pixelColor(109, 61).alpha() > 0


def test_long_text_is_cut_with_an_ellipsis(appearance: Appearance) -> None:
    font = appearance.font(TextStyle.BODY)
    assert painting.elide_text(font, "Introduce Maria to Jonas", 90).endswith("…")
    assert painting.elide_text(font, "Short", 200) == "Short"


def test_a_chip_has_room_for_its_words_at_every_size(appearance: Appearance) -> None:
    small = painting.chip_size(appearance, "your mentee")
    appearance.scale_text(2)
    large = painting.chip_size(appearance, "your mentee")
    assert large.width() > 1.8 * small.width()
    assert large.height() > 1.8 * small.height()


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="loud"):
        painting.tone_roles("loud")


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("tone", list(Tone))
def test_chips_and_avatars_show_their_tone(appearance: Appearance, theme: str, tone: Tone) -> None:
    appearance.choose(theme)
    ground = appearance.color(painting.tone_roles(tone)[0])
    chip = _paint(lambda p: painting.draw_chip(p, appearance, QRectF(0, 0, 100, 20), "You", tone))
    avatar = _paint(lambda p: painting.draw_avatar(p, appearance, QRectF(0, 0, 60, 60), "MS", tone))
    assert chip.pixelColor(20, 10) == ground
    assert avatar.pixelColor(30, 8) == ground


def test_a_radius_larger_than_the_half_stays_round(appearance: Appearance) -> None:
    image = _paint(lambda p: painting.draw_round(p, QRectF(0, 0, 40, 40), 400, appearance.color("accent")))
    assert image.pixelColor(2, 2).alpha() == 0
    assert image.pixelColor(20, 20) == appearance.color("accent")
