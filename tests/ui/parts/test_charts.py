"""Charts: what stands where, what arrows and the mouse tell, the numbers as a table, and files others can read."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from mentordesk_ui.parts.charts.bar_chart import BarChart
from mentordesk_ui.parts.charts.calendar_strip import CalendarStrip
from mentordesk_ui.parts.charts.chart import Chart
from mentordesk_ui.parts.charts.figure import Figure
from mentordesk_ui.parts.charts.line_chart import LineChart
from mentordesk_ui.parts.charts.points import Dot, Line, Mark, Part, Row, Stack, Week
from mentordesk_ui.parts.charts.row_chart import RowChart
from mentordesk_ui.parts.charts.sparkline import Sparkline
from mentordesk_ui.parts.charts.steps import date_steps, thinned, value_steps
from mentordesk_ui.theme.appearance import Appearance
from tests.support.shown import Show

DAY = date(2026, 3, 2)
SIZE = QSizeF(600, 300)
GOAL = (
    Dot(DAY, 2.0, "a start"),
    Dot(DAY + timedelta(days=30), 4.0),
    Dot(DAY + timedelta(days=60), None, "away"),
    Dot(DAY + timedelta(days=90), 7.5, "it holds"),
)


@pytest.fixture
def goal(appearance: Appearance) -> LineChart:
    chart = LineChart(appearance, "Goal")
    marks = [Mark(DAY + timedelta(days=45), "First talk", is_reached=True)]
    chart.show_lines([Line("Confidence", GOAL)], target=8.0, marks=marks, bounds=(0, 10))
    return chart


def painted(chart: Chart[Any], size: QSizeF = SIZE) -> QImage:
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart.draw(painter, size)
    painter.end()
    return image


def inked(image: QImage, colour: QColor, box: tuple[int, int, int, int]) -> int:
    """Count the dots near a colour in a box of left, top, right, bottom."""
    left, top, right, bottom = box
    near = 0
    for y in range(top, bottom):
        for x in range(left, right):
            there = image.pixelColor(x, y)
            near += (
                max(
                    abs(there.red() - colour.red()),
                    abs(there.green() - colour.green()),
                    abs(there.blue() - colour.blue()),
                )
                < 60
            )
    return near


def week_words(week: Week) -> str:
    return f"week {(week.starts - date(2023, 1, 2)).days // 7}"


# -- where things stand


def test_the_target_is_a_line_across_the_chart_at_its_height(appearance: Appearance, goal: LineChart) -> None:
    geometry = goal.geometry_for(SIZE)
    y = round(geometry.y_of(8.0))
    left, right = round(geometry.plot.left()) + 2, round(geometry.plot.right()) - 2
    image = painted(goal)
    there = inked(image, appearance.color("muted"), (left, y - 1, right, y + 2))
    above = inked(image, appearance.color("muted"), (left, y - 8, right, y - 5))
    assert there > (right - left) * 0.4
    assert above == 0
    assert geometry.plot.top() < y < geometry.y_of(7.5)


def test_a_gap_in_the_values_is_a_gap_in_the_line(appearance: Appearance, goal: LineChart) -> None:
    geometry = goal.geometry_for(SIZE)
    image, accent = painted(goal), appearance.color("accent")
    top, bottom = round(geometry.plot.top()), round(geometry.plot.bottom()) - 6

    def column(days: int) -> int:
        x = round(geometry.x_of(DAY.toordinal() + days))
        return inked(image, accent, (x - 1, top, x + 2, bottom))

    assert column(15) > 0
    assert column(60) == 0


def test_a_milestone_is_marked_on_its_day_filled_once_it_is_reached(appearance: Appearance) -> None:
    chart = LineChart(appearance, "Goal")
    on = DAY + timedelta(days=45)
    found = {}
    for is_reached in (True, False):
        chart.show_lines([Line("", GOAL)], marks=[Mark(on, "First talk", is_reached)])
        geometry = chart.geometry_for(SIZE)
        x, y = round(geometry.x_of(on.toordinal())), round(geometry.plot.bottom())
        found[is_reached] = inked(painted(chart), appearance.color("text"), (x - 5, y - 5, x + 6, y + 6))
    assert found[True] > found[False] > 0


def test_stacks_reach_as_high_as_their_sums_on_both_sides(appearance: Appearance) -> None:
    chart = BarChart(appearance, "Promises")
    parts = [Part("in time", "accent"), Part("later", "accent", "hatch")]
    chart.show_stacks(parts, [Stack(DAY, "March", (2, 1), (4, 0))], sides=("You", "Maria"))
    geometry = chart.geometry_for(SIZE)
    image = painted(chart)
    x = round(geometry.slot_of(0).center().x())
    accent = appearance.color("accent")
    high = round(geometry.zero - 3 * geometry.per_value)
    low = round(geometry.zero + 4 * geometry.per_value)
    assert inked(image, accent, (x - 2, high, x + 2, round(geometry.zero))) > 0
    assert inked(image, accent, (x - 2, round(geometry.plot.top()), x + 2, high - 2)) == 0
    assert inked(image, accent, (x - 2, low - 6, x + 2, low - 2)) > 0


@given(low=st.floats(-1e6, 1e6, width=32), span=st.floats(0.01, 1e6), most=st.integers(2, 8), whole=st.booleans())
def test_steps_are_evenly_apart_and_enclose_everything(low: float, span: float, most: int, whole: bool) -> None:
    steps = value_steps(low, low + span, most, whole=whole)
    assert len(steps) >= 2
    widths = [b - a for a, b in pairwise(steps)]
    assert steps[0] <= low + widths[0] * 1e-6
    assert steps[-1] >= low + span - widths[0] * 1e-6
    assert max(widths) - min(widths) < widths[0] * 1e-3


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 9000), st.integers(1, 12))
def test_days_are_marked_in_order_and_never_too_many(first: date, days: int, most: int) -> None:
    last = first + timedelta(days=days)
    marked = [day for day, _words in date_steps(first, last, most)]
    assert marked == sorted(set(marked))
    assert all(first <= day <= last for day in marked)
    assert len(marked) <= most + 2


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=400), st.floats(0.1, 60))
def test_thinning_keeps_ends_and_extremes(values: list[float], per_pixel: float) -> None:
    xs = [float(place) for place in range(len(values))]
    kept_xs, kept = thinned(xs, values, per_pixel)
    assert kept_xs == sorted(kept_xs)
    assert (kept[0], kept[-1]) == (values[0], values[-1])
    assert (min(kept), max(kept)) == (min(values), max(values))


def test_ten_thousand_points_become_as_few_as_there_are_pixels(appearance: Appearance) -> None:
    chart = LineChart(appearance, "Years")
    dots = tuple(Dot(date(1999, 1, 1) + timedelta(days=turn), turn * 7919 % 13) for turn in range(10_000))
    chart.show_lines([Line("", dots)])
    [stroke] = chart.geometry_for(SIZE).strokes[0]
    assert stroke.size() <= 4 * SIZE.width()
    assert chart.numbers().raw[-1][1] == dots[-1].value
    assert len(chart.numbers().raw) == 10_000


# -- the cursor


def test_arrows_walk_from_point_to_point_and_say_each(appearance: Appearance, goal: LineChart, show: Show) -> None:
    show(goal)
    goal.setFocus()
    QTest.keyClick(goal, Qt.Key.Key_Left)
    assert goal.words_at(goal.cursor_place()) == "Sun, 31 May 2026 · 7.5 · it holds"
    QTest.keyClick(goal, Qt.Key.Key_Left)
    assert "First talk" in goal.words_at(goal.cursor_place())
    QTest.keyClick(goal, Qt.Key.Key_Home)
    assert goal.words_at(goal.cursor_place()) == "Mon, 2 Mar 2026 · 2 · a start"
    QTest.keyClick(goal, Qt.Key.Key_Left)
    assert goal.cursor_place() == 0
    QTest.keyClick(goal, Qt.Key.Key_Escape)
    assert goal.cursor_place() == -1


def test_up_and_down_change_the_line_at_the_same_time(appearance: Appearance, show: Show) -> None:
    chart = LineChart(appearance, "Two")
    chart.show_lines([Line("Maria", GOAL), Line("Tomasz", tuple(Dot(dot.on, 1.0) for dot in GOAL))])
    show(chart)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    first = chart.words_at(chart.cursor_place())
    QTest.keyClick(chart, Qt.Key.Key_Down)
    second = chart.words_at(chart.cursor_place())
    assert {"Maria" in first, "Maria" in second} == {True, False}
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert ("Maria" in chart.words_at(chart.cursor_place())) is ("Maria" in second)


def test_the_mouse_finds_the_nearest_point_and_leaves_without_a_trace(goal: LineChart, show: Show) -> None:
    show(goal)
    geometry = goal.geometry_for(QSizeF(goal.size()))
    point = QPointF(geometry.x_of((DAY + timedelta(days=31)).toordinal()), geometry.y_of(4.2))
    QTest.mouseMove(goal, point.toPoint())
    assert goal.words_at(goal.cursor_place()).endswith("· 4")
    before = goal.height()
    QTest.mouseMove(goal, QPoint(1, 1))
    assert goal.height() == before


def test_weeks_go_on_by_arrows_and_years_by_up_and_down(appearance: Appearance, show: Show) -> None:
    chart = CalendarStrip(appearance, "Weeks")
    monday = date(2023, 1, 2)
    chart.show_weeks([Week(monday + timedelta(weeks=turn), turn % 2, "disc") for turn in range(180)], week_words)
    show(chart)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.words_at(chart.cursor_place()) == "week 179"
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert 179 - 54 <= chart.cursor_place() <= 179 - 51
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert 179 - 53 <= chart.cursor_place() <= 179 - 50


# -- ears, numbers, files


def kinds(appearance: Appearance) -> list[tuple[Chart[Any], int]]:
    line = LineChart(appearance, "Line")
    line.show_lines([Line("", GOAL)])
    bars = BarChart(appearance, "Bars")
    bars.show_stacks([Part("hours", "accent")], [Stack(DAY, "March", (2.5,)), Stack(date(2026, 4, 1), "April", (0,))])
    weeks = CalendarStrip(appearance, "Weeks")
    weeks.show_weeks([Week(DAY + timedelta(weeks=turn), turn, "disc") for turn in range(5)], week_words)
    rows = RowChart(appearance, "Rows")
    rows.show_rows([Row("Delegating", 3, "3 times")], heads=("Topic", "Times"), bounds=(0, 3))
    return [(line, 4), (bars, 2), (weeks, 5), (rows, 1)]


def test_every_chart_is_a_chart_to_ears_and_its_table_holds_all_its_numbers(appearance: Appearance) -> None:
    for chart, count in kinds(appearance):
        heard = QAccessible.queryAccessibleInterface(chart)
        assert heard.role() is QAccessible.Role.Chart
        assert heard.text(QAccessible.Text.Name)
        numbers = chart.numbers()
        assert len(numbers.said) == len(numbers.raw) == count
        assert all(cell.strip() for row in numbers.said for cell in row)
        assert all(len(row) == len(numbers.heads) for row in numbers.said)


def test_a_gap_is_said_in_the_table_and_empty_in_the_file(appearance: Appearance, goal: LineChart) -> None:
    figure = Figure(appearance, goal, "Goal")
    said = {row[0]: row[2] for row in goal.numbers().said}
    assert said["Fri, 1 May 2026"] == "not said"
    rows = list(csv.reader(io.StringIO(figure.content("csv").decode("utf-8-sig"))))
    assert ["2026-05-01", "Confidence", "", "away"] in rows
    assert ["2026-03-02", "Confidence", "2.0", "a start"] in rows
    assert len(rows) == 1 + len(GOAL) + 1


def test_enter_turns_to_the_numbers_and_the_button_turns_back(
    appearance: Appearance, goal: LineChart, show: Show
) -> None:
    figure = Figure(appearance, goal, "Goal")
    figure.say("It rose from 2 to 7.5.")
    show(figure)
    goal.setFocus()
    QTest.keyClick(goal, Qt.Key.Key_Return)
    assert figure.table.isVisible()
    assert not goal.isVisible()
    assert figure.table.hasFocus()
    assert figure.table.model().rowCount() == len(goal.numbers().said)
    QTest.keyClick(figure.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t") == list(goal.numbers().heads)
    assert len(copied) == 1 + len(goal.numbers().said)
    QTest.mouseClick(figure.numbers_button, Qt.MouseButton.LeftButton)
    assert goal.isVisible()
    assert not figure.table.isVisible()


def test_a_table_of_numbers_names_the_column_in_every_cell(appearance: Appearance, goal: LineChart) -> None:
    figure = Figure(appearance, goal, "Goal")
    figure.show_numbers()
    model = figure.table.model()
    said = [
        model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in range(model.columnCount())
    ]
    assert said == ["Day: Mon, 2 Mar 2026", "What: Confidence", "Value: 2", "Words: a start"]


def test_a_drawing_is_well_formed_and_has_its_words(appearance: Appearance, goal: LineChart) -> None:
    figure = Figure(appearance, goal, "Goal & more")
    figure.say("It rose from 2 to 7.5.")
    root = ET.fromstring(figure.content("svg"))
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Goal & more" in words
    assert "It rose from 2 to 7.5." in words


def test_a_picture_has_two_dots_per_px_and_the_ground_of_the_theme(appearance: Appearance, goal: LineChart) -> None:
    figure = Figure(appearance, goal, "Goal")
    image = QImage.fromData(figure.content("png"))
    assert image.width() == 2 * 960
    assert image.pixelColor(3, 3) == appearance.color("canvas")


def test_a_place_that_cannot_be_written_to_is_said(appearance: Appearance, goal: LineChart, tmp_path: object) -> None:
    figure = Figure(appearance, goal, "Goal")
    heard: list[object] = []
    figure.trouble.connect(heard.append)
    figure.write("csv", f"{tmp_path}/nowhere/goal.csv")
    assert "goal.csv" in str(heard[0])
    written: list[str] = []
    figure.written.connect(written.append)
    figure.write("csv", f"{tmp_path}/goal.csv")
    assert written == ["goal.csv"]


def test_an_empty_chart_shows_its_sentence_and_nothing_to_press(appearance: Appearance, show: Show) -> None:
    chart = LineChart(appearance, "Goal")
    figure = Figure(appearance, chart, "Goal")
    figure.say("Nothing yet.")
    show(figure)
    assert not chart.isVisible()
    assert not figure.numbers_button.isVisible()
    chart.show_lines([Line("", GOAL)])
    figure.say("Something.")
    assert chart.isVisible()


def test_instants_of_one_day_keep_their_order(appearance: Appearance) -> None:
    chart = LineChart(appearance, "Goal")
    chart.show_lines([Line("", (Dot(at_hour(15), 3), Dot(at_hour(9), 1)))])
    assert [row[1] for row in chart.numbers().raw] == [1, 3]


def at_hour(hour: int) -> datetime:
    return datetime(2026, 3, 2, hour)


def test_a_sparkline_says_its_numbers_and_marks_its_end(appearance: Appearance) -> None:
    line = Sparkline(appearance)
    line.show_dots(GOAL, "Confidence: 2, 4, 7.5")
    line.resize(100, 24)
    assert line.accessibleName() == "Confidence: 2, 4, 7.5"
    image = line.grab().toImage()
    assert inked(image, appearance.color("accent"), (90, 0, 100, 24)) > 0
