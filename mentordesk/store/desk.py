"""The desk: one open file and its stores, by noun."""

from __future__ import annotations

from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.store.actions import ActionStore
from mentordesk.store.advice import AdviceStore
from mentordesk.store.agenda import AgendaStore
from mentordesk.store.database import Database
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


class Desk:
    """Everything that is kept, noun by noun."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.profile = ProfileStore(database)
        self.people = PersonStore(database)
        self.mentorships = MentorshipStore(database)
        self.series = SeriesStore(database)
        self.meetings = MeetingStore(database)
        self.agenda = AgendaStore(database)
        self.notes = NoteStore(database)
        self.threads = ThreadStore(database)
        self.actions = ActionStore(database)
        self.questions = QuestionStore(database)
        self.advice = AdviceStore(database)
        self.goals = GoalStore(database)
        self.focus = FocusStore(database)
        self.reflections = ReflectionStore(database)
        self.reviews = ReviewStore(database)
        self.insights = InsightStore(database)
        self.reminders = ReminderStore(database)
        self.search = Search(database)
        self.note_list = NoteList(database, self.search)
        self.timeline = TimelineStore(database)

    @classmethod
    def open(cls, folder: Path, clock: Clock, *, patience_ms: int = 2000, keeps_undo: bool = False) -> Desk:
        """Open the desk in a folder, see `Database.open`."""
        return cls(Database.open(folder, clock, patience_ms=patience_ms, keeps_undo=keeps_undo))

    @property
    def folder(self) -> Path:
        """The folder the desk lies in."""
        return self.database.path.parent

    def open_beside(self) -> Desk:
        """Open the same desk once more, for work on the thread that calls this; whoever asks closes it."""
        return Desk.open(self.folder, self.database.clock, keeps_undo=True)

    def close(self) -> None:
        """Close the desk."""
        self.database.close()
