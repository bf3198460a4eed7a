"""Make the desk of the present schema that later programs must still open: `python tests/store/history/make.py`.

Run once per release, when the schema has a new step; a file made by a released program is never made again. Until the
first release 0001 may be: run this after changing migration m0001.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from mentordesk.store.database import FILE_NAME  # noqa: E402
from mentordesk.store.desk import Desk  # noqa: E402
from mentordesk.store.migrations import VERSION  # noqa: E402
from mentordesk.store.triggers import record_tables  # noqa: E402
from mentordesk.workflows.demo import write_demo  # noqa: E402
from tests.support.clock import FakeClock  # noqa: E402


def main() -> None:
    """Write the desk, compressed, and beside it how many records each table has."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        desk = Desk.open(Path(folder), clock)
        write_demo(desk, 12, 1, clock.now())
        connection = desk.database.tables.conn
        counts = {table: desk.database.value(f"SELECT count(*) FROM {table}") for table in record_tables(connection)}
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        desk.close()
        content = Path(folder, FILE_NAME).read_bytes()
    name = f"{VERSION:04d}"
    (HERE / f"{name}.db.gz").write_bytes(gzip.compress(content, mtime=0))
    (HERE / f"{name}.json").write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {sum(counts.values())} records, {len(content)} bytes\n")


if __name__ == "__main__":
    main()
