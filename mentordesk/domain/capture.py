"""One line typed in passing, and what it says: `? How do I say no @Maria !week`, `~ sister’s wedding @Li !june 20`.

Signs and words only: who and which goal may be meant is handed in, what is asked back and kept is for the workflow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from mentordesk.domain.capture_names import KnownGoal, KnownPerson, Named, folded, read_goal, read_name
from mentordesk.domain.markdown import tags_in
from mentordesk.domain.questions import Urgency
from mentordesk.errors import Mistake
from mentordesk.light_dataclass import dataclass


class Kind(StrEnum):
    """What a line becomes."""

    NOTE = "note"
    QUESTION = "question"
    ACTION = "action"
    THREAD = "thread"
    CHECK_IN = "check-in"
    ADVICE = "advice"


class MarkKind(StrEnum):
    """What a stretch of the line stands for."""

    KIND = "kind"
    PERSON = "person"
    TAG = "tag"
    DAY = "day"
    URGENCY = "urgency"
    GOAL = "goal"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that was understood, from `start` up to but without `end`; unclear when it has to be asked about."""

    start: int
    end: int
    what: MarkKind
    is_clear: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may speak of."""

    people: Sequence[KnownPerson] = ()
    goals: Sequence[KnownGoal] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """The words before a colon that say what a line is, folded."""
    urgencies: Mapping[str, Urgency] = field(default_factory=dict)
    """The words after a `!` that say how long a question can wait, folded."""
    read_day: Callable[[str], date] | None = None
    """Reads the words after a `!`; raises Mistake."""
    target: float | None = None
    """What the goal counts to that was chosen beside the line."""
    spared: frozenset[str] = frozenset()
    """Words after an `@` that are nobody’s name, folded: somebody said so."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A line as it was read."""

    kind: Kind
    text: str
    """Everything typed that is no mark; a note keeps all but the sign of its kind."""
    marks: tuple[Mark, ...] = ()
    named: tuple[Named, ...] = ()
    """Who is named: for a promise of mine to somebody two, else one at most."""
    tags: tuple[str, ...] = ()
    day_words: str = ""
    day: date | None = None
    day_problem: str = ""
    """Why the day is not one; then `day` is None."""
    urgency: Urgency | None = None
    goal_words: str = ""
    goal_ids: tuple[str, ...] = ()
    number: float | None = None


_SIGNS = (
    (re.compile(r"(?:[-*+]\s+)?\[[ xX]?\](?=\s|$)|[-*+]\s*\[[ xX]?\](?=\s|$)"), Kind.ACTION),
    (re.compile(r"\?+(?=\s|\w|@|$)"), Kind.QUESTION),
    (re.compile(r"~"), Kind.THREAD),
    (re.compile(r"="), Kind.CHECK_IN),
    (re.compile(r">"), Kind.ADVICE),
)
_KIND_WORD = re.compile(r"([^\W\d_][\w’'-]*(?: [\w’'-]+)?)\s?:(?=\s|$)")
_ENDS_AS_QUESTION = ("?", "？", "؟")
_AT = re.compile(r"(?<![\w@./+-])@(?=[^\s@])")
_BANG = re.compile(r"(?<!\S)!(?=\w)")
_URGENT = re.compile(r"(?<!\S)!!(?!\S)")
_TAG = re.compile(r"(?:^|(?<=\s))#[^\W\d_][\w/-]*")
_NUMBER = re.compile(r"(?<![\w.,])([-+−]?\d{1,9}(?:[.,]\d{1,4})?)(?:\s?%|\s?/\s?10)?(?![\w.,]*\w)")
_STANDING = re.compile(
    r"(?<![\w.,/])([-+−]?\d{1,9}(?:[.,]\d{1,4})?)\s?(?:/|out of|of|von)\s?(\d{1,9}(?:[.,]\d{1,4})?)(?![\w.,/]*\w)",
    re.IGNORECASE,
)
"""“3 of 12”: a number wherever it stands, if the goal counts to 12."""
_MOST_DAY_WORDS = 6
_SMALL_WORD = 3
_MOST_BANGS = 3
_NAMES_PEOPLE = 2


def read_capture(line: str, known: Known, kind: Kind | None = None) -> Captured:
    """Read a line; `kind`, when somebody chose it, counts more than what the line says. Never raises."""
    line = _without_controls(line)
    sign, said = _read_kind(line, known)
    start = sign.end if sign else 0
    meant = kind or said or _usual_kind(line[start:], known)
    marks = [sign] if sign else []
    named = _read_people(line, start, known, meant, marks)
    day_words, day, problem = _read_day(line, start, known, meant, marks)
    urgency = _read_urgency(line, start, known, marks) if meant is Kind.QUESTION else None
    goal_words, goal_ids, number = "", tuple[str, ...](), None
    if meant is Kind.CHECK_IN:
        goal_words, goal_ids, number = _read_check_in(line, start, known, named, marks)
    left_out = [mark for mark in marks if mark not in _spoken(marks)] + [
        Mark(mark.start, mark.start + 1, mark.what) for mark in _spoken(marks)
    ]
    text = line[start:].strip() if meant is Kind.NOTE else _without(line, left_out)
    tags = [Mark(found.start(), found.end(), MarkKind.TAG) for found in _TAG.finditer(line, start)]
    return Captured(
        kind=meant,
        text=text,
        marks=tuple(sorted([*marks, *tags], key=_by_place)),
        named=tuple(named),
        tags=tags_in(text),
        day_words=day_words,
        day=day,
        day_problem=problem,
        urgency=urgency,
        goal_words=goal_words,
        goal_ids=goal_ids,
        number=number,
    )


def _without_controls(line: str) -> str:
    """Return the line as one line: a line break pasted in is a space, so that places in it stay what they are."""
    return "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in line)


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _read_kind(line: str, known: Known) -> tuple[Mark | None, Kind | None]:
    """Return the sign or word at the start that says what the line is."""
    begin = len(line) - len(line.lstrip())
    for pattern, kind in _SIGNS:
        if match := pattern.match(line, begin):
            return Mark(begin, match.end(), MarkKind.KIND), kind
    match = _KIND_WORD.match(line, begin)
    kind_said = known.kinds.get(folded(match[1]).words) if match else None
    return (Mark(begin, match.end(), MarkKind.KIND), kind_said) if match and kind_said else (None, None)


def _usual_kind(text: str, known: Known) -> Kind:
    """A line without a sign is a question when it asks, a promise when it has a day, else a note."""
    plain = text.rstrip()
    for found in (*_AT.finditer(plain), *_URGENT.finditer(plain)):
        if plain[: found.start()].rstrip().endswith(_ENDS_AS_QUESTION):
            return Kind.QUESTION
    if plain.endswith(_ENDS_AS_QUESTION):
        return Kind.QUESTION
    for found in _bangs(plain, 0):
        if _urgency_at(plain, found.end(), known):
            return Kind.QUESTION
        if _day_at(plain, found.end(), known)[1] is not None:
            return Kind.ACTION
    return Kind.NOTE


# -- who


def _read_people(line: str, start: int, known: Known, kind: Kind, marks: list[Mark]) -> list[Named]:
    named: list[Named] = []
    for found in _AT.finditer(line, start):
        one = read_name(line, found.end(), known.people)
        if one is None or (marks and found.start() < marks[-1].end):
            continue
        if not one.ids and folded(one.words).words in known.spared:
            continue
        named.append(one)
        if kind is not Kind.NOTE or len(named) == 1:
            marks.append(Mark(found.start(), one.end, MarkKind.PERSON, len(one.ids) == 1))
        # “@me … @Maria” is a promise of mine to Maria; any other second name is part of what is said.
        if kind is not Kind.ACTION or not one.is_me or len(named) == _NAMES_PEOPLE:
            break
    return named


# -- when


def _read_day(
    line: str, start: int, known: Known, kind: Kind, marks: list[Mark]
) -> tuple[str, date | None, str]:  # fmt: skip
    """Return the words of the last day named, the day, and what is wrong with it."""
    if kind not in {Kind.ACTION, Kind.THREAD, Kind.ADVICE}:
        return "", None, ""
    unread: tuple[Mark, str, str] | None = None
    for found in reversed(_bangs(line, start)):
        end, day, problem = _day_at(line, found.end(), known)
        if day is not None:
            marks.append(Mark(found.start(), end, MarkKind.DAY))
            return line[found.end() : end], day, ""
        if unread is None:
            unread = Mark(found.start(), end, MarkKind.DAY, is_clear=False), line[found.end() : end], problem
    if unread is None:
        return "", None, ""
    marks.append(unread[0])
    return unread[1], None, unread[2]


def _bangs(line: str, start: int) -> list[re.Match[str]]:
    """Return the last few places where a `!` begins a word: a text full of them is no line, and reading days takes time."""
    return list(_BANG.finditer(line, start))[-_MOST_BANGS:]


def _day_at(line: str, begin: int, known: Known) -> tuple[int, date | None, str]:
    """Read the longest day that begins here: where it ends, the day, and what is wrong when it is none."""
    ends = [match.end() for match in re.finditer(r"\S+", line[: begin + 80]) if match.end() > begin]
    stops = [end for end in ends if not re.search(r"\s[@#!]", line[begin:end])][:_MOST_DAY_WORDS]
    if not stops:
        return len(line), None, ""
    problem = ""
    # What is asked back is one word, or a few where it begins with a small one: “in fourty days”.
    count = 1 if stops[0] - begin > _SMALL_WORD else _SMALL_WORD
    for end in reversed(stops):
        words = line[begin:end].rstrip(",;:")
        try:
            if known.read_day is not None:
                return begin + len(words), known.read_day(words), ""
        except Mistake as mistake:
            if end in stops[count - 1 : count] or not problem:
                problem = mistake.sentence
    return stops[:count][-1], None, problem


# -- how urgent


def _read_urgency(line: str, start: int, known: Known, marks: list[Mark]) -> Urgency | None:
    if found := _URGENT.search(line, start):
        marks.append(Mark(found.start(), found.end(), MarkKind.URGENCY))
        return Urgency.URGENT
    for found in _bangs(line, start):
        if said := _urgency_at(line, found.end(), known):
            marks.append(Mark(found.start(), said[0], MarkKind.URGENCY))
            return said[1]
    return None


def _urgency_at(line: str, begin: int, known: Known) -> tuple[int, Urgency] | None:
    words = list(re.finditer(r"\S+", line[: begin + 40]))
    ends = [word.end() for word in words if word.end() > begin][:2]
    for end in reversed(ends):
        urgency = known.urgencies.get(folded(line[begin:end].rstrip(",;:.")).words)
        if urgency is not None:
            return end, urgency
    return None


# -- how a goal stands


def _read_check_in(
    line: str, start: int, known: Known, named: Sequence[Named], marks: list[Mark]
) -> tuple[str, tuple[str, ...], float | None]:
    """Return the words for the goal, the goals they may mean, and the number."""
    owners = named[0].ids if named else ()
    goals = [goal for goal in known.goals if not owners or goal.owner_id in owners or goal.person_id in owners]
    free = _free(line, start, marks)
    targets = {known.target, *(goal.target for goal in goals)}
    first = (_standing(line, free[:1], targets) or _NUMBER.match(line, free[0][0])) if free else None
    found = read_goal(line, [word for word in free if first is None or word[0] >= first.end()], goals)
    if found is not None:
        marks.append(Mark(found.start, found.end, MarkKind.GOAL, len(found.ids) == 1))
        free = _free(line, start, marks)
        targets = {goal.target for goal in goals if goal.id in found.ids}
    # The number stands before the goal or first behind it; one in the middle of the sentence stays in the sentence, and
    # counts where it says of how many.
    number = _standing(line, free, targets) or first
    number = number or next((match for word in free[:1] if (match := _NUMBER.match(line, word[0]))), None)
    value = None
    if number is not None:
        value = _amount(number[1])
        if number.start() <= free[0][0]:
            marks.append(Mark(number.start(), number.end(), MarkKind.NUMBER))
    if found is not None:
        return line[found.start : found.end], found.ids, value
    return "", tuple(goal.id for goal in goals), value


def _standing(line: str, free: Sequence[tuple[int, int]], targets: set[float | None]) -> re.Match[str] | None:
    """Return the first “3 of 12” that begins with one of these words, where a goal counts to 12."""
    found = (_STANDING.match(line, begin) for begin, _end in free)
    return next((match for match in found if match is not None and _amount(match[2]) in targets), None)


def _amount(digits: str) -> float:
    return float(digits.replace(",", ".").replace("−", "-"))


def _free(line: str, start: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the words that are no mark, as places."""
    taken = [(mark.start, mark.end) for mark in marks]
    words = ((match.start(), match.end()) for match in re.finditer(r"\S+", line))
    return [
        word
        for word in words
        if word[0] >= start and not any(word[0] < end and begin < word[1] for begin, end in taken)
    ]


# -- what is left


def _spoken(marks: Sequence[Mark]) -> list[Mark]:
    """Return the names that stay in what is said: “send the book to @Maria” goes on without the sign only."""
    return [mark for mark in marks if mark.what is MarkKind.PERSON][1:]


def _without(line: str, marks: Sequence[Mark]) -> str:
    """Return the line without its marks, double spaces and the comma a mark leaves behind."""
    kept = "".join(_between(line, sorted(marks, key=_by_place)))
    return re.sub(r"\s+([,;:.!?])(?=\s|$)", r"\1", " ".join(kept.split())).strip(" ,;")


def _between(line: str, marks: Sequence[Mark]) -> Iterator[str]:
    at = 0
    for mark in marks:
        yield line[at : mark.start]
        yield " "
        at = max(at, mark.end)
    yield line[at:]
