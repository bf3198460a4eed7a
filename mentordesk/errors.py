"""The two kinds of failure that are for people; everything else is a bug and shows itself."""

from __future__ import annotations


class Mistake(Exception):
    """The request breaks a rule: one sentence saying what, and what to do, shown beside the field.

    `field` names the input that is at fault, as the form that asked calls it.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Trouble(Exception):
    """The world failed (disk full, file locked, newer desk): a calm sentence with what to do.

    Raised at the outer edge, `from` the original error.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
