"""What is attached goes along with a desk and comes back, to the byte; what is no whole archive brings none of it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.child import ReadingCancelled
from mentordesk.exchange.front_matter import split_front_matter
from mentordesk.store.attachment_files import PLAIN, names_in
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.imports import import_attachments
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.take_along.export_desk import Form, missing_words, take_along
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.generated_desks import every_row, put_on_desk, rows_of_desks

CONTENT = os.urandom(700_000)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", FakeClock(), Keys(Key.new()), keeps_undo=True)
    yield desk
    desk.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "other", FakeClock(), Keys(Key.new()), keeps_undo=True)
    yield desk
    desk.close()


def packed(desk: Desk, path: Path) -> Path:
    take_along(desk, path, Form.ARCHIVE, may_replace=True)
    return path


def contents(desk: Desk) -> dict[str, bytes]:
    return {
        one.id: desk.attachments.files.read(one)
        for one in desk.attachments.everything()
        if desk.attachments.files.has(one.id)
    }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), files=st.lists(st.tuples(st.text(max_size=30), st.binary(max_size=300_000)), max_size=4))
def test_whatever_is_attached_comes_back_to_the_byte_sealed_with_the_key_there(
    data: st.DataObject, files: list[tuple[str, bytes]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "here", FakeClock(), Keys(Key.new()))
        other = Desk.open(Path(folder) / "there", FakeClock(), Keys(Key.new()))
        try:
            put_on_desk(desk, data.draw(rows_of_desks(Whole(desk.database).tables)))
            person = desk.people.add(Person(name="Maria"))
            for name, content in files:
                attach(desk, HolderKind.PERSON, person.id, name, content)
            # What is made up has no file; all that has one comes along.
            before = contents(desk)
            assert len(before) == len(files)
            archive = packed(desk, Path(folder) / "desk.zip")
            preview_archive(other, archive).apply(other)
            assert every_row(other) == every_row(desk)
            assert contents(other) == before
            assert preview_archive(other, archive).to_do == ()
            assert names_in(other.attachments.files.folder) == before.keys()
        finally:
            desk.close()
            other.close()


def test_the_archive_holds_it_plainly_under_its_id_and_here_it_is_sealed(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    note = desk.notes.add(Note(text="x"))
    made = attach(desk, HolderKind.NOTE, note.id, "Plan.pdf", b"%PDF-" + CONTENT)
    with ZipFile(packed(desk, tmp_path / "a.zip")) as file:
        assert file.read(f"attachments/{made.id}") == b"%PDF-" + CONTENT
        (said,) = json.loads(file.read("manifest.json"))["attachments"]
    assert said == {"id": made.id, "file": f"attachments/{made.id}", "bytes": made.size, "sha256": made.sha256}
    preview_archive(other, tmp_path / "a.zip").apply(other)
    assert b"%PDF-" not in other.attachments.files.path(made.id).read_bytes()
    assert other.attachments.get(made.id).name == "Plan.pdf"


def test_what_is_in_the_trash_goes_along_too(desk: Desk, other: Desk, tmp_path: Path) -> None:
    made = attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", b"a")
    desk.attachments.remove(made.id)
    preview_archive(other, packed(desk, tmp_path / "a.zip")).apply(other)
    assert other.attachments.files.read(other.attachments.get(made.id)) == b"a"


def test_a_file_that_is_gone_is_told_and_stops_nothing(desk: Desk, other: Desk, tmp_path: Path) -> None:
    note = desk.notes.add(Note(text="x"))
    gone, altered, fine = (
        attach(desk, HolderKind.NOTE, note.id, f"{name}.txt", b"a") for name in ("gone", "altered", "fine")
    )
    desk.attachments.purge_files([gone.id])
    desk.attachments.files.path(altered.id).write_bytes(PLAIN + b"b")
    for form in (Form.ARCHIVE, Form.MARKDOWN):
        taken = take_along(desk, tmp_path / f"taken-{form}", form)
        assert taken.missing == ("gone.txt", "altered.txt")
        assert "2 attachments could not be read" in missing_words(taken)
    preview_archive(other, tmp_path / "taken-archive").apply(other)
    assert contents(other) == {fine.id: b"a"}


def test_an_archive_brings_back_the_file_of_an_attachment_that_is_here_without_it(desk: Desk, tmp_path: Path) -> None:
    made = attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", CONTENT)
    archive = packed(desk, tmp_path / "a.zip")
    desk.attachments.purge_files([made.id])
    preview = preview_archive(desk, archive)
    assert preview.brings.files == 1
    assert "1 attached file" in dict(preview.tables)
    preview.apply(desk)
    assert desk.attachments.files.read(made) == CONTENT


def rewritten(path: Path, target: Path, edit: dict[str, bytes], **manifest: object) -> Path:
    with ZipFile(path) as file, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in file.namelist():
            content = edit.get(name, file.read(name))
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | manifest).encode()
            new.writestr(name, content)
        for name in edit.keys() - set(file.namelist()):
            new.writestr(name, edit[name])
    return target


def nothing_came(other: Desk, path: Path) -> None:
    before = every_row(other)
    with pytest.raises((Mistake, Trouble)):
        preview_archive(other, path).apply(other)
    assert every_row(other) == before
    assert names_in(other.attachments.files.folder) == set()


def test_content_that_is_not_what_the_manifest_says_is_refused(desk: Desk, other: Desk, tmp_path: Path) -> None:
    made = attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", CONTENT)
    archive, name = packed(desk, tmp_path / "a.zip"), f"attachments/{made.id}"
    said = {"id": made.id, "file": name, "bytes": made.size, "sha256": made.sha256}
    elsewhere = {name: CONTENT, "attachments/../../evil": b"x"}
    for edit, files in (
        ({name: CONTENT[:-1] + b"x"}, [said]),
        ({name: CONTENT + b"x"}, [said]),
        ({name: CONTENT[:-1]}, [said]),
        ({}, [said, said]),
        ({}, []),
        ({}, [said | {"bytes": 10**12}]),
        ({}, [said | {"bytes": -1}]),
        ({}, [said | {"sha256": "0" * 64}]),
        ({}, [said | {"file": "../../evil"}]),
        (elsewhere, [said, {"id": "../../evil", "file": "attachments/../../evil", "bytes": 1, "sha256": ""}]),
        ({}, ["a"]),
        ({}, [said | {"id": made.id.upper(), "file": name.upper()}]),
    ):
        nothing_came(other, rewritten(archive, tmp_path / "b.zip", edit, attachments=files))
    assert not list(tmp_path.rglob("evil*"))


def test_a_small_file_that_unpacks_to_something_huge_is_refused(desk: Desk, other: Desk, tmp_path: Path) -> None:
    made = attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", b"a")
    archive, name = packed(desk, tmp_path / "a.zip"), f"attachments/{made.id}"
    said = {"id": made.id, "file": name, "bytes": made.size, "sha256": made.sha256}
    nothing_came(other, rewritten(archive, tmp_path / "b.zip", {name: bytes(300_000_000)}, attachments=[said]))
    nothing_came(
        other,
        rewritten(archive, tmp_path / "b.zip", {name: bytes(300_000_000)}, attachments=[said | {"bytes": 300_000_000}]),
    )


def test_a_file_that_no_row_speaks_of_does_not_stay(desk: Desk, other: Desk, tmp_path: Path) -> None:
    desk.notes.add(Note(text="a note"))
    archive = packed(desk, tmp_path / "a.zip")
    stray = "0190aaaa-0000-7000-8000-000000000000"
    said = {
        "id": stray,
        "file": f"attachments/{stray}",
        "bytes": 1,
        "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    }
    preview_archive(
        other, rewritten(archive, tmp_path / "b.zip", {f"attachments/{stray}": b"a"}, attachments=[said])
    ).apply(other)
    assert [note.text for note in other.notes.where()] == ["a note"]
    assert names_in(other.attachments.files.folder) == set()


def test_stopped_or_without_room_nothing_is_left(
    desk: Desk, other: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", CONTENT)
    archive = packed(desk, tmp_path / "a.zip")
    preview = preview_archive(other, archive)
    with monkeypatch.context() as patch:
        patch.setattr(import_attachments, "_ROOM_BYTES", 10**18)
        with pytest.raises(Trouble, match="too little room"):
            preview.apply(other)

    def is_unwanted() -> bool:
        return bool(list(other.attachments.files.folder.glob("*")))

    with pytest.raises(ReadingCancelled):
        preview.apply(other, is_cancelled=is_unwanted)
    assert list(other.attachments.files.folder.glob("*")) == []
    with pytest.raises(ReadingCancelled):
        take_along(desk, tmp_path / "stopped.zip", Form.ARCHIVE, is_cancelled=lambda: True)
    assert not (tmp_path / "stopped.zip").exists()


def test_a_folder_of_markdown_has_them_beside_the_notes_and_each_page_says_which(desk: Desk, tmp_path: Path) -> None:
    maria = desk.people.add(Person(name="Maria"))
    note = desk.notes.add(Note(text="# Plan\n", person_id=maria.id))
    attach(desk, HolderKind.NOTE, note.id, "Plan.pdf", b"one")
    attach(desk, HolderKind.PERSON, maria.id, "plan.PDF", b"two")
    hidden = attach(desk, HolderKind.PERSON, maria.id, "hidden.txt", b"three")
    desk.attachments.remove(hidden.id)
    take_along(desk, tmp_path / "md", Form.MARKDOWN)
    written = {path.name: path.read_bytes() for path in (tmp_path / "md" / "Attachments").iterdir()}
    assert sorted(written.values()) == [b"one", b"two"]
    for page, content in (("Notes/Plan 3.md", b"one"), ("People/Maria.md", b"two")):
        facts, _text = split_front_matter((tmp_path / "md" / page).read_text())
        link = "".join(facts["attachments"])
        assert written[link.strip("[]")] == content
