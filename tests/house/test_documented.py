"""What a person can type or set is written down where a person would look."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.support.sources import RESOURCES, ROOT


def _prose() -> str:
    files = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((RESOURCES / "help").glob("*.md"))]
    return "\n".join(file.read_text("utf-8") for file in files if file.exists())


def test_every_command_of_mentordesk_is_documented() -> None:
    told = _help()
    commands = set(re.findall(r"^ {2,4}([a-z]+)(?: {2,}|$)", told, re.MULTILINE))
    assert commands >= {"demo", "brief", "search", "import", "check"}
    assert {command for command in commands if f"mentordesk {command}" not in _prose()} == set()


def test_every_option_of_mentordesk_is_documented() -> None:
    options = set(re.findall(r"--[a-z][a-z-]+", _help())) - {"--help"}
    assert "--desk" in options
    assert {option for option in options if option not in _prose()} == set()


def test_every_command_of_dev_is_documented() -> None:
    prose = _prose() + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert {command for command in dev.COMMANDS if f"dev.py {command}" not in prose} == set()


def test_every_setting_is_documented() -> None:
    from mentordesk import settings

    prose = _prose()
    assert {name for name in _setting_names(settings.Settings) if f"`{name}`" not in prose} == set()


def test_every_dependency_has_its_reason_written_down() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0] for line in project["dependencies"]]
    reasons = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert [name for name in names if name.lower() not in reasons.lower()] == []


def _pages_for_builders() -> list[Path]:
    rooms = [*ROOT.glob("mentordesk/**/README.md"), *ROOT.glob("ui/**/README.md"), ROOT / "tests" / "README.md"]
    return [
        *rooms,
        *(ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "CONTRIBUTING", "SECURITY", "CHANGELOG")),
    ]


@pytest.mark.parametrize("page", _pages_for_builders(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_a_page_for_builders_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    named = set(re.findall(r"`([\w/]+\.(?:py|c|toml))`", text))
    files = [f"/{file.relative_to(ROOT).as_posix()}" for file in ROOT.glob("[!.]*/**/*.*")]
    files += [f"/{file.name}" for file in ROOT.iterdir()]
    assert {name for name in named if not any(file.endswith(f"/{name}") for file in files)} == set()


def _setting_names(declared: type) -> list[str]:
    return [name for name in declared.__annotations__ if not name.startswith("_")]


def _help() -> str:
    asked = [sys.executable, "-m", "mentordesk", "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
