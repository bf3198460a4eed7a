"""The desk: one open file and its stores, by noun. A store, and its noun, is loaded when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.store.database import Database
from mentordesk.vault.keys import NO_KEYS, Keys

if TYPE_CHECKING:
    # A start loads the nouns of Today only; each further one is a millisecond or two.
    from mentordesk.store.actions import ActionStore
    from mentordesk.store.advice import AdviceStore
    from mentordesk.store.agenda import AgendaStore
    from mentordesk.store.attachments import AttachmentStore
    from mentordesk.store.focus import FocusStore
    from mentordesk.store.goals import GoalStore
    from mentordesk.store.insights import InsightStore
    from mentordesk.store.meetings import MeetingStore, SeriesStore
    from mentordesk.store.mentorships import MentorshipStore
    from mentordesk.store.note_list import NoteList
    from mentordesk.store.notes import NoteStore
    from mentordesk.store.people import PersonStore
    from mentordesk.store.profile import ProfileStore
    from mentordesk.store.questions import QuestionStore
    from mentordesk.store.reflections import ReflectionStore
    from mentordesk.store.reminders import ReminderStore
    from mentordesk.store.reviews import ReviewStore
    from mentordesk.store.search import Search
    from mentordesk.store.threads import ThreadStore
    from mentordesk.store.timeline import TimelineStore
    from mentordesk.store.wordings import WordingStore


class Desk:
    """Everything that is kept, noun by noun."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(
        cls, folder: Path, clock: Clock, keys: Keys = NO_KEYS, *, patience_ms: int = 2000, keeps_undo: bool = False
    ) -> Desk:
        """Open the desk in a folder, see `Database.open`."""
        return cls(Database.open(folder, clock, keys, patience_ms=patience_ms, keeps_undo=keeps_undo))

    @property
    def keys(self) -> Keys:
        """The keys of this desk, that which opened it first."""
        return self.database.keys

    @property
    def folder(self) -> Path:
        """The folder the desk lies in."""
        return self.database.path.parent

    def open_beside(self) -> Desk:
        """Open the same desk once more, for work on the thread that calls this; whoever asks closes it."""
        return Desk.open(self.folder, self.database.clock, self.keys, keeps_undo=True)

    def close(self) -> None:
        """Close the desk."""
        self.database.close()

    # -- stores

    @cached_property
    def profile(self) -> ProfileStore:
        from mentordesk.store.profile import ProfileStore

        return ProfileStore(self.database)

    @cached_property
    def people(self) -> PersonStore:
        from mentordesk.store.people import PersonStore

        return PersonStore(self.database)

    @cached_property
    def mentorships(self) -> MentorshipStore:
        from mentordesk.store.mentorships import MentorshipStore

        return MentorshipStore(self.database)

    @cached_property
    def series(self) -> SeriesStore:
        from mentordesk.store.meetings import SeriesStore

        return SeriesStore(self.database)

    @cached_property
    def meetings(self) -> MeetingStore:
        from mentordesk.store.meetings import MeetingStore

        return MeetingStore(self.database)

    @cached_property
    def agenda(self) -> AgendaStore:
        from mentordesk.store.agenda import AgendaStore

        return AgendaStore(self.database)

    @cached_property
    def notes(self) -> NoteStore:
        from mentordesk.store.notes import NoteStore

        return NoteStore(self.database)

    @cached_property
    def threads(self) -> ThreadStore:
        from mentordesk.store.threads import ThreadStore

        return ThreadStore(self.database)

    @cached_property
    def actions(self) -> ActionStore:
        from mentordesk.store.actions import ActionStore

        return ActionStore(self.database)

    @cached_property
    def questions(self) -> QuestionStore:
        from mentordesk.store.questions import QuestionStore

        return QuestionStore(self.database)

    @cached_property
    def advice(self) -> AdviceStore:
        from mentordesk.store.advice import AdviceStore

        return AdviceStore(self.database)

    @cached_property
    def attachments(self) -> AttachmentStore:
        from mentordesk.store.attachments import AttachmentStore

        return AttachmentStore(self.database)

    @cached_property
    def goals(self) -> GoalStore:
        from mentordesk.store.goals import GoalStore

        return GoalStore(self.database)

    @cached_property
    def focus(self) -> FocusStore:
        from mentordesk.store.focus import FocusStore

        return FocusStore(self.database)

    @cached_property
    def reflections(self) -> ReflectionStore:
        from mentordesk.store.reflections import ReflectionStore

        return ReflectionStore(self.database)

    @cached_property
    def reviews(self) -> ReviewStore:
        from mentordesk.store.reviews import ReviewStore

        return ReviewStore(self.database)

    @cached_property
    def insights(self) -> InsightStore:
        from mentordesk.store.insights import InsightStore

        return InsightStore(self.database)

    @cached_property
    def reminders(self) -> ReminderStore:
        from mentordesk.store.reminders import ReminderStore

        return ReminderStore(self.database)

    @cached_property
    def search(self) -> Search:
        from mentordesk.store.search import Search

        return Search(self.database)

    @cached_property
    def note_list(self) -> NoteList:
        from mentordesk.store.note_list import NoteList

        return NoteList(self.database, self.search)

    @cached_property
    def timeline(self) -> TimelineStore:
        from mentordesk.store.timeline import TimelineStore

        return TimelineStore(self.database)

    @cached_property
    def wordings(self) -> WordingStore:
        from mentordesk.store.wordings import WordingStore

        return WordingStore(self.database)
