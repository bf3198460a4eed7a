"""The program as somebody whose computer speaks German meets it: its own words, and those of Qt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from mentordesk import language
from mentordesk_ui.app.starting import translate_qt
from mentordesk_ui.rows.keycap_painting import key_words
from tests.support.rehearsal import Rehearsal
from tests.support.scenes import SCENES, Scene
from tests.support.sight import ill_fitting


@pytest.fixture(autouse=True)
def _german(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = language.locale_name()
    monkeypatch.setenv("LANGUAGE", "de")
    language.use()
    translator = translate_qt(qapp)
    yield
    qapp.removeTranslator(translator)
    language.use(before)


def test_the_buttons_and_keys_of_qt_are_german(qapp: QApplication) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert qapp.translate("QFileDialog", "File &name:") == "Datei&name:"
    assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+K"


@pytest.mark.parametrize(
    ("key", "said"),
    [("Ctrl+K", "Strg K"), ("Alt+Left", "Alt ←"), ("Ctrl+Return", "Strg ↵"), ("Ctrl++", "Strg +"), ("F1", "F1")],
)
def test_keys_are_called_as_on_a_german_keyboard(key: str, said: str) -> None:
    assert key_words(key) == said


def test_the_window_opens_on_heute(tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path)
    try:
        assert rehearsal.window.windowTitle() == "Heute – MentorDesk"
        assert rehearsal.bugs == []
    finally:
        rehearsal.close()


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_longer_words_fit_the_smallest_window_and_the_largest_text(scene: Scene, tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path, demo=scene.has_desk)
    try:
        window = scene.play(rehearsal)
        rehearsal.wear("light", 2.0)
        if window is rehearsal.window:
            rehearsal.resize(960, 640)
        found = ill_fitting(window)
        assert not found, "\n".join(found)
    finally:
        rehearsal.close()
