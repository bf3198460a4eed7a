"""Every schema that was ever released opens, is brought up to date and keeps what it held. See history/make.py."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.store.migrations import VERSION
from mentordesk.store.record_table import RecordTable
from mentordesk.store.triggers import expected, record_tables
from tests.support.clock import FakeClock

HISTORY = Path(__file__).with_name("history")
RELEASES = sorted(path.name.removesuffix(".db.gz") for path in HISTORY.glob("*.db.gz"))


def _schema(desk: Desk) -> dict[str, list[str]]:
    """Return the columns of each table and the names of its indexes."""
    tables = record_tables(desk.database.tables.conn)
    return {
        table: sorted(row["name"] for row in desk.database.rows(f"PRAGMA table_info({table})"))
        + sorted(row["name"] for row in desk.database.rows(f"PRAGMA index_list({table})"))
        for table in tables
    }


def test_each_step_of_the_history_has_a_desk_kept() -> None:
    assert [f"{number:04d}" for number in range(1, VERSION + 1)] == RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_desk_of_an_earlier_release_opens_and_keeps_its_records(
    release: str, tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / FILE_NAME).write_bytes(gzip.decompress((HISTORY / f"{release}.db.gz").read_bytes()))
    counts = json.loads((HISTORY / f"{release}.json").read_text(encoding="utf-8"))
    new = Desk.open(tmp_path / "new", clock)
    desk = Desk.open(tmp_path / "old", clock)
    assert _schema(desk) == _schema(new), "after a change of m0001: python tests/store/history/make.py"
    assert desk.database.value("PRAGMA user_version") == VERSION
    for table, count in counts.items():
        assert desk.database.value(f"SELECT count(*) FROM {table}") == count, table
    for store in vars(desk).values():
        if isinstance(store, RecordTable):
            assert len(store.where()) == store.count()
    present = desk.database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    assert {row["name"]: row["sql"] for row in present} == expected(desk.database.tables.conn)
    assert desk.database.rows("PRAGMA foreign_key_check") == []
    assert desk.search.find("delegation")
    desk.close()
    new.close()


def test_opening_a_desk_that_is_up_to_date_writes_nothing(tmp_path: Path, clock: FakeClock) -> None:
    Desk.open(tmp_path, clock).close()
    before = (tmp_path / FILE_NAME).read_bytes()
    Desk.open(tmp_path, clock).close()
    assert (tmp_path / FILE_NAME).read_bytes() == before
