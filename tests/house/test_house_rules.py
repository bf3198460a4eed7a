"""What is not in order fails a run of the tests, and is told above pytest's last line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sources import ROOT


@pytest.mark.parametrize(("status", "told"), [(0, False), (3, True)])
def test_a_broken_rule_fails_the_run_and_is_told_before_the_last_line(tmp_path: Path, status: int, told: bool) -> None:
    (tmp_path / "test_one.py").write_text("def test_it():\n    pass\n")
    (tmp_path / "one_rule.py").write_text(
        "import sys\n"
        "from tests.support import house_rules\n"
        f"house_rules.RULES = {{'manners': [sys.executable, '-c', 'print(\"elbows\"); raise SystemExit({status})']}}\n"
    )
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "one_rule", "-p", "tests.support.house_rules", "-n", "1"]
    asked += ["-p", "no:cacheprovider", f"--rootdir={tmp_path}", str(tmp_path / "test_one.py")]
    surroundings = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": ""}
    done = subprocess.run(asked, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    assert done.returncode == int(told), done.stdout
    assert lines[-1].startswith("1 passed")
    assert any("not in order: manners" in line for line in lines) is told
    assert ("elbows" in lines[:-1]) is told
