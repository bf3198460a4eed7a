"""What a subject of the fault suite found, and the table that tells all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST_TOLD = 20


@dataclass
class Figures:
    """Of one subject: how often something was done to the program, what went wrong, and what was measured."""

    subject: str
    what: str
    """What was done, as the line of the table reads."""
    rounds: int = 0
    wrong: list[str] = field(default_factory=list)
    measured: dict[str, str] = field(default_factory=dict)
    left_out: str = ""
    """Why it could not be done here."""
    seconds: float = 0.0

    def count(self, problem: str = "") -> None:
        """Count one round, and what was wrong with it, if anything."""
        self.rounds += 1
        if problem:
            self.wrong.append(problem)


def heading() -> str:
    """Return the first line of the table that people read."""
    return f"{'subject':<8} {'what was done':<58} {'rounds':>7} {'wrong':>5} {'s':>5}  measured"


def line(one: Figures) -> str:
    """Return the line of one subject, and below it what was wrong."""
    measured = f"left out: {one.left_out}" if one.left_out else ", ".join(f"{k} {v}" for k, v in one.measured.items())
    told = f"{one.subject:<8} {one.what:<58} {one.rounds:>7} {len(one.wrong):>5} {one.seconds:>5.0f}  {measured}"
    return "\n".join((told, *(f"    WRONG: {wrong}" for wrong in one.wrong[:_MOST_TOLD])))


def tail(seconds: float, wrong: int) -> str:
    """Return the last line."""
    return f"{wrong} wrong in {seconds:.0f} s"
