"""What changed on the desk, as one Qt signal: by this program at once, by another one soon after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from .tick import Tick


class AnnouncesTopics(Protocol):
    """The part of the database that is wanted here."""

    def subscribe(self, callback: Callable[[frozenset[Any]], None]) -> Callable[[], None]: ...

    def notice_foreign_changes(self) -> bool: ...


class DeskTopics(QObject):
    """Emits `changed` with the topics of each committed change. Close it before the database."""

    changed = Signal(object)
    """frozenset of topics."""

    def __init__(
        self,
        database: AnnouncesTopics,
        parent: QObject | None = None,
        *,
        look_every: timedelta = timedelta(seconds=2),
    ) -> None:
        """`look_every` is how often to look for what another program wrote to the desk."""
        super().__init__(parent)
        self._database = database
        self._unsubscribe: Callable[[], None] | None = database.subscribe(self._announce)
        self._tick = Tick(look_every, self)
        self._tick.ticked.connect(self.look)
        self._tick.start()

    @Slot()
    def look(self) -> None:
        """Look now whether another program wrote to the desk; the database announces it like any other change."""
        if self._unsubscribe is not None:
            self._database.notice_foreign_changes()

    def close(self) -> None:
        """Hear nothing more."""
        self._tick.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _announce(self, topics: frozenset[Any]) -> None:
        self.changed.emit(topics)
