"""Advice ready to show: what I was given, what I advised and what became of it; in words, with the question that stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.advice import (
    Advice,
    AdviceAnswer,
    AdviceQuestion,
    Standing,
    Tried,
    last_said,
    next_asked_on,
    question_of,
    standing_of,
)
from mentordesk.domain.people import Person
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk

WORTHS = range(1, 6)


@dataclass(frozen=True)
class AdviceRow:
    """One piece of advice, ready to show."""

    id: str
    text: str
    detail: str
    """Who gave it to whom, when, and what became of it."""
    standing: Standing
    is_mine: bool
    """Whether I advised it."""
    person_id: str
    """The other one, giver or given."""
    person: str
    question: str = ""
    """What to ask about it now, in words; empty when nothing stands."""
    asked_since: date | None = None
    is_look_back: bool = False
    context: str = ""
    worth: int | None = None
    is_partly: bool = False


@dataclass(frozen=True)
class GivenToMe:
    """What I was given. `asked` are those of `to_try` and `tried` about which a question stands."""

    asked: tuple[AdviceRow, ...]
    to_try: tuple[AdviceRow, ...]
    tried: tuple[AdviceRow, ...]
    let_go: tuple[AdviceRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no advice at all."""
        return not (self.to_try or self.tried or self.let_go)


@dataclass(frozen=True)
class GivenTo:
    """What I advised one person, and how it landed."""

    person_id: str
    name: str
    summary: str
    rows: tuple[AdviceRow, ...]


class AdviceReader:
    """Reads advice as of now; make a new one when the desk or the day has changed."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._today = clock.now().astimezone(clock.zone()).date()
        profile = desk.profile.mine()
        self._me_id = profile.person_id if profile else ""

    def given_to_me(self) -> GivenToMe:
        """Return what everybody advised me: the newest first; what is asked about the longest standing first, looks back last."""
        advice = self._desk.advice.not_given_by(self._me_id)
        rows = self._rows(advice)
        by_standing = {standing: tuple(row for row in rows if row.standing is standing) for standing in Standing}
        asked = sorted(
            (row for row in rows if row.question),
            key=lambda row: (row.is_look_back, row.asked_since or self._today, row.id),
        )
        return GivenToMe(
            tuple(asked), by_standing[Standing.TO_TRY], by_standing[Standing.TRIED], by_standing[Standing.LET_GO]
        )

    def given_by_me(self) -> tuple[GivenTo, ...]:
        """Return what I advised, by person, whom I advised last first."""
        groups: dict[str, list[AdviceRow]] = {}
        for row in self._rows(self._desk.advice.given_by(self._me_id)):
            groups.setdefault(row.person_id, []).append(row)
        return tuple(
            GivenTo(person_id, rows[0].person, _landed(rows), tuple(rows)) for person_id, rows in groups.items()
        )

    def row(self, advice_id: str) -> AdviceRow | None:
        """Return one piece of advice, unless it is in the trash."""
        advice = self._desk.advice.find(advice_id)
        rows = self._rows([advice]) if advice is not None and advice.deleted_at is None else ()
        return rows[0] if rows else None

    def answers(self, advice_id: str) -> tuple[str, ...]:
        """Return what was answered so far, oldest first, in words; what was passed over says nothing."""
        return tuple(
            _("{day}: {said}").format(day=_sentence(self._day_of(answer)), said=said_words(answer))
            for answer in self._desk.advice.answers.of_advice(advice_id)
            if answer.tried
        )

    def asked_in(self, mentorship_id: str, limit: int) -> tuple[AdviceRow, ...]:
        """Return the advice of a mentorship about which a question stands, the longest standing first."""
        pairs = self._desk.advice.asked(self._today, mentorship_id=mentorship_id)
        return self._rows([advice for advice, _question in pairs[:limit]])

    def asked_of_me(self, limit: int, *, but_not_in: str = "") -> tuple[AdviceRow, ...]:
        """Return what I was advised and am asked about, the longest standing first; one mentorship may be left out."""
        pairs = self._desk.advice.asked(self._today, giver_is_not=self._me_id)
        wanted = [advice for advice, _question in pairs if not but_not_in or advice.mentorship_id != but_not_in]
        return self._rows(wanted[:limit])

    def tried_since(self, mentorship_id: str, since: datetime) -> tuple[AdviceRow, ...]:
        """Return what was tried in a mentorship since an instant, wholly or in part, the last first."""
        return self._rows([advice for advice, _answer in self._desk.advice.tried_since(mentorship_id, since)])

    def _rows(self, advice: Sequence[Advice]) -> tuple[AdviceRow, ...]:
        answers = self._desk.advice.answers.of_all(one.id for one in advice)
        mentorships = self._desk.mentorships.many(one.mentorship_id for one in advice if one.mentorship_id)
        others = {
            one.id: one.giver_id if one.giver_id != self._me_id else mentorships[one.mentorship_id].person_id
            for one in advice
            if one.giver_id != self._me_id or one.mentorship_id in mentorships
        }
        people = self._desk.people.many(others.values())
        return tuple(
            self._row(one, answers[one.id], people[others[one.id]]) for one in advice if others.get(one.id) in people
        )

    def _row(self, advice: Advice, answers: Sequence[AdviceAnswer], person: Person) -> AdviceRow:
        is_mine = advice.giver_id == self._me_id
        standing = standing_of(advice, answers)
        question = question_of(advice, answers, self._today)
        said = last_said(answers)
        return AdviceRow(
            id=advice.id,
            text=advice.text,
            detail=self._detail(advice, answers, person, is_mine=is_mine, standing=standing),
            standing=standing,
            is_mine=is_mine,
            person_id=person.id,
            person=person.short_name,
            question=question_words(question, person.short_name, is_mine=is_mine) if question else "",
            asked_since=question.since if question else None,
            is_look_back=bool(question and question.is_look_back),
            context=advice.context,
            worth=_worth(answers),
            is_partly=standing is Standing.TO_TRY and said is not None and said.tried == Tried.PARTLY,
        )

    def _detail(
        self, advice: Advice, answers: Sequence[AdviceAnswer], person: Person, *, is_mine: bool, standing: Standing
    ) -> str:
        day = phrases.near_day(advice.given_on, self._today) if advice.given_on else ""
        parts = [_sentence(day)] if is_mine else [person.short_name, day]
        said = last_said(answers)
        if said is not None and standing is not Standing.LET_GO:
            parts.append(said_words(said, _worth(answers)))
        elif standing is Standing.TO_TRY and not question_of(advice, answers, self._today):
            following = next_asked_on(advice, answers, self._today)
            if following is not None:
                parts.append(_("asked about {day}").format(day=phrases.near_day(following, self._today)))
        return " · ".join(part for part in parts if part)

    def _day_of(self, answer: AdviceAnswer) -> str:
        day: date = answer.asked_on or (answer.at.date() if answer.at else self._today)
        return phrases.near_day(day, self._today)


def question_words(question: AdviceQuestion, name: str, *, is_mine: bool) -> str:
    """Ask about advice: me about what I was given, else the other one about what I gave."""
    if question.is_look_back:
        words = _("Was it worth it for {name}, looking back?") if is_mine else _("Was it worth it, looking back?")
    else:
        words = _("Has {name} tried it?") if is_mine else _("Have you tried it?")
    return words.format(name=name)


def said_words(answer: AdviceAnswer, worth: int | None = None) -> str:
    """Say what was answered: whether it was tried, what it was worth, what happened."""
    tried = {Tried.YES: _("tried"), Tried.PARTLY: _("partly tried"), Tried.NOT_YET: _("not tried yet")}
    parts = [tried[Tried(answer.tried)] if answer.tried else ""]
    worth = answer.worth if answer.worth is not None else worth
    if worth is not None and answer.tried != Tried.NOT_YET:
        parts.append(_("worth {worth} of 5").format(worth=worth))
    parts.append(_("“{words}”").format(words=" ".join(answer.happened.split())) if answer.happened else "")
    return " · ".join(part for part in parts if part)


def worth_words() -> tuple[tuple[int, str], ...]:
    """Return the answers to “was it worth it?” with their words."""
    words = (_("Not at all"), _("A little"), _("Somewhat"), _("A good deal"), _("Very much"))
    return tuple(
        (number, _("{number} {word}").format(number=number, word=word))
        for number, word in zip(WORTHS, words, strict=True)
    )


def _worth(answers: Sequence[AdviceAnswer]) -> int | None:
    """Return the worth said last."""
    return next((answer.worth for answer in reversed(answers) if answer.worth is not None), None)


def _landed(rows: Sequence[AdviceRow]) -> str:
    tried = sum(row.standing is Standing.TRIED or row.is_partly for row in rows)
    worths = [row.worth for row in rows if row.worth is not None]
    words = [ngettext("{count} given", "{count} given", len(rows)).format(count=len(rows))]
    if tried:
        words = [_("{tried} of {count} tried").format(tried=tried, count=len(rows))]
    if worths:
        average = phrases.number(round(sum(worths) / len(worths), 1))
        words.append(_("worth {worth} of 5").format(worth=average))
    return " · ".join(words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
