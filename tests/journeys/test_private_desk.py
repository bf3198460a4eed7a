"""An hour at an encrypted desk, after which nobody else can read any file of the program, and none holds a word of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.private_run import WORD

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name != "posix", reason="modes of files, and where a home is, are of Unix")
def test_no_file_of_the_program_holds_a_word_of_the_desk_nor_can_anybody_else_read_it(tmp_path: Path) -> None:
    home, chosen = tmp_path / "home", tmp_path / "chosen"
    places = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "TMPDIR": home / "tmp",
    }
    for place in (*places.values(), chosen):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = {
        **os.environ,
        **{name: str(place) for name, place in places.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.private_run", str(home), str(chosen)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n") == ["", ""], "files that others could read"

    written = [path for path in home.rglob("*") if path.is_file()]
    names = {path.name for path in written}
    assert {"desk.db", "desk.keys", "settings.json", "mentordesk.log"} <= names
    assert len(list((home / "data").rglob("attachments/*"))) == 4
    needles = [WORD.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")] + [WORD.upper().encode()]
    telling = [str(path) for path in written if any(needle in path.read_bytes() for needle in needles)]
    assert telling == []
    assert [str(path) for path in home.rglob("*") if WORD in path.name] == []
    assert WORD not in run.stderr
    # What was looked for is there to be found: in the copy and the archive that were asked for, plainly.
    assert WORD.encode() in (chosen / "copy.txt").read_bytes()
    with ZipFile(chosen / "desk.zip") as archive:
        assert WORD.encode() in archive.read("tables/note.json")
    second = [path for path in (chosen / "second").rglob("*") if path.is_file()]
    assert second
    assert not any(WORD.encode() in path.read_bytes() for path in second)
