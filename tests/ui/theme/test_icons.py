"""Icons are tinted when painted, crisp, and all there."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mentordesk.folders import resource
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.glyphs import glyph
from mentordesk_ui.theme.icons import icon_pixmap


def _inks(image: QImage) -> set[str]:
    """Return the colours of all fully opaque pixels."""
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in spots if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_takes_the_colour_of_its_role(appearance: Appearance) -> None:
    picture = appearance.icon("square", "accent").pixmap(QSize(48, 48)).toImage()
    assert _inks(picture) == {appearance.color("accent").name()}


def test_an_icon_made_before_takes_the_colour_of_a_new_theme(appearance: Appearance) -> None:
    icon = appearance.icon("square", "accent")
    icon.pixmap(QSize(48, 48))
    appearance.choose("dark")
    gc.collect()
    assert _inks(icon.pixmap(QSize(48, 48)).toImage()) == {appearance.color("accent").name()}


def test_a_disabled_icon_is_quieter(appearance: Appearance) -> None:
    picture = appearance.icon("square", "text").pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()
    assert _inks(picture) == {appearance.color("outline").name()}


def test_an_icon_is_crisp_on_a_dense_screen(appearance: Appearance) -> None:
    pixmap = appearance.icon("sun").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_an_icon_that_is_not_shipped_fails_where_it_is_asked_for(appearance: Appearance) -> None:
    with pytest.raises(FileNotFoundError):
        appearance.icon("no-such-icon")
    with pytest.raises(KeyError):
        appearance.icon("sun", "no-such-role")


def test_a_picture_is_painted_once_per_colour_and_size(appearance: Appearance) -> None:
    first = icon_pixmap("moon", QColor("#123456"), QSize(20, 20))
    assert icon_pixmap("moon", QColor("#123456"), QSize(20, 20)).cacheKey() == first.cacheKey()
    assert icon_pixmap("moon", QColor("#654321"), QSize(20, 20)).cacheKey() != first.cacheKey()


def test_every_shipped_icon_can_be_drawn_and_has_no_colour_of_its_own() -> None:
    files = sorted(resource("icons").glob("*.svg"))
    assert len(files) > 60
    for file in files:
        words = file.read_text("utf-8")
        assert QSvgRenderer(words.encode()).isValid(), file.name
        assert 'stroke="currentColor"' in words, file.name
        assert "#" not in words, file.name
    assert "ISC License" in resource("icons", "LICENSE.txt").read_text("utf-8")


def test_a_glyph_for_the_style_sheet_is_a_picture_qt_can_open(appearance: Appearance) -> None:
    for colour in ("#0B6E66", "#4FC3AB"):
        picture = QIcon(glyph("check", colour)).pixmap(QSize(48, 48))
        assert not QPixmap(picture).isNull()
        assert _inks(picture.toImage()) == {colour.lower()}
    assert glyph("check", "#0B6E66") == glyph("check", "#0b6e66")
