"""The project's own files as the house tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"


def program_files() -> list[Path]:
    """Return the Python files that make the program and its tools, without tests."""
    return [ROOT / "dev.py", *(file for room in ("mentordesk", "ui", "packaging") for file in _python_in(ROOT / room))]


def written_files() -> Iterator[Path]:
    """Yield every text file that people wrote: code, settings, prose."""
    for file in sorted(ROOT.rglob("*")):
        inside = file.relative_to(ROOT).parts
        if inside[0] in {".git", ".venv", "build", "dist"} or any(
            part.endswith(("_cache", "__pycache__")) for part in inside
        ):
            continue
        if file.is_file() and file.suffix in {
            "",
            ".py",
            ".pyi",
            ".toml",
            ".txt",
            ".md",
            ".cfg",
            ".ini",
            ".yml",
            ".yaml",
            ".json",
            ".sh",
        }:
            yield file


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def name(file: Path) -> str:
    """Return a file's name as a person would say it: its path inside the project."""
    return file.relative_to(ROOT).as_posix()


def _python_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))
