"""A program without a network: started where there is none, and asked afterwards whether it ever reached for one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

# A network of its own, in which nothing is up: not even the computer itself can be reached by an address.
CUT_OFF = ("unshare", "--user", "--map-current-user", "--net")
_ATTEMPTS = {"Ip": ("OutNoRoutes", "OutRequests"), "Tcp": ("ActiveOpens",), "Udp": ("OutDatagrams",)}


def cut_off() -> tuple[str, ...]:
    """Return what to put before a command so that it has no network; empty where the system does not allow that."""
    if shutil.which(CUT_OFF[0]) is None:
        return ()
    tried = subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False)
    return CUT_OFF if tried.returncode == 0 else ()


def reached_for(process_id: int) -> list[str]:
    """Return what a running program did to reach a network: sockets it holds, and every attempt if it is cut off.

    The kernel counts attempts for the whole of a network, so they tell something only where the program is alone.
    """
    process = Path("/proc", str(process_id))
    held = {str(one.readlink()) for one in _descriptors(process)}
    reached = []
    for family in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        for line in (process / "net" / family).read_text().splitlines()[1:]:
            socket = f"socket:[{line.split()[9]}]"
            if socket in held:
                reached.append(f"{family} {socket}")
    if Path(process, "ns", "net").readlink() != Path("/proc/self/ns/net").readlink():
        reached += _attempts((process / "net" / "snmp").read_text())
    return reached


def _descriptors(process: Path) -> list[Path]:
    return [one for one in (process / "fd").iterdir() if one.is_symlink()]


def _attempts(counted: str) -> list[str]:
    """Return the counters that are not zero (https://docs.kernel.org/networking/snmp_counter.html)."""
    lines = [line.split() for line in counted.splitlines()]
    found = []
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        protocol = names[0].rstrip(":")
        numbers = dict(zip(names, values, strict=True))
        found += [f"{protocol} {name} {numbers[name]}" for name in _ATTEMPTS.get(protocol, ()) if int(numbers[name])]
    return found
