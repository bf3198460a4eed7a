"""The one door for work that blocks: plain values go in, plain values come back on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from itertools import count
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from mentordesk.errors import Mistake, Trouble
from mentordesk.light_dataclass import dataclass

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Progress:
    """Handed to work that takes an argument: it says how far it is, and hears whether it is still wanted."""

    def __init__(self, post: Callable[[float, str], None] | None = None) -> None:
        self._post = post
        self._cancelled = Event()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def report(self, fraction: float, words: str = "") -> None:
        """Say how much is done, 0..1, and what is being done; from any thread."""
        if self._post is not None and not self.is_cancelled:
            self._post(fraction, words)

    def cancel(self) -> None:
        """Ask the work to stop: it does when it next looks, and nobody is called back."""
        self._cancelled.set()


@dataclass(frozen=True)
class _Errand:
    token: Progress
    done: Callable[[Any], object] | None
    failed: Callable[[Mistake | Trouble], object] | None
    progress: Callable[[float, str], object] | None


class _Mailbox(QObject):
    """Carries letters from the workers' threads to the main one. The application owns it, so it outlives the workers."""

    arrived = Signal(int, object)
    advanced = Signal(int, float, str)


class Background(QObject):
    """Runs work off the main thread, and calls back on it.

    Workers hold the work, a token and the number of the errand: never the callbacks or the widgets behind them. A
    callback whose QObject is gone is left out. Make it on the main thread, after the application.
    """

    trouble = Signal(object)
    """A Mistake or Trouble for which `run` was given no `failed`."""

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._threads = threads
        self._errands: dict[int, _Errand] = {}
        self._numbers = count(1)
        self._mailbox = _Mailbox(QCoreApplication.instance())
        self._mailbox.arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._mailbox.advanced.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """The workers, from the first work on: until the first sight there is none, and the module is 7 ms of a start."""
        from concurrent.futures import ThreadPoolExecutor

        # Python's pool and not QThreadPool: that one waits for its workers in a destructor that holds Python's lock.
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="background")
        # A bound method of the pool: when Qt destroys this object, `self` is no longer there to be called.
        self.destroyed.connect(partial(pool.shutdown, wait=False, cancel_futures=True))
        return pool

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is under way whose end has not been handed over."""
        return bool(self._errands)

    def run(
        self,
        work: Callable[..., T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Mistake | Trouble], object] | None = None,
        progress: Callable[[float, str], object] | None = None,
    ) -> Progress:
        """Start `work` and return its token, to cancel it.

        Work that takes an argument is called with the token. What it returns goes to `done`, a Mistake or Trouble to
        `failed` (else to the signal `trouble`); any other exception is raised on the main thread, for sys.excepthook.
        """
        number = next(self._numbers)
        token = Progress(partial(_post_progress, self._mailbox, number))
        self._errands[number] = _Errand(token, done, failed, progress)
        future = self._pool.submit(work, token) if _takes_an_argument(work) else self._pool.submit(work)
        future.add_done_callback(partial(_post_result, self._mailbox, number))
        return token

    def finish(self) -> None:
        """Wait until everything asked for is done; nobody is called back. For the end of the program."""
        self._pool.shutdown(wait=True)
        self._errands.clear()

    def close(self) -> None:
        """Cancel everything and wait for what cannot stop; for the end of the program."""
        for errand in self._errands.values():
            errand.token.cancel()
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._errands.clear()

    @Slot(int, object)
    def _hand_over(self, number: int, future: Future[Any]) -> None:
        errand = self._errands.pop(number, None)
        if errand is None or errand.token.is_cancelled or future.cancelled():
            return
        error = future.exception()
        if error is None:
            _call(errand.done, future.result())
        elif not isinstance(error, Mistake | Trouble):
            raise error
        elif errand.failed is not None:
            _call(errand.failed, error)
        else:
            self.trouble.emit(error)

    @Slot(int, float, str)
    def _hand_on(self, number: int, fraction: float, words: str) -> None:
        errand = self._errands.get(number)
        if errand is not None and not errand.token.is_cancelled:
            _call(errand.progress, fraction, words)


def _post_result(mailbox: _Mailbox, number: int, future: Future[Any]) -> None:
    if isValid(mailbox):
        mailbox.arrived.emit(number, future)


def _post_progress(mailbox: _Mailbox, number: int, fraction: float, words: str) -> None:
    if isValid(mailbox):
        mailbox.advanced.emit(number, fraction, words)


def _takes_an_argument(work: Callable[..., object]) -> bool:
    from inspect import Parameter, signature

    required = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    return any(p.kind in required and p.default is Parameter.empty for p in signature(work).parameters.values())


def _call(callback: Callable[..., object] | None, *arguments: object) -> None:
    if callback is None:
        return
    target = callback.func if isinstance(callback, partial) else callback
    owner = getattr(target, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        callback(*arguments)
