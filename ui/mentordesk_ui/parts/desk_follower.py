"""A part that shows something of the desk and reads it again when that changed: at once when seen, else when shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from mentordesk.store.database import Database
from mentordesk.store.topics import Topic


class DeskFollower(QObject):
    """Calls `refresh` after a change of one of the topics; while the widget cannot be seen it waits until it can."""

    def __init__(
        self, database: Database, widget: QWidget, topics: frozenset[Topic], refresh: Callable[[], object]
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._topics = topics
        self._refresh = refresh
        self._is_due = False
        unsubscribe = database.subscribe(self._hear)
        # A plain function: when this is called the Python side of the widget may be gone already.
        self.destroyed.connect(unsubscribe)
        widget.installEventFilter(self)

    def _hear(self, topics: frozenset[Topic]) -> None:
        if not self._topics & topics:
            return
        if self._widget.isVisible():
            self._refresh()
        else:
            self._is_due = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_due and watched is self._widget:
            self._is_due = False
            self._refresh()
        return False
