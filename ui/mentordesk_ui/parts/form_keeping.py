"""Keeps what a form says, and tells when another window had changed the same fields while it was open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake, Trouble
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.keep_form import KeptForm, keep_form
from mentordesk_ui.qtkit.acts import Acts

T = TypeVar("T")


def perform_form(
    acts: Acts,
    desk: Desk,
    opened: Record,
    work: Callable[[], T],
    *,
    done: Callable[[T], object],
    failed: Callable[[Mistake], object] | None = None,
    person_id: str = "",
) -> None:
    """Do `work`, which keeps a form that was opened on the record `opened`; `person_id` is whom it is about."""
    act = partial(keep_form, desk, opened, work, person_id=person_id)
    acts.perform(act, done=partial(_finish, acts, done), failed=failed)


def _finish(acts: Acts, done: Callable[[Any], object], kept: KeptForm[Any]) -> None:
    done(kept.result)
    if kept.told:
        # Stays until it is dismissed, as a toast would not.
        acts.trouble.emit(Trouble(kept.told))
