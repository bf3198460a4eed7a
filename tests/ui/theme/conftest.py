"""An appearance for tests of the look, the application's clothes put back afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mentordesk_ui.theme.appearance import Appearance


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    made = Appearance()
    made.choose("light")
    made.apply(qapp)
    yield made
    made.undress()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)
