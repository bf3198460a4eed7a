"""How the lines of a brief appear as rows."""

from __future__ import annotations

from mentordesk import phrases
from mentordesk.workflows.advice.advice_overview import AdviceRow
from mentordesk.workflows.brief.brief_lines import (
    CallLine,
    DueLine,
    GoalLine,
    NoteLine,
    PromiseLine,
    QuestionLine,
    ReviewLine,
    ThreadLine,
)
from mentordesk_ui.rows.row_look import AvatarMark, ChipNote, IconMark, RowLook


def promise_look(line: PromiseLine) -> RowLook:
    """A ring to tick, and whose promise it is."""
    return RowLook(
        line.text,
        line.detail,
        checked=line.is_done,
        round_check=True,
        done=line.is_done,
        chip=ChipNote(line.owner, "accent" if line.is_mine else "warm") if line.owner else None,
        warm_detail=line.is_late,
    )


def thread_look(line: ThreadLine) -> RowLook:
    """A speech bubble, and since when it may be asked."""
    return RowLook(line.text, line.detail, IconMark("message-square"))


def advice_look(row: AdviceRow) -> RowLook:
    """The question that stands, else what became of it."""
    return RowLook(row.text, " · ".join(filter(None, (row.question, row.detail))), IconMark("lightbulb"))


def goal_look(line: GoalLine) -> RowLook:
    """How far it has come, by when, and what was said last."""
    percent = phrases.percent(line.progress)
    spoken = ", ".join(word for word in (line.title, percent, line.by, line.detail) if word)
    return RowLook(line.title, line.detail, caption=line.by, progress=line.progress, spoken_text=spoken)


def question_look(line: QuestionLine) -> RowLook:
    """What is parked for this call."""
    chip = ChipNote(line.detail, "warm" if line.is_urgent else "plain") if line.detail else None
    return RowLook(line.text, "", IconMark("circle-question-mark", ground=False), chip=chip)


def note_look(line: NoteLine) -> RowLook:
    """The beginning of a note and its day."""
    return RowLook(line.title, line.excerpt, caption=line.when)


def due_look(line: DueLine) -> RowLook:
    """Somebody to meet again."""
    return RowLook(line.name, line.detail, AvatarMark(line.initials), chip=ChipNote(line.role_words, "accent"))


def review_look(line: ReviewLine) -> RowLook:
    """A mentorship to look back on."""
    return RowLook(line.name, line.detail, AvatarMark(line.initials))


def later_look(line: CallLine) -> RowLook:
    """A further call of today."""
    return RowLook(line.person, line.times, AvatarMark(line.initials), caption=line.manner)
