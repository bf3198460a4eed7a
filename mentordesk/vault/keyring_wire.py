"""What is said between the program and the process that asks the keyring: one order, then lines until the answer.

Secrets go through pipes, never through arguments or the environment, which other programs of the user can read.
"""

from __future__ import annotations

from enum import StrEnum

SERVICE = "MentorDesk"
"""The service of each entry, as `keyring get MentorDesk …` would name it."""

LABEL = "MentorDesk desk key"
"""What a program that shows the keyring calls an entry. In English for everyone: the entry outlives the language."""


class Verb(StrEnum):
    READ = "read"
    WRITE = "write"
    DELETE = "delete"


class Word(StrEnum):
    """What the other process says."""

    WAITS = "waits"
    """The keyring waits for the person."""
    GOES_ON = "goes-on"
    FOUND = "found"
    DONE = "done"
    """There is nothing to hand over: no such entry, or written, or deleted."""
    FAILED = "failed"


class Problem(StrEnum):
    """Why a keyring cannot be used."""

    NO_BUS = "no-bus"
    NONE = "none"
    SWITCHED_OFF = "switched-off"
    UNSAFE = "unsafe"
    UNUSABLE = "unusable"
    FORGETS = "forgets"
    FAILED = "failed"
    LOCKED = "locked"
    SILENT = "silent"


class Unanswered(Exception):
    """The keyring gave no answer; `detail` is a technical name that never holds a secret."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


class Order:
    """What is asked of the keyring. Its secret is never shown."""

    # No dataclass: the process that asks would load for it what costs it a tenth of its time.
    __slots__ = ("entry", "secret", "verb")

    def __init__(self, verb: Verb, entry: str, secret: str = "") -> None:
        self.verb = verb
        self.entry = entry
        self.secret = secret

    def __repr__(self) -> str:
        return f"Order({self.verb}, {self.entry!r})"

    def line(self) -> bytes:
        """Return it as one line."""
        return b" ".join((self.verb.encode(), hidden(self.entry), hidden(self.secret))) + b"\n"

    @classmethod
    def heard(cls, line: bytes) -> Order:
        """Return what a line says."""
        verb, entry, secret = line.removesuffix(b"\n").split(b" ")
        return cls(Verb(verb.decode()), shown(entry), shown(secret))


def answer(word: Word, *values: str) -> bytes:
    """Return a line of the other process."""
    return b" ".join((word.encode(), *map(hidden, values))) + b"\n"


def heard(line: bytes) -> tuple[Word, list[str]]:
    """Return what a line of the other process says."""
    word, *values = line.split(b" ")
    return Word(word.decode()), [shown(value) for value in values]


def hidden(text: str) -> bytes:
    """Return text without spaces or ends of lines."""
    return text.encode().hex().encode()


def shown(text: bytes) -> str:
    """Return what `hidden` was given."""
    return bytes.fromhex(text.decode()).decode()
