"""Whether all that writes is tried: the functions that write, as the sources have them, against those that were gone through."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
_PACKAGE = str(ROOT / "mentordesk")
_WRITES = frozenset(
    {
        "change", "bringing", "write_text", "write_bytes", "unlink", "rmtree", "rename", "link", "mkdir", "rmdir", "copyfileobj",
        "executescript", "truncate", "utime",
    }
)  # fmt: skip
"""What is called to write, as a method or a function."""
_WRITES_ON_DESK = frozenset({"save", "add", "add_all", "remove", "restore", "insert", "update", "write"})
_DESK = re.compile(r"\bdesk\b|_desk\b|database|\bwhole\b")
"""What else is called, of something of a desk; sets have some of these, too."""

ELSEWHERE = {
    "domain": "which writes nothing",
    "exchange": "which reads files in a process of its own; what it writes of an archive is gone through by workflows",
    "presence": "the quiet computer: subject “quiet”, and its journal is the operation “switch”",
    "workflows.demo": "a desk that is made up, and thrown away with one click",
    "locale_words": "a cache: whoever doubts it asks Babel",
    "commands": "the terminal’s way to the same workflows",
    "traces": "what a crash leaves behind, which nobody has to find again",
}
"""Rooms whose writes are tried in another way, or need not be, and why."""

NAMED = {
    "store.database:Database.wait_for_lock": "takes the lock and writes nothing",
    "store.salvaging:mend_header": "writes to a copy that goes with the operation “salvage”, of a desk without a key",
    "store.schema_anew:_Probed.close": "the same, where the list of tables is damaged: tests/workflows/safety/test_salvage_schema.py",
    "store.schema_anew:_lay": "the same",
}
"""Single functions of that kind."""


class Reached:
    """Notes the functions of the core that are gone through while it is entered."""

    def __init__(self) -> None:
        self._codes: set[CodeType] = set()

    def __enter__(self) -> Self:
        sys.setprofile(self._heard)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def _heard(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            self._codes.add(frame.f_code)

    @property
    def names(self) -> frozenset[str]:
        """Return them as module:name."""
        return frozenset(
            f"{_module(Path(code.co_filename))}:{code.co_qualname}"
            for code in self._codes
            if code.co_filename.startswith(_PACKAGE)
        )


@cache
def _module(path: Path) -> str:
    parts = path.relative_to(_PACKAGE).with_suffix("").parts
    return ".".join(parts)


def writing_functions() -> frozenset[str]:
    """Return the functions of the core in whose own lines something is written, but for those tried elsewhere."""
    found: set[str] = set()
    for path in sorted((ROOT / "mentordesk").rglob("*.py")):
        module = _module(path)
        if not any(module == room or module.startswith(f"{room}.") for room in ELSEWHERE):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {f"{module}:{name}" for name in _writing(tree.body, "")}
    return frozenset(found - NAMED.keys())


def _writing(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef():
                yield from _writing(node.body, f"{prefix}{node.name}.")
            case ast.FunctionDef():
                if any(map(_is_write, _own(node))):
                    yield f"{prefix}{node.name}"
                yield from _writing(node.body, f"{prefix}{node.name}.<locals>.")
            case ast.If() | ast.With() | ast.Try():
                yield from _writing(node.body, prefix)


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield what a function does itself, without the functions within it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            yield node
            waiting += ast.iter_child_nodes(node)


def _is_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    match node.func:
        case ast.Name(id="open") | ast.Attribute(attr="open"):
            return any(
                isinstance(one, ast.Constant) and str(one.value)[:1] in {"w", "x", "a"} for one in node.args
            ) or any(isinstance(one, ast.Constant) and one.value == "rb+" for one in node.args)
        case ast.Attribute(attr="replace"):
            return len(node.args) == 1  # of a path; that of a text has two
        case ast.Attribute(attr=name, value=owner):
            return name in _WRITES or (name in _WRITES_ON_DESK and bool(_DESK.search(ast.unparse(owner))))
    return False
