#!/usr/bin/env python3
"""One door for people: sets the checkout up on a fresh machine, then runs, tests, measures or photographs it.

Standard library only, and readable to older Pythons so that they can be refused in one sentence.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - dev.py is what an older Python meets first
    sys.exit("MentorDesk needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "made-from"  # written last: without it, the set-up is gone through again
PACKAGING = ROOT / "packaging"
PINS = PACKAGING / "requirements"
TO_RUN, TO_TEST = ["run", "build"], ["run", "build", "test"]

# Found by its place: a package of this name would stand in the way of the one that pip brings.
sys.path.insert(0, str(PACKAGING))
from system_packages import Stop, lend, say

USAGE = """\
usage: python3 dev.py COMMAND [-- ARGUMENTS]

  run     start MentorDesk; arguments go to it: dev.py run -- --desk PATH, dev.py run demo PATH
  test    ruff, mypy, import contracts, all tests; arguments go to pytest
  faults  kill it, fill and break its disk, feed it mutated files, flip its bytes; prints what came of it
  bench   measure MentorDesk against its bare counterparts; prints, and writes JSON
  shots   picture every screen, light and dark, as PNG
  words   collect the words of the code into the catalogues, and compile these

The first start sets up .venv; on Linux it installs missing system packages where it may.
"""


# ---------------------------------------------------------------------------------------------- setting up


def set_up(*, for_tests: bool) -> None:
    """Make .venv fit the pinned versions; costs milliseconds when it already does."""
    if is_set_up(for_tests=for_tests):
        return
    with one_at_a_time():
        if is_set_up(for_tests=for_tests):
            return  # another start did it while this one waited
        lend(for_tests=for_tests, for_venv=not PYTHON.exists())
        make_environment()
        STAMP.unlink(missing_ok=True)
        say("Fetching the pinned versions of what MentorDesk needs …")
        names = TO_TEST if for_tests else TO_RUN
        pip("install", *(part for name in names for part in ("-r", str(PINS / f"{name}.txt"))))
        pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        STAMP.write_text(fingerprint(names))


def is_set_up(*, for_tests: bool) -> bool:
    # What was made for tests runs the program as well.
    enough = {fingerprint(TO_TEST)} if for_tests else {fingerprint(TO_RUN), fingerprint(TO_TEST)}
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text() in enough


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of the set-up; the system lets go of it should this process be killed."""
    with (ROOT / ".venv.lock").open("a+b") as lock:
        while not takes(lock):
            say("Another start is setting MentorDesk up; waiting for it …")
            time.sleep(5)
        yield


def takes(lock: IO[bytes]) -> bool:
    system = importlib.import_module("msvcrt" if os.name == "nt" else "fcntl")
    with suppress(OSError):
        if os.name == "nt":
            system.locking(lock.fileno(), system.LK_NBLCK, 1)
        else:
            system.flock(lock, system.LOCK_EX | system.LOCK_NB)
        return True
    return False


def fingerprint(names: Sequence[str]) -> str:
    """Say in one word what an environment was made from: pins, project file, place and Python."""
    # The Python behind the link tells of a system that was upgraded under the environment.
    told = [
        str(ROOT).encode(),
        str(PYTHON.resolve()).encode(),
        (ROOT / "pyproject.toml").read_bytes(),
        Path(__file__).read_bytes(),
        (PACKAGING / "system_packages.py").read_bytes(),
    ]
    told += [(PINS / f"{name}.txt").read_bytes() for name in names]
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def make_environment() -> None:
    """Make .venv, or make it anew if what is there does not work."""
    if PYTHON.exists() and works(PYTHON):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Stop("This Python has no venv or ensurepip module; please install them and start again.")
    say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(f"Python could not make an environment in {VENV}.")


def works(python: Path) -> bool:
    """Tell whether an environment starts, is new enough and has pip; one half made has not."""
    asked = "import sys, pip._internal; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([str(python), "-c", asked], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def pip(*arguments: str) -> None:
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.call([str(PYTHON), "-m", "pip", *arguments], env={**os.environ, **quiet}, cwd=ROOT):
        raise Stop("The packages could not be fetched; pip says why above. Once that is mended, start again.")


# ---------------------------------------------------------------------------------------------- the commands


def run(arguments: Sequence[str]) -> int:
    """Start MentorDesk; without a command it wants a display, and says so before anything is fetched."""
    if not names_command(arguments) and not has_display(sys.platform, os.environ):
        raise Stop("There is no display here: start MentorDesk from a desktop session, or give it a command.")
    set_up(for_tests=False)
    return become([str(PYTHON), "-m", "mentordesk", *arguments])


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; only Linux can lack a display."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def names_command(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments make MentorDesk do something without its window."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--desk":
            next(rest, None)
        elif not argument.startswith("-") or argument in {"-h", "--help", "--version"}:
            return True
    return False


def test(arguments: Sequence[str]) -> int:
    """Check style, types and contracts beside all tests; pytest has the last word."""
    set_up(for_tests=True)
    say("Style, types, import contracts and tests …")
    # Two at a time: more would fight over the processor and make windows wait for each other.
    beside = ["-p", "tests.support.house_rules", "-n", "2", "--dist", "worksteal"]
    return become([str(PYTHON), "-m", "pytest", *beside, *arguments])


def faults(arguments: Sequence[str]) -> int:
    set_up(for_tests=True)
    return become([str(PYTHON), str(ROOT / "tests" / "faults"), *arguments])


def bench(arguments: Sequence[str]) -> int:
    set_up(for_tests=True)
    return become([str(PYTHON), str(ROOT / "tests" / "benchmarks"), *arguments])


def shots(arguments: Sequence[str]) -> int:
    set_up(for_tests=True)
    return become([str(PYTHON), str(ROOT / "tests" / "support" / "shots.py"), *arguments])


def words(arguments: Sequence[str]) -> int:
    """Collect the words of the code, bring the catalogues up to them and compile these; says what lacks translation."""
    if arguments:
        raise Stop("The command “words” takes no arguments.")
    set_up(for_tests=False)
    # Told from here, so that no catalogue names a folder of this machine.
    template = "resources/translations/mentordesk.pot"
    files = ["-d", "resources/translations", "-D", "mentordesk"]
    # No dates, no line numbers, no guesses: the catalogues change only when words do.
    collect = ["extract", "--omit-header", "--add-location=file", "--sort-by-file", "--width=120", "-o", template]
    update = ["update", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--width=120"]
    steps = (
        ["--quiet", *collect, "mentordesk", "ui"],
        ["--quiet", *update, "--input-file", template, *files],
        ["compile", "--statistics", *files],
    )
    done = (subprocess.call([str(PYTHON.parent / "pybabel"), *step], cwd=ROOT) for step in steps)
    return next(filter(None, done), 0)  # the first that fails is the last


def become(command: Sequence[str]) -> int:
    """Hand the terminal over; where the system can, this process turns into the other."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], list(command))  # noqa: S606 - no shell is the point
    return subprocess.call(command)


COMMANDS = {"run": run, "test": test, "faults": faults, "bench": bench, "shots": shots, "words": words}


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(USAGE, end="")
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](rest[1:] if rest[:1] == ["--"] else rest)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
