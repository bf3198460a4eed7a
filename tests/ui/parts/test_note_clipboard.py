"""What is copied from a note, in a program that ends while it lies on the clipboard."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.sources import ROOT

_COPIES_AND_ENDS = """
from PySide6.QtWidgets import QApplication

from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.theme.appearance import Appearance

application = QApplication([])
editor = NoteEditor(Appearance(), "Note")
editor.set_text("# Plan\\nAsk **first**")
editor.selectAll()
editor.copy()
data = application.clipboard().mimeData()
print(data.formats(), repr(data.text()))
"""


def test_a_program_ends_in_good_order_with_words_of_a_note_on_the_clipboard() -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _COPIES_AND_ENDS],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['text/plain'] '# Plan\\nAsk **first**'"
