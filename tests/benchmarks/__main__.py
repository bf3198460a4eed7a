"""`python3 dev.py bench`: measures MentorDesk beside its bare counterparts, prints a table and writes JSON."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import table  # noqa: E402 - started by path, a folder does not know where it lies
from tests.benchmarks.desks import KEPT_IN, demo_desk  # noqa: E402
from tests.benchmarks.figures import growths  # noqa: E402
from tests.benchmarks.measures import MEASURES, measure  # noqa: E402
from tests.benchmarks.noise import Noise  # noqa: E402
from tests.benchmarks.plan import Found, Plan  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and return 0; with --strict 1 when a goal is missed."""
    chosen = _parser().parse_args(arguments)
    if unknown := set(chosen.only) - set(MEASURES):
        _say(f"There is no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}.")
        return 2
    desks = {}
    for size in chosen.meetings:
        _say(f"a desk of {size:,} meetings …")
        desks[size] = demo_desk(size, kept_in=chosen.desks)
    with tempfile.TemporaryDirectory(prefix="mentordesk-bench-") as scratch, Noise() as noise:
        plan = Plan(Path(scratch), runs=chosen.runs, session_s=chosen.session_seconds)
        with _display(plan, wanted=not chosen.offscreen_only):
            found = measure(chosen.only or MEASURES, plan, desks, _say)
    _write(chosen.json, found, noise)
    print("\n".join(table.lines(found, noise.told())))
    print(f"\nWritten to {chosen.json}")
    return 1 if chosen.strict and _misses(found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--meetings", type=_sizes, default=[1_000, 10_000, 100_000], metavar="N,N,…")
    parser.add_argument("--only", type=_names, default=[], metavar="NAME,…", help=", ".join(MEASURES))
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json", metavar="PATH")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="starts of each kind (7)")
    parser.add_argument("--session-seconds", type=float, default=30.0, metavar="S")
    parser.add_argument("--desks", type=Path, default=KEPT_IN, metavar="PATH", help="where demo desks are kept")
    parser.add_argument("--offscreen-only", action="store_true", help="leave the virtual display out")
    parser.add_argument("--strict", action="store_true", help="end with status 1 when a goal is missed")
    return parser


def _sizes(text: str) -> list[int]:
    return sorted({int(number) for number in text.split(",")})


def _names(text: str) -> list[str]:
    return text.split(",")


@contextmanager
def _display(plan: Plan, *, wanted: bool) -> Iterator[None]:
    """Give the plan a virtual display where there is one."""
    if not wanted or any(shutil.which(program) is None for program in ("Xvfb", "openbox", "xdotool")):
        yield
        return
    from tests.support.display import VirtualDisplay

    folder = plan.scratch / "display"
    folder.mkdir()
    with VirtualDisplay(folder, width=1600, height=1000) as opened:
        plan.display = {"DISPLAY": opened.environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        yield


def _misses(found: Found) -> bool:
    _small, _large, grown = growths(found)
    return any(figure.misses for figures in found.values() for figure in figures) or not all(
        growth.is_reached for growth in grown
    )


def _write(path: Path, found: Found, noise: Noise) -> None:
    small, large, grown = growths(found)
    told = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "noise": noise.told(),
        "sizes": {str(size): [figure.told() for figure in figures] for size, figures in found.items()},
        "growth": {
            "from": small,
            "to": large,
            "figures": [
                {"name": growth.name, "times": round(growth.times, 3), "is_reached": growth.is_reached}
                for growth in grown
            ],
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
