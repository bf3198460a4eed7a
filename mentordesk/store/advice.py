"""Advice on disk, with the answers to “tried?”."""

from __future__ import annotations

from mentordesk.domain.advice import Advice, AdviceAnswer
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class AdviceStore(RecordTable[Advice]):
    """What was advised, and what became of it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Advice, "advice", Topic.ADVICE)
        self.answers = RecordTable(database, AdviceAnswer, "advice_answer", Topic.ADVICE)
