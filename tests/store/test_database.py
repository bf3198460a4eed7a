# ruff: noqa: PT012 - a change that fails is what is tested, with all that is in it
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk.domain.people import Person
from mentordesk.domain.threads import Thread
from mentordesk.errors import Mistake, Trouble
from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME, Busy
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from tests.support.clock import FakeClock


def _listening(desk: Desk) -> list[frozenset[Topic]]:
    heard: list[frozenset[Topic]] = []
    desk.database.subscribe(heard.append)
    return heard


def test_a_change_is_announced_once_after_it_is_true(desk: Desk) -> None:
    seen: list[tuple[frozenset[Topic], int]] = []

    def listen(topics: frozenset[Topic]) -> None:
        seen.append((topics, desk.people.count()))

    desk.database.subscribe(listen)
    with desk.database.change(Topic.NOTES):
        desk.people.add(Person(name="Ana"))
        desk.people.add(Person(name="Ben"))
        assert seen == []
    assert seen == [(frozenset({Topic.NOTES, Topic.PEOPLE}), 2)]


def test_changes_made_together_are_announced_once_when_all_are_true(desk: Desk) -> None:
    heard = _listening(desk)
    with desk.database.announced_together():
        ana = desk.people.add(Person(name="Ana"))
        with desk.database.announced_together():
            desk.threads.add(Thread(person_id=ana.id, text="New house"))
        assert heard == []
    assert heard == [frozenset({Topic.PEOPLE, Topic.THREADS})]


def test_what_was_changed_before_a_failure_is_announced_all_the_same(desk: Desk) -> None:
    heard = _listening(desk)
    with pytest.raises(ZeroDivisionError), desk.database.announced_together():
        desk.people.add(Person(name="Ana"))
        raise ZeroDivisionError
    assert heard == [frozenset({Topic.PEOPLE})]


def test_after_an_error_nothing_is_kept_and_nothing_is_said(desk: Desk) -> None:
    heard = _listening(desk)
    with pytest.raises(ZeroDivisionError), desk.database.change(Topic.PEOPLE, act="Add people"):
        desk.people.add(Person(name="Ana"))
        raise ZeroDivisionError
    assert desk.people.count() == 0
    assert heard == []
    assert desk.database.undo_log.next_undo == ""
    assert not desk.search.find("ana")


def test_the_desk_can_be_written_to_again_after_an_error(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.database.change(Topic.PEOPLE):
        raise ZeroDivisionError
    desk.people.add(Person(name="Ana"), act="Add Ana")
    assert desk.people.count() == 1
    assert desk.database.undo_log.next_undo == "Add Ana"


def test_a_change_within_a_change_that_fails_and_is_caught_leaves_the_outer_one_whole(desk: Desk) -> None:
    heard = _listening(desk)
    with desk.database.change(Topic.PEOPLE):
        desk.people.add(Person(name="Ana"))
        with pytest.raises(Mistake), desk.database.change(Topic.NOTES):
            desk.people.add(Person(name="Ben"))
            desk.people.add(Person(name=""))
    assert [person.name for person in desk.people.others()] == ["Ana"]
    assert len(heard) == 1


def test_nobody_is_told_after_unsubscribing(desk: Desk) -> None:
    heard: list[frozenset[Topic]] = []
    stop = desk.database.subscribe(heard.append)
    stop()
    stop()
    desk.people.add(Person(name="Ana"))
    assert heard == []


def test_a_link_to_a_record_that_does_not_exist_undoes_the_whole_change(desk: Desk) -> None:
    with pytest.raises(engine.IntegrityError), desk.database.change(Topic.PEOPLE):
        desk.people.add(Person(name="Ana"))
        desk.threads.add(Thread(person_id="nobody", text="Her garden"))
    assert desk.people.count() == 0


_HOLDER = """
import sys
sys.path.insert(0, {root!r})
from mentordesk.store import engine
connection = engine.connect({path!r}, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("UPDATE person SET name = 'Foreign', updated_at = '2026-01-01T00:00:00.000Z'"
    if "write" in sys.argv else "SELECT 1")
connection.execute("COMMIT")
print("done", flush=True)
"""


def _other_process(desk: Desk, *arguments: str) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    code = _HOLDER.format(root=root, path=str(desk.database.path))
    other = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline().strip() == "held"
    return other


def _release(other: subprocess.Popen[str]) -> None:
    out, _nothing = other.communicate("go\n", timeout=30)
    assert out.strip() == "done"


def test_another_process_that_is_writing_makes_this_one_busy_before_anything_happened(desk: Desk) -> None:
    heard = _listening(desk)
    other = _other_process(desk)
    try:
        with pytest.raises(Busy):
            desk.people.add(Person(name="Ana"))
        assert desk.people.count() == 0
        assert heard == []
    finally:
        _release(other)
    desk.people.add(Person(name="Ana"))
    assert desk.people.count() == 1


def test_a_lock_can_be_waited_for_a_bounded_time(tmp_path: Path, clock: FakeClock) -> None:
    desk = Desk.open(tmp_path, clock, patience_ms=0)
    assert desk.database.wait_for_lock(10)
    other = engine.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not desk.database.wait_for_lock(10)
    other.execute("ROLLBACK")
    assert desk.database.wait_for_lock(10)
    assert desk.database.value("PRAGMA busy_timeout") == 0
    other.close()
    desk.close()


def test_what_another_process_wrote_is_noticed_once(tmp_path: Path, clock: FakeClock) -> None:
    desk = Desk.open(tmp_path / "desk", clock, patience_ms=0)
    other = Desk.open(tmp_path / "desk", clock, patience_ms=0)
    heard = _listening(desk)
    assert not desk.database.notice_foreign_changes()
    other.people.add(Person(name="Ana"))
    assert desk.database.notice_foreign_changes()
    assert not desk.database.notice_foreign_changes()
    assert heard == [EVERYTHING]
    desk.people.add(Person(name="Ben"))
    assert not desk.database.notice_foreign_changes()
    other.close()
    desk.close()


def test_a_desk_of_a_newer_program_is_refused_and_left_as_it_was(tmp_path: Path, clock: FakeClock) -> None:
    Desk.open(tmp_path, clock).close()
    connection = engine.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(Trouble, match="newer MentorDesk"):
        Desk.open(tmp_path, clock)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_file_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path, clock: FakeClock) -> None:
    connection = engine.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(Trouble, match="another program"):
        Desk.open(tmp_path, clock)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_folder_where_the_file_should_be_is_trouble(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(Trouble, match="cannot be opened"):
        Desk.open(tmp_path, clock)


def test_a_desk_half_made_by_a_start_that_was_killed_is_made_whole(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: engine.Connection) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("mentordesk.store.migrations.put_right", fail)
        with pytest.raises(KeyboardInterrupt):
            Desk.open(tmp_path, clock)
    desk = Desk.open(tmp_path, clock)
    desk.people.add(Person(name="Ana"))
    assert desk.search.find("ana")
    desk.close()


def test_two_first_starts_at_once_make_one_desk(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from mentordesk.store.desk import Desk
from tests.support.clock import FakeClock
sys.stdin.read(1)
Desk.open(Path({str(tmp_path)!r}), FakeClock()).close()
"""
    starts = [subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) for _number in range(2)]
    for start in starts:
        assert start.stdin is not None
        start.stdin.close()
    assert [start.wait(60) for start in starts] == [0, 0]


def test_a_damaged_file_is_said_to_be_damaged_and_is_left_as_it_was(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is a shopping list, and no desk.\n" * 200)
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(Trouble, match="damaged"):
        Desk.open(tmp_path, clock)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_pages_overwritten_in_the_middle_are_trouble_when_they_are_read(tmp_path: Path, clock: FakeClock) -> None:
    desk = Desk.open(tmp_path, clock)
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 500) for number in range(300)])
    desk.close()
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Trouble, match="damaged"):
        Desk.open(tmp_path, clock).people.others()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX’s")
def test_the_desk_and_its_files_are_for_their_owner_alone(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "new" / "desk"
    old_mask = os.umask(0)
    try:
        desk = Desk.open(folder, clock)
        desk.people.add(Person(name="Ana"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        desk.close()
    finally:
        os.umask(old_mask)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) == {FILE_NAME, FILE_NAME + "-wal", FILE_NAME + "-shm"}
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to become another user")
def test_a_folder_one_may_not_write_to_is_trouble_with_a_sentence(tmp_path: Path, clock: FakeClock) -> None:
    Desk.open(tmp_path / "desk", clock).close()
    for parent in (tmp_path, *tmp_path.parents):
        if parent != Path("/tmp").parent and not parent.stat().st_mode & 0o005:
            parent.chmod(parent.stat().st_mode | 0o055)
    (tmp_path / "desk").chmod(0o555)
    (tmp_path / "desk" / FILE_NAME).chmod(0o444)
    os.seteuid(65534)
    try:
        with pytest.raises(Trouble, match=r"cannot be (opened|written to)"):
            Desk.open(tmp_path / "desk", clock).people.add(Person(name="Ana"))
        with pytest.raises(Trouble, match="cannot be opened"):
            Desk.open(tmp_path / "another", clock)
    finally:
        os.seteuid(0)
        (tmp_path / "desk").chmod(0o700)


def test_a_full_disk_is_trouble_and_what_was_saved_before_is_there(desk: Desk) -> None:
    desk.people.add(Person(name="Ana"))
    heard = _listening(desk)
    pages = desk.database.value("PRAGMA page_count")
    desk.database.value(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Trouble, match="disk is full"), desk.database.change(Topic.PEOPLE):
        for number in range(200):
            desk.people.add(Person(name=f"Person {number}", remember="x" * 1000))
    assert [person.name for person in desk.people.others()] == ["Ana"]
    assert heard == []
    desk.database.value(f"PRAGMA max_page_count = {pages + 2000}")
    desk.people.add(Person(name="Ben"))
    assert desk.people.count() == 2


def test_a_desk_that_was_killed_in_the_middle_of_a_change_keeps_what_was_committed(
    tmp_path: Path, clock: FakeClock
) -> None:
    code = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from mentordesk.domain.people import Person
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from tests.support.clock import FakeClock
desk = Desk.open(Path({str(tmp_path)!r}), FakeClock())
desk.people.add(Person(name="Ana"))
with desk.database.change(Topic.PEOPLE):
    desk.people.add(Person(name="Ben"))
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    desk = Desk.open(tmp_path, clock)
    assert [person.name for person in desk.people.others()] == ["Ana"]
    desk.close()


def test_the_file_syncs_fully_and_keeps_a_log(desk: Desk) -> None:
    assert desk.database.value("PRAGMA journal_mode") == "wal"
    assert desk.database.value("PRAGMA synchronous") == 2
    assert desk.database.value("PRAGMA foreign_keys") == 1
