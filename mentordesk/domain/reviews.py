"""Reviews of a mentorship every few months: a short set of questions, answered in private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

LOWEST, HIGHEST = 1, 5
QUESTION_COUNT = 6


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """How I see a mentorship on a day."""

    mentorship_id: str = ""
    held_on: date | None = None
    ratings: tuple[int, ...] = ()
    """From 1 to 5, in the order of the questions; 0 means not said."""
    keep: str = ""
    change: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (any(self.ratings) or self.keep.strip() or self.change.strip())


@dataclass(frozen=True)
class ReviewQuestion:
    """One of the questions: in a few words, and whole."""

    title: str
    text: str


def review_questions() -> tuple[ReviewQuestion, ...]:
    """Return the questions, in the order their answers are kept in; new ones may only be added at the end.

    They ask for what goes with good mentoring in Eby et al., “An Interdisciplinary Meta-Analysis of the Potential
    Antecedents, Correlates, and Consequences of Protégé Perceptions of Mentoring”, Psychological Bulletin 139 (2013);
    support and challenge in balance are from Daloz, “Effective Teaching and Mentoring” (1986).
    """
    return (
        ReviewQuestion(_("Trust"), _("I can say openly what I think, and what I do not know.")),
        ReviewQuestion(_("Clear goals"), _("We both know what we are working towards.")),
        ReviewQuestion(_("Time well used"), _("Our calls are worth the time they take.")),
        ReviewQuestion(_("Support and challenge"), _("There is enough of both: encouragement, and being stretched.")),
        ReviewQuestion(_("Learning both ways"), _("Each of us learns something from the other.")),
        ReviewQuestion(_("I would choose it again"), _("Knowing what I know now, I would begin it again.")),
    )


def answer_words() -> tuple[str, ...]:
    """Return what 1 to 5 mean."""
    return (_("not at all"), _("a little"), _("partly"), _("mostly"), _("fully"))


def checked_review(review: Review) -> Review:
    """Return the review as it may be kept: with an answer, or a gap, for each question.

    Raises Mistake for one that says nothing, or for an answer outside 1 to 5.
    """
    ratings = (review.ratings + (0,) * QUESTION_COUNT)[: max(QUESTION_COUNT, len(review.ratings))]
    if any(rating and not LOWEST <= rating <= HIGHEST for rating in ratings):
        raise Mistake(_("Answers go from 1 to 5."), field="ratings")
    review = replace(review, ratings=ratings, keep=review.keep.strip(), change=review.change.strip())
    if review.is_empty:
        raise Mistake(_("Answer at least one question, or write a sentence."), field="ratings")
    return review


def review_due_on(mentorship: Mentorship, last: date | None) -> date | None:
    """Return from when on it is time to look back; None where nobody wants to, it is over, or has no beginning."""
    if mentorship.review_every_days <= 0 or mentorship.is_over:
        return None
    since = last or mentorship.started_on
    return since + timedelta(days=mentorship.review_every_days) if since else None
