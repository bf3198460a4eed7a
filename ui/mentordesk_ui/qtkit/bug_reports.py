"""Bugs show themselves: whatever is neither Mistake nor Trouble is logged with its traceback and told to the person once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import make_own_folder, only_for_me
from mentordesk.traces import told

if TYPE_CHECKING:
    import logging
    from io import TextIOWrapper

LOG_NAME = "mentordesk.log"
LARGEST_LOG = 512 * 1024

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class BugReports(QObject):
    """Takes over `sys.excepthook`, which PySide also calls for what a slot lets through, until `release`."""

    found = Signal(str)
    """The traceback of a bug: no values, so nothing of what a person wrote."""
    mistake = Signal(object)
    trouble = Signal(object)

    _caught = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: Hook = sys.excepthook
        self._folder = folder
        # Queued, because a bug in a worker thread is told on the main one.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._catch

    def release(self) -> None:
        """Give `sys.excepthook` back and close the log."""
        sys.excepthook = self._before
        log = self.__dict__.pop("_log", None)
        for handler in tuple(log.handlers if log is not None else ()):
            log.removeHandler(handler)
            handler.close()

    @cached_property
    def _log(self) -> logging.Logger:
        """The log, opened for the first bug: most runs have none, and the module is 4 ms of a start."""
        import logging
        from logging.handlers import RotatingFileHandler

        class OwnFile(RotatingFileHandler):
            """Only its owner may read it, as all that the program writes."""

            def _open(self) -> TextIOWrapper:
                return open(self.baseFilename, "a", encoding="utf-8", opener=only_for_me)

        log = logging.getLogger("mentordesk.bugs")
        log.propagate = False
        try:
            make_own_folder(self._folder)
            handler: logging.Handler = OwnFile(self._folder / LOG_NAME, maxBytes=LARGEST_LOG, backupCount=1)
        except OSError:
            # A folder that cannot be written to has its own sentence elsewhere; the bug is still told.
            handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        return log

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
        elif isinstance(error, Mistake):
            self.mistake.emit(error)
        elif isinstance(error, Trouble):
            self.trouble.emit(error)
        else:
            words = told(error, trace)
            self._log.error("%s", words)
            self._before(kind, error, trace)
            self._caught.emit(words)

    @Slot(str)
    def _tell(self, words: str) -> None:
        self.found.emit(words)
