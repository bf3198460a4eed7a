"""The command line: what it prints, its exit statuses, and that it leaves Qt alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk import __version__, cli, language
from mentordesk.clock import SystemClock
from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from mentordesk.workflows.questions import ask_question

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Aisha Rahman
N:Rahman;Aisha;;;
EMAIL:aisha@example.org
END:VCARD
"""


def calendar(starts: datetime, mail: str = "maria@example.org") -> str:
    return (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\nBEGIN:VEVENT\nUID:1@example.org\n"
        f"DTSTAMP:20260101T000000Z\nDTSTART:{starts:%Y%m%dT%H%M%SZ}\nDURATION:PT1H\nSUMMARY:Mentoring\n"
        f"ATTENDEE;CN=Maria Santos:mailto:{mail}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line chooses the language of the process; the next test shall have its own again."""
    monkeypatch.setattr(language, "_locale_name", language._locale_name)
    monkeypatch.setattr(language, "_catalogue", language._catalogue)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk of the real present, with a call with Maria in two hours."""
    made = tmp_path / "desk"
    clock = SystemClock()
    desk = Desk.open(made, clock)
    desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin"), Profile())
    mail = Channel(ChannelKind.MAIL, "maria@example.org")
    maria = desk.people.add(Person(name="Maria Santos", zone="Asia/Manila", city="Manila", channels=(mail,)))
    mentorship = desk.mentorships.add(Mentorship(person_id=maria.id))
    soon = (clock.now() + timedelta(hours=2)).replace(tzinfo=None)
    meeting = Meeting(person_id=maria.id, mentorship_id=mentorship.id, title="Saying no", wall_start=soon, zone="UTC")
    desk.meetings.add(planned(meeting))
    desk.people.add(Person(name="Maria Weber", city="Graz"))
    desk.close()
    return made


def run(folder: Path, *words: str | Path) -> int:
    return cli.main(["--desk", str(folder), *map(str, words)])


def test_what_is_held_about_somebody_is_printed_or_written_for_oneself(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "report", "--for", "maria sa") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# What this desk holds about Maria Santos\n")
    assert "maria@example.org" in printed
    assert "Saying no" in printed
    assert "Graz" not in printed
    file = tmp_path / "held.md"
    assert run(folder, "report", "--for", "maria sa", "--to", file) == 0
    assert file.read_text(encoding="utf-8").splitlines()[0] == printed.splitlines()[0]
    assert run(folder, "report", "--for", "maria sa", "--to", file) == 1
    assert "is there already" in capsys.readouterr().err
    assert run(folder, "report", "--for", "maria") == 1
    assert "Several people" in capsys.readouterr().err


def test_the_brief_is_printed_for_the_next_call(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "brief") == 0
    said = capsys.readouterr().out
    assert said.startswith("Video call with Maria Santos\n====")
    assert "in Manila" in said
    assert run(folder, "brief", "--markdown", "maria", "sa") == 0
    assert capsys.readouterr().out.startswith("# Video call with Maria Santos\n")


def test_a_mail_address_tells_two_people_of_one_name_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "brief", "maria") == 1
    said = capsys.readouterr().err
    assert said == (
        "Several people could be “maria”: Maria Santos (maria@example.org, Manila); Maria Weber (Graz)."
        " Write more of the name, or a mail address.\n"
    )
    assert run(folder, "brief", "maria@example.org") == 0


def test_a_name_nobody_has_is_one_sentence_and_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "brief", "Zoë") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "Nobody on this desk is called “Zoë”.\n"


def test_asking_never_makes_a_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("brief",), ("search", "x"), ("check",)):
        assert run(tmp_path / "none", *words) == 1
        assert "There is no desk in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_wrong_use_has_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("nonsense",), ("search",), ("search", "x", "--limit", "0")):
        with pytest.raises(SystemExit) as left:
            run(folder, *words)
        assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_search_says_when_what_and_of_whom(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "search", "saying") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("Meeting  Maria Santos")
    assert lines[1].strip() == "Saying no"
    assert run(folder, "search", "elephant") == 0
    assert capsys.readouterr().out == "Nothing found.\n"
    assert run(folder, "search", "after:2026-13") == 1
    assert "2026-13" in capsys.readouterr().err


def test_what_is_found_in_an_answer_is_said_with_its_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = SystemClock()
    desk = Desk.open(folder, clock)
    kept = ask_question.ask(desk, clock, "Which chapter comes first?", person_id=desk.people.others()[0].id)
    ask_question.answer_question(desk, clock, kept.id, "The second one")
    desk.close()
    assert run(folder, "search", "second") == 0
    assert [line.strip() for line in capsys.readouterr().out.splitlines()[1:]] == [kept.text, "The second one"]


def test_a_limit_beyond_all_counting_finds_what_there_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "search", "a", "--limit", "9" * 5000) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.skipif(os.name == "nt", reason="has no pipes in folders")
def test_a_pipe_is_refused_instead_of_waited_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    assert run(folder, "import", str(tmp_path / "pipe.ics")) == 1
    assert "not an ordinary file" in capsys.readouterr().err


def test_import_shows_first_and_imports_only_when_told_to(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Told apart by what is inside: the names say the opposite.
    cards, events = tmp_path / "a.ics", tmp_path / "b.vcf"
    cards.write_text(CARD)
    events.write_text(calendar(datetime.now(UTC) + timedelta(days=3)))
    assert run(folder, "import", cards, events) == 0
    said = capsys.readouterr().out
    assert "[x] Aisha Rahman (aisha@example.org)" in said
    assert "Mentoring · Maria Santos" in said
    assert said.count("Nothing was changed.") == 2
    assert run(folder, "import", "--yes", cards, events) == 0
    assert "1 person added" in capsys.readouterr().out
    desk = Desk.open(folder, SystemClock())
    assert desk.people.named("Aisha Rahman")
    assert desk.meetings.count("title = 'Mentoring'") == 1
    desk.close()
    assert run(folder, "import", "--yes", cards, events) == 0
    assert capsys.readouterr().out.count("Nothing was changed") == 2


def test_one_file_that_cannot_be_read_does_not_keep_the_others_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.vcf", tmp_path / "bad.txt"
    good.write_text(CARD)
    bad.write_text("Dear diary")
    assert run(folder, "import", "--yes", bad, tmp_path / "gone.ics", good) == 1
    captured = capsys.readouterr()
    assert "holds neither contacts (.vcf) nor a calendar (.ics)" in captured.err
    assert "cannot be opened" in captured.err
    assert "1 person added" in captured.out


def test_a_preview_without_a_desk_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards = tmp_path / "a.vcf"
    cards.write_text(CARD)
    assert run(tmp_path / "none", "import", cards) == 0
    assert "[x] Aisha Rahman" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_a_demo_is_written_once_and_never_over_a_desk(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "demo"
    assert cli.main(["demo", str(made), "--meetings", "60", "--seed", "3"]) == 0
    assert "60 meetings" in capsys.readouterr().out
    desk = Desk.open(made, SystemClock())
    assert desk.meetings.count() == 60
    desk.close()
    before = (folder / "desk.db").read_bytes()
    assert cli.main(["demo", str(folder)]) == 1
    assert "There is a desk in" in capsys.readouterr().err
    assert (folder / "desk.db").read_bytes() == before


def test_check_finds_a_sound_desk_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "check") == 0
    assert "in order" in capsys.readouterr().out


def test_without_a_command_the_desktop_is_loaded_and_told_where_the_desk_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []

    def start(desk: Path) -> int:
        told.append(desk)
        return 7

    monkeypatch.setattr(cli, "_desktop", lambda: start)
    assert cli.main(["--desk", str(folder)]) == 7
    assert told == [folder]


def test_the_variable_names_the_desk_and_the_option_goes_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MENTORDESK_DESK", str(folder))
    assert cli.main(["brief"]) == 0
    capsys.readouterr()
    assert run(tmp_path / "other", "brief") == 1


def start(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mentordesk", *map(str, words)]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, check=False)


def test_the_program_says_its_version() -> None:
    done = start("--version")
    assert done.stdout.decode().strip() == f"MentorDesk {__version__}"


def test_a_command_never_loads_qt(folder: Path) -> None:
    program = (
        "import sys; from mentordesk.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(50 if any(name.startswith(('PySide6', 'shiboken6', 'mentordesk_ui')) for name in sys.modules) else status)"
    )
    command = [sys.executable, "-c", program, "--desk", str(folder), "brief"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_console_that_lacks_letters_shows_stand_ins(folder: Path) -> None:
    clock = SystemClock()
    desk = Desk.open(folder, clock)
    maria = desk.people.named("Maria Santos")[0]
    desk.people.save(replace(maria, name="مريم Santos 🎈"))
    desk.close()
    done = start("--desk", folder, "brief", PYTHONIOENCODING="cp1252:strict", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"Santos" in done.stdout


def test_a_reader_that_has_had_enough_is_no_failure_to_complain_about(folder: Path) -> None:
    command = [sys.executable, "-m", "mentordesk", "--desk", str(folder), "brief"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
    assert said == b""


def test_the_help_and_its_mistakes_are_in_the_chosen_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    for arguments in (["--help"], ["search"], ["search", "--limit", "none", "word"]):
        with pytest.raises(SystemExit):
            cli.main(arguments)
    said = capsys.readouterr()
    assert "Aufruf: mentordesk" in said.out
    assert "den Überblick für das nächste Gespräch zeigen" in said.out
    assert "hier fehlt noch: WORDS" in said.err
    assert "--limit: gib eine Zahl ab 1 an" in said.err
    assert not {"usage", "options", "exit", "error"} & set(re.findall(r"\w+", said.out + said.err))


def test_a_line_is_kept_and_what_it_was_understood_as_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["--desk", str(folder), "add", "question", "how do I say no", "--for", "Maria S", "--this-week"]) == 0
    )
    assert capsys.readouterr().out == "Kept: A question for Maria Santos, this week.\n    how do I say no\n"
    assert (
        cli.main(["--desk", str(folder), "add", "action", "@me one page for @Maria Santos", "--due", "2030-01-04"]) == 0
    )
    assert capsys.readouterr().out.startswith("Kept: My promise to Maria Santos, due Friday, ")
    assert cli.main(["--desk", str(folder), "add", "slept badly", "--tag", "health"]) == 0
    assert "A note, tagged #health." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["question", "how is it @Maria"], "Maria Santos (Manila); Maria Weber (Graz)"),
        (["thread", "her exam", "--for", "Maria"], "Several people could be “Maria”"),
        (["action", "one page", "--due", "frday"], "“frday” is not a date"),
        (["question", "what now", "--due", "friday"], "say --urgent or --this-week"),
        (["note", "what now", "--urgent"], "Only a question"),
        (["check-in", "7", "--goal", "Lead"], "No open goal is called “Lead”"),
        (["note", " "], "Write what to keep."),
    ],
)
def test_what_is_not_clear_is_asked_back_and_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = _count_records(folder)
    assert cli.main(["--desk", str(folder), "add", *words]) == 1
    assert said in capsys.readouterr().err
    assert _count_records(folder) == before


@pytest.mark.parametrize(("words", "wish"), [([], "capture"), (["question"], "capture question")])
def test_without_words_the_small_window_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], wish: str
) -> None:
    asked: list[tuple[Path, str]] = []

    def start(where: Path, wished: str = "") -> int:
        asked.append((where, wished))
        return 0

    monkeypatch.setattr(cli, "_desktop", lambda: start)
    assert cli.main(["--desk", str(folder), "add", *words]) == 0
    assert asked == [(folder, wish)]


def _count_records(folder: Path) -> list[int]:
    desk = Desk.open(folder, SystemClock())
    try:
        tables = ("note", "question", "action", "thread", "check_in")
        return [int(str(desk.database.value(f"SELECT count(*) FROM {table}"))) for table in tables]
    finally:
        desk.close()
