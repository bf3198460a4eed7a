"""Small talk: who begins with something personal. Pure rules; who began in which call is kept with the meeting."""

from __future__ import annotations

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


def turn_to_begin(my_role: Role, held: int, began: Side | None = None, since: int = 0) -> Side:
    """Say whose turn it is in the next call of a mentorship in which `held` calls were held.

    `began` is who began last, as far as anybody noticed, and `since` in how many calls after it nobody did.
    In the first three calls the mentor leads, whoever began; after that it is the turn of whoever did not begin last
    time. A call of which nobody noticed counts as begun by whoever’s turn it was. Peers alternate from the first call,
    and the one at this desk begins.
    """
    leader = Side.OTHER if my_role is Role.MENTEE else Side.ME
    led = 1 if my_role is Role.PEER else MENTOR_LEADS
    if held < led:
        return leader
    # What was noticed while the mentor led does not count.
    if began is None or held - since < led:
        began, since = leader, held - led
    return began if since % 2 else began.turned
