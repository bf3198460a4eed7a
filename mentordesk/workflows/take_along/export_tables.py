"""The whole desk as tables (CSV), one for each noun, as spreadsheets open them. The trash comes along, with its date."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from mentordesk.store.database import Row
from mentordesk.store.whole import Table, Whole
from mentordesk.workflows.take_along.export_desk import Pace

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s()./-]*$)")
"""What a spreadsheet would work out instead of showing it; phone numbers and numbers are shown anyway."""


def write_tables(whole: Whole, folder: Path, pace: Pace) -> int:
    """Write a file for each table and return how many there are."""
    names = {row["id"]: str(row["name"]) for row in whole.rows("person")}
    for table in whole.tables:
        # With the mark that tells Excel of UTF-8.
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_heads(table))
            for row in whole.rows(table.name):
                writer.writerow([_cell(value) for value in _cells(table, row, names)])
                pace.step()
    return len(whole.tables)


def _heads(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.name
        if column.leads_to == "person":
            yield column.name.removesuffix("_id")
    if table.name == "person":
        yield "mail"
        yield "phone"


def _cells(table: Table, row: Row, names: dict[str, str]) -> Iterator[object]:
    for column in table.columns:
        yield row[column.name]
        if column.leads_to == "person":
            yield names.get(row[column.name], "")
    if table.name == "person":
        channels = json.loads(row["channels"])
        for kind in ("mail", "phone"):
            yield ", ".join(channel["value"] for channel in channels if channel["kind"] == kind)


def _cell(value: object) -> object:
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value
