"""The fault suite: `python3 dev.py faults [-- SUBJECT … --share PERCENT --seed NUMBER --every]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]
sys.dont_write_bytecode = True  # what a killed process has half written would be read by the next

from tests.faults.failing_disk import become_failing, loaded  # noqa: E402 - the checkout is found by its place
from tests.faults.figures import Figures, heading, line, summary  # noqa: E402

_JSON = ROOT / "build" / "faults.json"
_NO_DISK = "MENTORDESK_NO_FAILING_DISK"
_LANGUAGE = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8", "TZ": "UTC", "QT_QPA_PLATFORM": "offscreen"}


def _kills(asked: argparse.Namespace) -> Iterator[Figures]:
    yield _module("kills").run(_share_of(1000, asked), asked.seed)


def _typing(asked: argparse.Namespace) -> Iterator[Figures]:
    yield _module("typed").run(_share_of(100, asked), asked.seed, judge_time=not asked.no_times)


def _writes(asked: argparse.Namespace) -> Iterator[Figures]:
    yield from _module("writes").run(
        asked.share / 100, asked.seed, every=asked.every, jobs=asked.jobs, only=frozenset(asked.only)
    )


def _full(asked: argparse.Namespace) -> Iterator[Figures]:
    yield _module("full").run(asked.share / 100)


def _imports(asked: argparse.Namespace) -> Iterator[Figures]:
    yield _module("imports").run(_share_of(10_000, asked), asked.seed)


def _flips(asked: argparse.Namespace) -> Iterator[Figures]:
    yield from _module("flips").run(asked.share / 100, asked.seed)


def _quiet(asked: argparse.Namespace) -> Iterator[Figures]:
    yield _module("quiet").run(_share_of(200, asked))


SUBJECTS: dict[str, Callable[[argparse.Namespace], Iterator[Figures]]] = {
    "kills": _kills,
    "typing": _typing,
    "writes": _writes,
    "full": _full,
    "imports": _imports,
    "flips": _flips,
    "quiet": _quiet,
}


def main(arguments: list[str]) -> int:
    """Do it and print the table; the exit status tells whether anything went wrong."""
    parser = argparse.ArgumentParser(prog="dev.py faults --", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of: {', '.join(SUBJECTS)} (all)")
    parser.add_argument("--share", type=float, default=100.0, metavar="PERCENT", help="how much of each (100)")
    parser.add_argument("--seed", type=int, default=5, metavar="NUMBER", help="another number, other chances (5)")
    parser.add_argument("--every", action="store_true", help="every single piece of long files too; takes an hour")
    parser.add_argument(
        "--jobs", type=int, default=len(os.sched_getaffinity(0)), metavar="NUMBER", help="processes for “writes”"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="of “writes”, only this operation, or “acts”"
    )
    parser.add_argument("--no-times", action="store_true", help="measure times, and judge nothing by them")
    parser.add_argument(
        "--json", type=Path, default=_JSON, metavar="FILE", help="where the figures go (build/faults.json)"
    )
    asked = parser.parse_args(arguments)
    if unknown := set(asked.subjects) - SUBJECTS.keys():
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    if loaded() is None and _NO_DISK not in os.environ:
        # The loader reads what it is to load when a process begins.
        os.environ |= {**_LANGUAGE, _NO_DISK: ""}
        with tempfile.TemporaryDirectory(prefix="mentordesk-disk-") as folder:
            status = become_failing(Path(folder), [str(Path(__file__).parent), *arguments])
            return status if isinstance(status, int) else main(arguments)
    found: list[Figures] = []
    begun = time.monotonic()
    print(heading(), flush=True)
    for name in asked.subjects or SUBJECTS:
        since = time.monotonic()
        for figures in SUBJECTS[name](asked):
            figures.seconds, since = figures.seconds or time.monotonic() - since, time.monotonic()
            print(line(figures), flush=True)
            found.append(figures)
    seconds = time.monotonic() - begun
    print("\n".join(summary(found, seconds)))
    _write(asked, found, seconds)
    return 1 if any(figures.wrong for figures in found) else 0


def _write(asked: argparse.Namespace, found: list[Figures], seconds: float) -> None:
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "share": asked.share,
        "seed": asked.seed,
        "every": asked.every,
        "seconds": round(seconds, 1),
        "figures": [asdict(figures) for figures in found],
    }
    asked.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _module(name: str) -> Any:
    # Each is loaded when it is its turn: the window's modules are not in the processes of the others.
    return import_module(f"tests.faults.{name}")


def _share_of(count: int, asked: argparse.Namespace) -> int:
    share: float = asked.share
    return max(1, round(count * share / 100))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
