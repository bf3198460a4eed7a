"""dev.py as it decides: whether a window is wanted, when a set-up is fresh, who waits for whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.support.sources import ROOT


def test_an_older_python_can_read_it_and_is_refused_before_anything_else() -> None:
    source = (ROOT / "dev.py").read_text("utf-8")
    body = ast.parse(source, feature_version=(3, 7)).body
    assert [type(step) for step in body[:3]] == [ast.Expr, ast.Import, ast.If]
    assert "sys.version_info" in ast.unparse(body[2])


def test_it_needs_nothing_but_the_standard_library() -> None:
    asked = "import sys, dev; print(*{name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names)"
    answer = subprocess.run([sys.executable, "-S", "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(answer.stdout.split()) <= {"dev", "system_packages", "__main__", "__mp_main__"}


@pytest.mark.parametrize(
    ("arguments", "names_one"),
    [
        ([], False),
        (["--desk", "demo"], False),
        (["--desk=demo"], False),
        (["demo", "x"], True),
        (["--desk", "x", "brief"], True),
        (["--version"], True),
    ],
)
def test_a_command_is_told_from_the_path_of_a_desk(arguments: list[str], *, names_one: bool) -> None:
    assert dev.names_command(arguments) is names_one


@pytest.mark.parametrize(
    ("platform", "environment", "has_one"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_recognised(platform: str, environment: dict[str, str], *, has_one: bool) -> None:
    assert dev.has_display(platform, environment) is has_one


def test_without_a_display_one_sentence_comes_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_display", _never)
    monkeypatch.setattr(dev, "set_up", _must_not_be_called)
    assert dev.main(["run"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().count("\n") == 0
    assert "display" in said.err


def test_a_set_up_is_gone_through_again_when_pins_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("run", "build", "test"):
        (tmp_path / f"{name}.txt").write_text("a==1\n")
    monkeypatch.setattr(dev, "PINS", tmp_path)
    before = dev.fingerprint(["run", "build"])
    assert before == dev.fingerprint(["run", "build"])
    (tmp_path / "run.txt").write_text("a==2\n")
    assert before != dev.fingerprint(["run", "build"])


def test_a_set_up_is_gone_through_again_when_the_systems_python_was_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    link = tmp_path / "python"
    monkeypatch.setattr(dev, "PYTHON", link)
    link.symlink_to("python3.11")
    before = dev.fingerprint(["run"])
    link.unlink()
    link.symlink_to("python3.12")
    assert before != dev.fingerprint(["run"])


def test_of_two_starts_one_sets_up_and_the_other_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    with dev.one_at_a_time(), (tmp_path / ".venv.lock").open("a+b") as other:
        assert not dev.takes(other)
    with (tmp_path / ".venv.lock").open("a+b") as other:
        assert dev.takes(other)


def test_an_environment_half_made_is_told_from_one_that_works(tmp_path: Path) -> None:
    assert dev.works(Path(sys.executable))
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert not dev.works(broken)
    assert not dev.works(tmp_path / "nobody")


def test_an_unknown_command_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    assert "shots" in capsys.readouterr().err


def test_every_pin_is_exact_and_everything_that_is_installed_comes_from_a_pin() -> None:
    from importlib.metadata import distribution

    pins: dict[str, str] = {}
    elsewhere: set[str] = set()
    for file in sorted(dev.PINS.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                match = re.fullmatch(r"([A-Za-z0-9_.-]+)==([0-9][0-9A-Za-z.!]*)( ; .+)?", line)
                assert match, f"{file.name}: {line}"
                pins[_plain(match[1])] = match[2]
                if match[3] == ' ; sys_platform == "win32"':
                    elsewhere.add(_plain(match[1]))
    here = [pin for pin in pins if pin not in elsewhere]
    needed = {
        _plain(re.split(r"[^A-Za-z0-9_.-]", requirement, maxsplit=1)[0])
        for pin in [*here, "mentordesk"]
        for requirement in distribution(pin).requires or []
        if ";" not in requirement
    }
    assert needed - set(pins) - {"pip"} == set()
    assert {pin: distribution(pin).version for pin in here} == {pin: pins[pin] for pin in here}


def _plain(project: str) -> str:
    return re.sub(r"[-_.]+", "-", project).lower()


def _never(*_arguments: object) -> None:
    return None


def _must_not_be_called(**_arguments: object) -> None:
    raise AssertionError("set up although there is no display")
