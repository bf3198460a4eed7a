"""Words are painted by few: whoever paints some must pass them through the veil first, or the curtain has a hole there."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.sources import ROOT

UI = ROOT / "ui" / "mentordesk_ui"

PAINT_VEILED_WORDS = {
    "theme/painting.py": "passes everything through the veil itself",
    "rows/row_delegate.py": "looks of rows are veiled by their model",
    "rows/wrapping_delegate.py": "looks of rows are veiled by their model",
    "rows/grouped_rows.py": "looks of rows are veiled by their model",
    "rows/keycap_painting.py": "names of keys alone",
    "parts/text.py": "shows what the veil lets through",
    "parts/buttons.py": "asks the veil",
    "parts/check_row.py": "asks the veil",
    "parts/toast.py": "asks the veil",
    "parts/covering.py": "dots, and the line that is being typed",
    "parts/growing_text.py": "the hint of an empty text, which is ours",
    "parts/charts/figure.py": "what is taken out as a file is whole",
    "screens/focus/dimmer.py": "asks the veil",
    "screens/focus/pill.py": "the time alone; its words by theme.painting",
    "screens/focus/ring.py": "asks the veil",
    "screens/people/facts.py": "asks the veil",
}
"""Who draws text itself, and why the curtain has no hole there. A new one belongs to `theme.painting.draw_text`."""


def draws_text(path: Path) -> bool:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    names = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
    return bool(names & {"drawText", "drawStaticText", "drawTextItem", "drawGlyphRun"})


def test_nobody_else_draws_words_past_the_veil() -> None:
    found = {str(path.relative_to(UI)) for path in UI.rglob("*.py") if draws_text(path)}
    assert found - PAINT_VEILED_WORDS.keys() == set()
    assert PAINT_VEILED_WORDS.keys() - found == set()
