"""Attaching files and saving copies of them while the window goes on: what is under way, how far it is, and a way to stop it.

Files are read, sealed and opened on another thread; rows are written on the main one. What is shown is parts' affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Attachment, Holder
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background, Progress

T = TypeVar("T")


@dataclass(frozen=True)
class UnderWay:
    """One thing that takes a while."""

    number: int
    holder: Holder
    words: str
    share: float = 0.0


class Place(Protocol):
    """Where files can be attached."""

    def ask_file(self) -> None:
        """Ask which."""


class Attaching(QObject):
    """There is one for an open desk. Close it before the desk."""

    changed = Signal()
    """What is under way is another, or further."""
    failed = Signal(object, str)
    """Something for this holder could not be done, and why."""

    def __init__(
        self, desk: Desk, clock: Clock, acts: Acts, background: Background, toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__()
        self._desk, self._clock, self._acts, self._background, self._toast = desk, clock, acts, background, toast
        self._numbers = count(1)
        self._under_way: dict[int, UnderWay] = {}
        self._tokens: dict[int, Progress] = {}
        self._places: list[Place] = []

    @property
    def seals(self) -> bool:
        """Whether what is attached is sealed; a desk that is not encrypted seals nothing."""
        return self._desk.keys.now is not None

    # -- what is asked for

    def attach_files(self, holder: Holder, paths: Sequence[str]) -> None:
        """Attach copies of files; each that cannot be says why, and the others are attached."""
        from mentordesk.workflows.notes.attach import take_files

        wanted = [Path(path) for path in paths]
        if not wanted:
            return
        words = ngettext("Attaching “{name}”", "Attaching {count} files", len(wanted))
        words = words.format(name=wanted[0].name, count=len(wanted))
        work = partial(_with_token, partial(take_files, self._desk.attachments.files, holder, wanted))
        self._run(holder, words, work, self._taken)

    def attach_picture(self, holder: Holder, content: bytes) -> None:
        """Attach a picture that was pasted; `content` is a PNG."""
        from mentordesk.workflows.notes.attach import picture_name, take_bytes

        name = picture_name(self._clock.now().astimezone(self._clock.zone()))
        work = partial(take_bytes, self._desk.attachments.files, holder, name, content)
        self._run(holder, _("Attaching “{name}”").format(name=name), work, self._taken_one)

    def save_copy(self, holder: Holder, attachment: Attachment, target: Path) -> None:
        """Write what was attached to a place of one's choice, as it is."""
        from mentordesk.workflows.notes.attach import save_copy

        words = _("Saving a copy of “{name}”").format(name=attachment.name)
        work = partial(_with_token, partial(save_copy, self._desk.attachments.files, attachment, target))
        self._run(holder, words, work, self._saved)

    def read(
        self,
        attachment: Attachment,
        make: Callable[[bytes], T],
        done: Callable[[T], object],
        failed: Callable[[Mistake | Trouble], object],
    ) -> None:
        """Read what was attached into memory, make something of it off the main thread, and hand that to `done`."""
        work = partial(_made_of, partial(self._desk.attachments.files.read, attachment), make)
        self._background.run(work, done=done, failed=failed)

    def remove(self, attachment: Attachment) -> None:
        """Put an attachment into the trash; the toast offers to take that back."""
        from mentordesk.workflows.notes.attach import remove

        words = _("“{name}” is removed").format(name=attachment.name)
        self._acts.perform(partial(remove, self._desk, attachment.id), done=partial(self._say, words))

    # -- where a key that attaches leads

    def came_into_sight(self, place: Place) -> None:
        """Hear that files can be attached at a place now."""
        self.went_out_of_sight(place)
        self._places.append(place)

    def went_out_of_sight(self, place: Place) -> None:
        """Hear that they no longer can."""
        self._places = [other for other in self._places if other is not place]

    def ask_file_here(self) -> None:
        """Ask for a file to attach to what was shown last; say so where there is nothing."""
        if self._places:
            self._places[-1].ask_file()
        else:
            self._toast(_("Open a note, a meeting, a person or a goal first: files are attached there."), False)

    # -- what is under way

    def under_way(self, holder: Holder) -> tuple[UnderWay, ...]:
        """Return what is being done for a holder, in the order it was begun."""
        return tuple(one for one in self._under_way.values() if one.holder == holder)

    def stop(self, number: int) -> None:
        """Stop something; nothing is left of it."""
        token = self._tokens.pop(number, None)
        if token is not None:
            token.cancel()
            self._end(number)
            self._toast(_("Stopped; nothing was left"), False)

    def close(self) -> None:
        """Stop everything: the desk closes."""
        for token in self._tokens.values():
            token.cancel()
        self._tokens.clear()
        self._under_way.clear()
        self._places.clear()

    def _run(self, holder: Holder, words: str, work: Callable[..., T], done: Callable[[int, Holder, T], None]) -> None:
        number = next(self._numbers)
        self._under_way[number] = UnderWay(number, holder, words)
        self._tokens[number] = self._background.run(
            work,
            done=partial(done, number, holder),
            failed=partial(self._fail, number, holder),
            progress=partial(self._go_on, number),
        )
        self.changed.emit()

    def _go_on(self, number: int, share: float, _words: str = "") -> None:
        if number in self._under_way:
            self._under_way[number] = replace(self._under_way[number], share=share)
            self.changed.emit()

    def _end(self, number: int) -> None:
        self._tokens.pop(number, None)
        self._under_way.pop(number, None)
        self.changed.emit()

    def _fail(self, number: int, holder: Holder, error: Mistake | Trouble) -> None:
        self._end(number)
        self.failed.emit(holder, error.sentence)

    # -- what came of it

    def _taken_one(self, number: int, holder: Holder, taken: Attachment) -> None:
        self._taken(number, holder, ((taken,), ()))

    def _taken(self, number: int, holder: Holder, result: tuple[tuple[Attachment, ...], tuple[str, ...]]) -> None:
        from mentordesk.workflows.notes.attach import keep_all

        self._end(number)
        taken, troubles = result
        if taken:
            words = ngettext("“{name}” is attached", "{count} files are attached", len(taken))
            words = words.format(name=taken[0].name, count=len(taken))
            self._acts.perform(
                partial(keep_all, self._desk, taken),
                done=partial(self._say, words),
                failed=partial(self._not_kept, holder, taken),
            )
        if troubles:
            self.failed.emit(holder, " ".join(troubles))

    def _not_kept(self, holder: Holder, taken: tuple[Attachment, ...], mistake: Mistake) -> None:
        self._desk.attachments.purge_files(one.id for one in taken)
        self.failed.emit(holder, mistake.sentence)

    def _saved(self, number: int, _holder: Holder, place: Path) -> None:
        self._end(number)
        words = _("A copy is in “{folder}”. Whoever finds it there can open it.")
        self._toast(words.format(folder=place.parent.name or str(place.parent)), False)

    def _say(self, words: str, _result: object) -> None:
        self._toast(words, True)


def _made_of(read: Callable[[], bytes], make: Callable[[bytes], T]) -> T:
    return make(read())


def _with_token(work: Callable[..., T], token: Progress) -> T:
    return work(watcher=token)
