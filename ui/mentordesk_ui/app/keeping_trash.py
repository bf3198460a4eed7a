"""Empties the trash of what has been in it for long enough, at a calm moment; off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.store.desk import Desk
from mentordesk.store.trash import KEPT_FOR, TrashList
from mentordesk.workflows.safety.trash import Emptied, empty_expired
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.tick import Tick

CALM_MS = 60_000
"""How long after the first sight the first look waits: after the backup of the day, which still has what goes."""

BEAT = timedelta(hours=1)
"""How often it is asked whether something has been there for long enough."""


class KeepingTrash(QObject):
    """Lives with one desk, from the first calm moment on. In a call (`is_in_call`) nothing is deleted: writing the file
    anew may keep others waiting.
    """

    def __init__(
        self, background: Background, desk: Desk, clock: Clock, is_in_call: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._desk, self._clock = background, desk, clock
        self._is_in_call = is_in_call
        self._token: Progress | None = None
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.look)
        self._calm.start()
        self._beat = Tick(BEAT, self)
        self._beat.ticked.connect(self.look)
        self._beat.start()

    @property
    def is_emptying(self) -> bool:
        """Tell whether something is being deleted now."""
        return self._token is not None

    def look(self) -> None:
        """Delete what has been in the trash for long enough, if there is anything that may go."""
        if self._token is not None or self._is_in_call():
            return
        expired = TrashList(self._desk.database).expired(self._clock.now() - KEPT_FOR)
        if not expired or not set(expired) - {"person"}:
            # People of whom something is kept stay there; to look again each hour would be for nothing.
            people = expired.get("person", ())
            if not people or set(people) <= TrashList(self._desk.database).staying(people):
                return
        self._token = self._background.run(
            partial(empty_expired, self._desk.open_beside), done=self._emptied, failed=self._failed
        )

    def stop(self) -> None:
        """Look no more: the desk closes."""
        self._calm.stop()
        self._beat.stop()
        if self._token is not None:
            self._token.cancel()

    def _emptied(self, emptied: Emptied) -> None:
        self._token = None
        self._desk.database.undo_log.forget(emptied.ids)
        self._desk.database.notice_foreign_changes()

    def _failed(self, _failure: Mistake | Trouble) -> None:
        # Another program is at the desk, or somebody took something out a moment ago: the next beat looks again.
        self._token = None
