"""Scrolling the longest timeline there is, frame after frame, as fast as it can be painted."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from mentordesk_ui.rows.row_view import RowView
from tests.benchmarks.subjects.driving import Driver, drive, most_met, told_to_end
from tests.benchmarks.subjects.telling import finish, tell_samples

FRAMES = 600
NOTCH = 120
ENOUGH_ROWS = 30


def main(folder: Path) -> int:
    return drive(folder, _measure)


def _measure(driver: Driver) -> None:
    driver.rest(2500)
    driver.answered(
        partial(driver.shown.ways.open_person, most_met(driver.desk)), partial(_has_long_list, driver), "a timeline"
    )
    driver.rest(1000)
    scrolled = _scrolls(driver)[0]
    bar = scrolled.verticalScrollBar()
    frames: list[float] = []
    for _frame in range(FRAMES):
        before = bar.value()
        frames.append(driver.answered(partial(_roll, scrolled), partial(_is_elsewhere, scrolled, before), "a scroll"))
        if bar.value() >= bar.maximum():
            break
    tell_samples("a frame of the longest timeline", frames)
    finish()
    told_to_end(driver)


def _has_long_list(driver: Driver) -> bool:
    return any(view.model().rowCount() >= ENOUGH_ROWS for view in _views(driver)) and bool(_scrolls(driver))


def _views(driver: Driver) -> list[RowView[object]]:
    return [view for view in driver.screen("people").findChildren(RowView) if view.isVisible()]


def _scrolls(driver: Driver) -> list[QAbstractScrollArea]:
    areas = driver.screen("people").findChildren(QAbstractScrollArea)
    shown = [area for area in areas if area.isVisible() and area.verticalScrollBar().maximum() > 0]
    return sorted(shown, key=lambda area: -area.verticalScrollBar().maximum())


def _roll(area: QAbstractScrollArea) -> None:
    port = area.viewport()
    middle = QPointF(port.width() / 2, port.height() / 2)
    turned = QWheelEvent(
        middle,
        QPointF(port.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, turned)


def _is_elsewhere(area: QAbstractScrollArea, before: int) -> bool:
    return area.verticalScrollBar().value() != before


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
