"""Small talk: who begins with something personal. Pure rules; who began in which call is kept with the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from mentordesk.domain.mentorships import Role

MENTOR_LEADS = 3
"""So many first calls of a mentorship in which the mentor begins: mentees hesitate."""


class Side(Enum):
    """One of the two in a call."""

    ME = "me"
    OTHER = "other"

    @property
    def turned(self) -> Side:
        """The other one of the two."""
        return Side.OTHER if self is Side.ME else Side.ME


def turn_to_begin(my_role: Role, began: Iterable[Side | None]) -> Side:
    """Say whose turn it is in the next call; `began` tells of each call held so far, in order, None where nobody noticed.

    In the first three calls the mentor leads, whoever began; after that it is the turn of whoever did not begin last
    time. A call of which nobody noticed counts as begun by whoever’s turn it was. Peers alternate from the first call,
    and the one at this desk begins.
    """
    leader = Side.OTHER if my_role is Role.MENTEE else Side.ME
    led = 0 if my_role is Role.PEER else MENTOR_LEADS
    turn = leader
    for held, first in enumerate(began, start=1):
        turn = leader if held < led else (first or turn).turned
    return turn
