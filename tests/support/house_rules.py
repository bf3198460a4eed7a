"""Style, types and import contracts, checked beside the tests: `dev.py test` asks for it with `-p tests.support.house_rules`.

They use the time in which tests wait for other programs. What they find is told below the failures, above the last line.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tests.support.sources import ROOT

TOOLS = Path(sys.executable).parent
RULES = {
    "ruff check": [str(TOOLS / "ruff"), "check", "--quiet", "."],
    "ruff format": [str(TOOLS / "ruff"), "format", "--check", "--quiet", "."],
    "import contracts": [str(TOOLS / "lint-imports"), "--no-logo"],
    "mypy": [sys.executable, "-m", "mypy"],
}


class HouseRules:
    """Looks into every rule, one after the other; `broken` is what each broken one has to say."""

    def __init__(self, rules: dict[str, list[str]]) -> None:
        self._rules = rules
        self._looking = Thread(target=self._look, name="house rules")
        self.broken: dict[str, str] = {}

    def pytest_sessionstart(self) -> None:
        self._looking.start()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._looking.join()
        if self.broken and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for name, said in self.broken.items():
            terminalreporter.section(f"not in order: {name}", red=True)
            terminalreporter.write_line(said)

    def _look(self) -> None:
        for name, command in self._rules.items():
            done = subprocess.run(
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
            )
            if done.returncode:
                self.broken[name] = done.stdout.strip()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # a worker of xdist has its tests to do
        config.pluginmanager.register(HouseRules(RULES), "house rules")
