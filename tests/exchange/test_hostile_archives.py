"""Whatever an archive, a folder or a table holds: it is read, or refused with one sentence, within its bounds; nothing comes in by halves."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange import limits
from mentordesk.exchange.archive_file import read_archive
from mentordesk.exchange.contacts import ContactsReading
from mentordesk.exchange.front_matter import split_front_matter
from mentordesk.exchange.markdown_folder import read_folder
from mentordesk.exchange.report import Refusal
from mentordesk.exchange.table_file import read_table
from mentordesk.exchange.texts import TextsReading
from mentordesk.exchange.wire import ArchiveEnd, Order
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.support.clock import FakeClock
from tests.support.generated_desks import every_row
from tests.support.new_desk import new_desk

TABLES = ("person", "note")
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(st.binary(max_size=12), st.sampled_from([b"PK\x03\x04", b"PK\x01\x02", b"\xff" * 8, b"\0" * 8, b"null", b'"'])),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in edits:
        place = int(where * len(content))
        content = content[:place] + piece + content[place + length :]
    return content


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", FakeClock())
    yield desk
    desk.close()


def row(table: str = "note", **values: Any) -> dict[str, Any]:
    stamps = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T00:00:00.000Z")
    return {"id": f"{table}-1", **stamps, **values}


def archive(
    path: Path,
    content_of: dict[str, list[Any] | bytes],
    *,
    more: dict[str, bytes] | None = None,
    compression: int = ZIP_DEFLATED,
    **manifest: Any,
) -> Path:
    """Write an archive whose checksums are right, whatever is in it."""
    parts = {}
    with ZipFile(path, "w", compression) as file:
        for table, rows in content_of.items():
            content = (
                rows
                if isinstance(rows, bytes)
                else b"[\n" + b",\n".join(json.dumps(one).encode() for one in rows) + b"\n]\n"
            )
            file.writestr(f"tables/{table}.json", content)
            count = len(rows) if isinstance(rows, list) else rows.count(b"{")
            parts[table] = {
                "file": f"tables/{table}.json",
                "rows": count,
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        said = {
            "format": "mentordesk-archive",
            "version": 1,
            "schema": 1,
            "program": "1",
            "made_at": "",
            "tables": parts,
            **manifest,
        }
        file.writestr("manifest.json", json.dumps(said))
        for name, content in (more or {}).items():
            file.writestr(name, content)
    return path


def refused(desk: Desk, path: Path) -> str:
    """Have an archive refused, and make sure that nothing of it is on the desk."""
    before = every_row(desk)
    with pytest.raises(Mistake) as caught:
        preview_archive(desk, path).apply(desk)
    assert every_row(desk) == before
    return caught.value.sentence


def test_an_archive_of_hand_written_rows_comes_in(desk: Desk, tmp_path: Path) -> None:
    tables: dict[str, list[Any] | bytes] = {
        "person": [row("person", name="Maria")],
        "note": [row(text="x", person_id="person-1")],
    }
    preview_archive(desk, archive(tmp_path / "a.zip", tables)).apply(desk)
    assert desk.notes.get("note-1").person_id == "person-1"


@pytest.mark.parametrize(
    "bad",
    [
        row(text=5),
        row(text=None),
        row(text=["a"]),
        row(text={"a": 1}),
        row(is_pinned="yes"),
        row(is_pinned=2**70),
        row(is_pinned=True),
        row(visibility="everybody"),
        row(created_at="yesterday"),
        row(created_at="2026-01-01T00:00:00"),
        row(tags="not json"),
        row(tags="[1]"),
        row(tags="[" * 5000),
        row(surprise="x"),
        row(**{"text = '', id": "x"}),
        row(person_id="nobody"),
        {"id": ""},
        {"id": None},
        {"id": "x" * 100},
        {"text": "no id"},
        [],
        "text",
        None,
    ],
)
def test_a_row_that_is_no_note_is_refused_with_all_the_rest(desk: Desk, tmp_path: Path, bad: Any) -> None:
    tables: dict[str, list[Any] | bytes] = {
        "person": [row("person", name="Maria")],
        "note": [row(text="good") | {"id": "note-0"}, bad],
    }
    assert "a.zip" in refused(desk, archive(tmp_path / "a.zip", tables)) or bad == row(person_id="nobody")


@pytest.mark.parametrize(
    "manifest",
    [
        {"format": "other"},
        {"version": 2},
        {"version": "1"},
        {"schema": 999},
        {"schema": None},
        {"tables": []},
        {"tables": {"note": {"file": "tables/note.json", "rows": 1, "bytes": 1, "sha256": ""}}},
        {"tables": {"sqlite_master": {"file": "tables/sqlite_master.json", "rows": 0, "bytes": 0, "sha256": ""}}},
        {"tables": {"note": {"file": "../../etc/passwd", "rows": 1, "bytes": 1, "sha256": ""}}},
        {"attachments": ["a"]},
    ],
)
def test_a_manifest_that_says_something_else_is_refused(desk: Desk, tmp_path: Path, manifest: dict[str, Any]) -> None:
    assert "a.zip" in refused(desk, archive(tmp_path / "a.zip", {"note": [row(text="x")]}, **manifest))


def test_a_newer_archive_says_that_the_program_is_to_be_updated(desk: Desk, tmp_path: Path) -> None:
    kinds: tuple[dict[str, Any], ...] = ({"version": 2}, {"schema": 999})
    for newer in kinds:
        assert "newer MentorDesk" in refused(desk, archive(tmp_path / "a.zip", {"note": [row()]}, **newer))


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil", "tables/../../evil.json", "C:\\evil", "more.txt", "attachments/a"]
)
def test_files_that_do_not_belong_are_refused_and_written_nowhere(desk: Desk, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.parent.rglob("*") if "desk.db" not in path.name}
    path = archive(tmp_path / "a.zip", {"note": [row(text="x")]}, more={name: b"evil"})
    refused(desk, path)
    assert {path for path in tmp_path.parent.rglob("*") if "desk.db" not in path.name} - before == {path}


def test_the_same_name_twice_is_refused(desk: Desk, tmp_path: Path) -> None:
    with warnings.catch_warnings(action="ignore"):
        path = archive(tmp_path / "a.zip", {"note": [row(text="x")]}, more={"tables/note.json": b"[]\n"})
    refused(desk, path)


def test_the_same_row_twice_is_refused(desk: Desk, tmp_path: Path) -> None:
    refused(desk, archive(tmp_path / "a.zip", {"note": [row(text="x"), row(text="y")]}))


def test_other_ways_of_packing_are_refused(desk: Desk, tmp_path: Path) -> None:
    refused(desk, archive(tmp_path / "a.zip", {"note": [row(text="x")]}, compression=ZIP_BZIP2))


def test_an_archive_that_breaks_off_anywhere_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.notes.add(Note(text="one"))
    take_along(desk, tmp_path / "whole.zip", Form.ARCHIVE)
    content = (tmp_path / "whole.zip").read_bytes()
    for share in (0, 1, 100, len(content) // 2, len(content) - 1):
        (tmp_path / "half.zip").write_bytes(content[:share])
        assert "half.zip" in refused(desk, tmp_path / "half.zip")


def test_a_row_too_large_for_memory_is_refused_while_it_is_unpacked(desk: Desk, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"note": b'[\n{"id":"' + b"0" * 220_000_000 + b'"}\n]\n'})
    assert path.stat().st_size < 1_000_000
    refused(desk, path)
    assert peak_of_reader(path) < limits.ARCHIVE_MEMORY_BYTES


def test_many_small_keys_cost_no_more_than_their_share_of_memory(desk: Desk, tmp_path: Path) -> None:
    keys = ",".join(f'"{number:x}":0' for number in range(700_000))
    path = archive(tmp_path / "a.zip", {"note": b"[\n{" + keys.encode() + b"}\n]\n"})
    refused(desk, path)
    assert peak_of_reader(path) < limits.ARCHIVE_MEMORY_BYTES


def test_a_directory_of_a_million_parts_is_refused(desk: Desk, tmp_path: Path) -> None:
    more = {f"{number}": b"" for number in range(5000)}
    refused(desk, archive(tmp_path / "a.zip", {"note": [row()]}, more=more))


def test_what_claims_to_be_larger_than_any_desk_is_refused(desk: Desk, tmp_path: Path) -> None:
    part = {"file": "tables/note.json", "rows": 1, "bytes": limits.ARCHIVE_UNPACKED_BYTES + 1, "sha256": ""}
    assert "MB" in refused(desk, archive(tmp_path / "a.zip", {"note": [row()]}, tables={"note": part}))


@pytest.mark.skipif(os.name != "posix", reason="pipes of Unix")
def test_what_is_no_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert "pipe.zip" in refused(desk, tmp_path / "pipe.zip")
    with pytest.raises(Trouble):
        preview_archive(desk, tmp_path / "gone.zip")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    desk = Desk.open(folder / "desk", FakeClock())
    person = desk.people.add(Person(name="Maria"))
    for number in range(20):
        desk.notes.add(Note(text=f"note {number} " * 20, person_id=person.id))
    take_along(desk, folder / "desk.zip", Form.ARCHIVE)
    desk.close()
    return (folder / "desk.zip").read_bytes()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_a_mutated_archive_is_whole_or_refused(whole: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    desk_tables = ("person", "profile", "mentorship", "series", "meeting", "goal", "note")
    names = tuple(dict.fromkeys((*desk_tables, *_tables_in(whole))))
    with suppress(Refusal, MemoryError):
        assert isinstance(list(read_archive(io.BytesIO(edited(whole, edits)), names))[-1], ArchiveEnd)


def _tables_in(content: bytes) -> list[str]:
    with ZipFile(io.BytesIO(content)) as file:
        return list(json.loads(file.read("manifest.json"))["tables"])


def test_a_flipped_bit_of_a_table_is_noticed_or_changes_nothing(whole: bytes) -> None:
    names = tuple(_tables_in(whole))
    rows = list(read_archive(io.BytesIO(whole), names))[1:]
    refusals = 0
    with ZipFile(io.BytesIO(whole)) as file:
        info = file.getinfo("tables/note.json")
    head = whole[info.header_offset :]
    begins = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    for place in range(begins, begins + info.compress_size):
        content = bytearray(whole)
        content[place] ^= 0x10
        try:
            # The last bits of what is packed say nothing.
            assert list(read_archive(io.BytesIO(bytes(content)), names))[1:] == rows
        except Refusal:
            refusals += 1
    assert refusals > info.compress_size * 0.9


@settings(max_examples=300, deadline=None)
@given(EDITS)
def test_mutated_tables_are_read_or_refused(edits: list[tuple[float, int, bytes]]) -> None:
    people = b'Name,E-Mail,Birthday,Notes\nMaria,maria@example.org,1990-02-29,"a\nb"\n' * 3
    notes = b'title;text;tags;date\nOne;"some\ntext";a,b;2025-01-02T10:00:00Z\n' * 3
    for content in (people, notes):
        with suppress(Refusal):
            reading = read_table(edited(content, edits))
            if isinstance(reading, ContactsReading):
                assert all(contact.uid and contact.full_name for contact in reading.contacts)
            else:
                assert all(note.text for note in reading.notes)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_mutated_texts_are_read_or_left_out(tmp_path: Path, edits: list[tuple[float, int, bytes]]) -> None:
    content = b"---\ntitle: 'One'\ntags:\n  - a\n  - [b, \"c\"]\ncreated: 2024-01-01 10:00:00Z\nlong: |\n  x\n  y\n---\n# One\n\n- [ ] @maria x\n"
    folder = tmp_path / "vault"
    folder.mkdir(exist_ok=True)
    (folder / "one.md").write_bytes(edited(content, edits))
    reading = read_folder(str(folder))
    assert isinstance(reading, TextsReading)
    assert len(reading.notes) + len(reading.left_out) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\ntext",
        lambda: "---\n" + "key: [" * 20_000 + "\n---\ntext",
        lambda: "---\n" + "- x\n" * 100_000 + "---\ntext",
        lambda: "---\nkey: " + '"\\' * 24_000 + "\n---\ntext",
        lambda: "---\n" + " " * 49_000 + "\n---\ntext",
        lambda: "---\n" + "a" * 49_000 + ":\n---\ntext",
        lambda: "---\nx: [" + "'a" * 24_000 + "]\n---\ntext",
    ],
)
def test_tricks_of_yaml_mean_nothing_and_take_no_time(make: Callable[[], str]) -> None:
    facts, _body = split_front_matter(make())
    assert sum(len(value) for value in facts.values()) < 100_000


def test_the_order_of_tables_is_that_of_the_desk(desk: Desk, tmp_path: Path) -> None:
    """An archive whose tables come in another order is found by search all the same."""
    assert [table.name for table in Whole(desk.database).tables].index("person") == 0
    tables: dict[str, list[Any] | bytes] = {
        "note": [row(text="x", person_id="person-1")],
        "person": [row("person", name="Maria")],
    }
    preview_archive(desk, archive(tmp_path / "a.zip", tables)).apply(desk)
    assert [hit.record_id for hit in desk.search.find("person:Maria x")] == ["note-1"]


def peak_of_reader(path: Path) -> int:
    """Return how many bytes the child held at most; started by a small process, since a child begins as large as its parent."""
    pytest.importorskip("resource")
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'mentordesk.exchange.reader', sys.argv[2]], stdin=open(sys.argv[1], 'rb'),"
        " stdout=subprocess.DEVNULL, check=False);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    order = Order(contacts=False, archive=("person", "note"), memory_bytes=limits.ARCHIVE_MEMORY_BYTES)
    told = subprocess.run(
        [sys.executable, "-c", script, str(path), msgspec.json.encode(order).decode()],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(told.stdout) * 1024
