"""What a subject of the fault suite found: the table that tells all of it, the short one at the end, and the JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    return f"{'subject':<8} {'what was done':<54} {'rounds':>7} {'wrong':>5} {'s':>5}  measured"


def line(one: Figures) -> str:
    """Return the line of one subject, and below it what was wrong."""
    measured = f"left out: {one.left_out}" if one.left_out else ", ".join(f"{k} {v}" for k, v in one.measured.items())
    told = f"{one.subject:<8} {one.what:<54} {one.rounds:>7} {len(one.wrong):>5} {one.seconds:>5.0f}  {measured}"
    return "\n".join((told, *(f"    WRONG: {wrong}" for wrong in one.wrong[:_MOST_TOLD])))


def summary(found: Iterable[Figures], seconds: float) -> Iterator[str]:
    """Yield the lines of the short table: all that belongs to a subject in one."""
    by_subject: dict[str, list[Figures]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one)
    yield ""
    yield f"{'subject':<8} {'rounds':>7} {'wrong':>5} {'s':>6}"
    for subject, some in by_subject.items():
        rounds, wrong = sum(one.rounds for one in some), sum(len(one.wrong) for one in some)
        left_out = next((f"  left out: {one.left_out}" for one in some if one.left_out), "")
        yield f"{subject:<8} {rounds:>7} {wrong:>5} {sum(one.seconds for one in some):>6.0f}{left_out}"
    every = [one for some in by_subject.values() for one in some]
    yield f"{sum(one.rounds for one in every)} rounds, {sum(len(one.wrong) for one in every)} wrong, in {seconds:.0f} s"
