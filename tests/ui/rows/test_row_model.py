"""The model changes by the smallest difference, so that the selection stays where it was."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from mentordesk_ui.rows.row_look import DateMark, RowLook
from mentordesk_ui.rows.row_model import RowModel


@dataclass(frozen=True)
class Row:
    id: int
    title: str


def look(row: Row) -> RowLook:
    return RowLook(row.title)


def model_of(*ids: int) -> RowModel[Row]:
    model: RowModel[Row] = RowModel(look)
    model.set_rows([Row(number, f"row {number}") for number in ids])
    return model


orders = st.lists(st.integers(0, 12), unique=True, max_size=9)


@given(before=orders, after=orders)
def test_any_list_becomes_any_other_and_marks_stay_on_their_rows(before: list[int], after: list[int]) -> None:
    model = model_of(*before)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    marks = {number: QPersistentModelIndex(model.index(place, 0)) for place, number in enumerate(before)}
    model.set_rows([Row(number, f"new {number}") for number in after])
    assert [row.id for row in model.rows()] == after
    for number, mark in marks.items():
        assert mark.isValid() == (number in after)
        if number in after:
            assert mark.row() == after.index(number)


def test_a_changed_row_announces_only_itself() -> None:
    model = model_of(1, 2, 3)
    changed, removed = QSignalSpy(model.dataChanged), QSignalSpy(model.rowsRemoved)
    model.set_rows([Row(1, "row 1"), Row(2, "other"), Row(3, "row 3")])
    assert changed.count() == 1
    assert changed.at(0)[0].row() == changed.at(0)[1].row() == 1
    assert removed.count() == 0
    assert model.data(model.index(1, 0)) == "other"


def test_the_same_rows_again_announce_nothing() -> None:
    model = model_of(1, 2)
    changed = QSignalSpy(model.dataChanged)
    model.set_rows([Row(1, "row 1"), Row(2, "row 2")])
    assert changed.count() == 0


def test_two_rows_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share one key"):
        model_of(1, 1)


def test_a_screen_reader_hears_words_and_checked_state() -> None:
    model: RowModel[Row] = RowModel(
        lambda row: RowLook(row.title, "due today", DateMark("5", "Nov"), checked=row.id == 1)
    )
    model.set_rows([Row(1, "Call"), Row(2, "Write")])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) == "5 Nov, Call, due today, done"
    assert model.data(model.index(1, 0), role) == "5 Nov, Write, due today, not done"


def test_looks_are_asked_once_per_row_until_they_are_forgotten() -> None:
    asked: list[int] = []

    def count(row: Row) -> RowLook:
        asked.append(row.id)
        return RowLook(row.title)

    model: RowModel[Row] = RowModel(count)
    model.set_rows([Row(1, "a")])
    for _again in range(3):
        model.data(model.index(0, 0))
    assert asked == [1]
    model.forget_looks()
    model.data(model.index(0, 0))
    assert asked == [1, 1]
