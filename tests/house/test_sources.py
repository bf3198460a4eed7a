"""Habits that a reader of the code may rely on: short files, found nouns, colours and icons in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import RESOURCES, ROOT, name, parsed, program_files, written_files

LONGEST = 400
UNFOUND_NOUNS = re.compile(r"(Manager|Helper|Handler|Base|Common|Utils?|Misc|Data|Info)(?=[A-Z]|$)")
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\Z|\brgba?\(\s*\d|\bhsla?\(\s*\d")
# In two pieces, so that this file may be read as well.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.", "python" + "hosted", "artifact" + "ory", "pkg" + r"\.dev", r"index" + "-url"])
)


def test_no_file_is_longer_than_a_sitting_of_reading() -> None:
    lengths = {name(file): len(file.read_text("utf-8").splitlines()) for file in program_files()}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_says_in_one_to_three_lines_what_lives_in_it() -> None:
    told = {name(file): ast.get_docstring(parsed(file)) for file in program_files() if parsed(file).body}
    assert [file for file, text in told.items() if not text] == []
    maps = {"mentordesk/__init__.py", "dev.py"}  # the map of the house; the tool's own introduction
    longer = [file for file, text in told.items() if text and len(text.splitlines()) > 5 and file not in maps]
    assert longer == []


def test_every_class_is_named_by_a_noun_that_was_found() -> None:
    found = [
        f"{name(file)}: {node.name}"
        for file in program_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef) and UNFOUND_NOUNS.search(node.name)
    ]
    assert found == []


def test_no_module_is_named_by_a_noun_that_was_not_found() -> None:
    unfound = {"manager", "helper", "helpers", "handler", "base", "common", "util", "utils", "misc", "data", "info"}
    assert [name(file) for file in program_files() if unfound & set(file.stem.split("_"))] == []


def test_colours_live_in_the_themes_alone() -> None:
    found = [
        f"{name(file)}:{node.lineno}: {node.value}"
        for file in program_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value.strip())
    ]
    assert found == []


def test_colours_are_not_built_from_numbers_either() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in program_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and _called(node) in {"QColor", "fromRgb", "fromHsv", "fromHsl"}
        and node.args
        and all(isinstance(argument, ast.Constant) and isinstance(argument.value, int) for argument in node.args)
    ]
    assert found == []


def test_every_icon_named_in_code_is_shipped() -> None:
    shipped = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    named = {icon: where for file in program_files() for icon, where in _icons_named_in(file)}
    assert named, "no icon found in the code: has the way icons are named changed?"
    assert {icon: where for icon, where in named.items() if icon not in shipped} == {}


def test_no_error_is_swallowed_whole() -> None:
    bare = [
        f"{name(file)}:{node.lineno}"
        for file in program_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert len(bare) <= 2, bare


def test_no_lambda_is_connected_to_a_signal() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in program_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and _called(node) == "connect"
        and any(isinstance(a, ast.Lambda) for a in node.args)
    ]
    assert found == []


def test_no_registry_is_named() -> None:
    found = [
        f"{name(file)}:{number}"
        for file in written_files()
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1)
        if REGISTRIES.search(line)
    ]
    assert found == []


def test_what_the_build_machine_runs_is_what_people_run() -> None:
    script = ROOT / ".ci" / "run"
    commands = [
        line for line in script.read_text("utf-8").splitlines() if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["exec python3 dev.py test"]


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _icons_named_in(file: Path) -> Iterator[tuple[str, str]]:
    """Yield words handed to `icon(…)`, `IconButton(…)`, or as `icon=`, and those assigned to a name ending in icon."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call):
            first = node.args[:1] if _called(node) in {"icon", "icon_source", "icon_pixmap"} else []
            second = node.args[1:2] if _called(node) in {"IconButton", "EmptyState"} else []
            handed = [word.value for word in node.keywords if word.arg and word.arg.endswith("icon")]
            values = [*first, *second, *handed]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            called = [getattr(target, "attr", getattr(target, "id", "")).lower() for target in targets]
            if node.value is None or not any(word.endswith(("icon", "icons")) for word in called):
                continue
            values = list(node.value.values) if isinstance(node.value, ast.Dict) else [node.value]
        else:
            continue
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value, f"{name(file)}:{value.lineno}"
