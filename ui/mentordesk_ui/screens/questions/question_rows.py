"""How a question looks and sounds in the inbox."""

from __future__ import annotations

from mentordesk.workflows.questions.questions_overview import QuestionView
from mentordesk_ui.rows.row_look import ChipNote, IconMark, RowLook


def question_look(view: QuestionView) -> RowLook:
    """Return the row's look: the question, what became of it, and for whom it is."""
    question = view.question
    icon = "circle-check" if question.answered_at else "archive" if question.dropped_at else "circle-question-mark"
    return RowLook(
        question.text,
        view.detail,
        IconMark(icon, "accent" if question.is_open else "muted", ground=False),
        done=question.dropped_at is not None,
        warm_detail=view.waits_for_answer or not view.person_id,
        chip=ChipNote(view.who, "plain" if view.is_mine else "warm") if view.who else None,
    )
