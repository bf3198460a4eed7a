"""Watches every Python process below a test for what it asks of a network, and the kernel where strace is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_HOOK = """
import os, socket, sys

# One descriptor for all: what a process writes in one go is one line, whoever else writes.
_told = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _watch(event, arguments):
    if not event.startswith("socket."):
        return
    families = {{socket.AF_INET, socket.AF_INET6}}
    first = arguments[0] if arguments else None
    reaches = event in {{"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}}
    if event == "socket.__new__":
        reaches = arguments[1] in families
    elif isinstance(first, socket.socket):
        reaches = first.family in families
    if reaches:
        os.write(_told, f"{{os.getpid()}} {{event}} {{arguments!r}}\\n".encode())


sys.addaudithook(_watch)
os.write(_told, f"watching {{os.getpid()}}\\n".encode())
"""
_INTERNET = re.compile(r"AF_INET6?\b|PF_INET6?\b|AF_PACKET\b|AF_NETLINK.*NETLINK_ROUTE.*sendto")


class NetworkWatch:
    """Puts a hook into each Python that begins in `environment`, by the name that Python itself looks for."""

    def __init__(self, folder: Path) -> None:
        self._log, self._trace = folder / "asked.txt", folder / "trace.txt"
        place = folder / "watch"
        place.mkdir()
        (place / "sitecustomize.py").write_text(_HOOK.format(log=str(self._log)), "utf-8")
        self._place = place

    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        """Return the environment with the watch in it."""
        paths = [str(self._place), environment.get("PYTHONPATH", "")]
        return {**environment, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}

    def before(self) -> tuple[str, ...]:
        """Return what to put before a command so that the kernel is watched too; empty where that cannot be."""
        if sys.platform != "linux" or (strace := shutil.which("strace")) is None:
            return ()
        tried = subprocess.run([strace, "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
        calls = "trace=socket,connect,bind,sendto,sendmsg"
        wanted = (strace, "-f", "-qq", "--seccomp-bpf", "-e", calls, "-e", "signal=none", "-o", str(self._trace))
        return wanted if tried.returncode == 0 else ()

    @property
    def processes(self) -> int:
        """How many Pythons were watched."""
        return sum(line.startswith("watching ") for line in self._lines(self._log))

    def asked(self) -> list[str]:
        """Return everything that was asked of a network."""
        said = [line for line in self._lines(self._log) if not line.startswith("watching ")]
        return said + [line for line in self._lines(self._trace) if _INTERNET.search(line)]

    @staticmethod
    def _lines(path: Path) -> list[str]:
        return path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []
