"""Notes that read like real ones: shapes, sentences and promises put together about one topic."""

from __future__ import annotations

from datetime import date

from mentordesk.domain.promises import write_promise
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import Sheet, sheet
from mentordesk.workflows.demo.wording import Wording


@dataclass(frozen=True)
class Promised:
    """One promise of a meeting, before it is an action."""

    text: str
    is_mine: bool
    due_on: date | None = None
    is_done: bool = False
    done_on: date | None = None
    """None leaves the day to chance."""


@dataclass(frozen=True)
class Told:
    """What a note is to tell."""

    title: str
    topic: Sheet
    promises: tuple[Promised, ...]
    my_tag: str
    their_tag: str
    language: str = "en"


def promise_lines(told: Told) -> list[str]:
    """Return the promises as lines with check boxes, as the editor reads them."""
    return [
        write_promise(
            promise.text,
            told.my_tag if promise.is_mine else told.their_tag,
            promise.due_on.isoformat() if promise.due_on else None,
            checked=promise.is_done,
        )
        for promise in told.promises
    ]


def write_note(chance: Chance, wording: Wording, told: Told) -> str:
    """Return a note in Markdown, from a few lines to some three thousand characters."""
    if told.language != "en" and chance.maybe(0.75):
        parts = _foreign(chance, wording, told)
    else:
        shape = chance.random.random()
        if shape < 0.2:
            parts = _short(chance, wording, told)
        elif shape < 0.7:
            parts = _usual(chance, wording, told)
        else:
            parts = _long(chance, wording, told)
    tags = [f"#{tag}" for tag in told.topic["tags"]]
    if tags and chance.maybe(0.75):
        parts.append(" ".join(tags))
    # Chance may deal a sentence twice; nobody writes it twice.
    return "\n\n".join(dict.fromkeys(part for part in parts if part)) + "\n"


def _short(chance: Chance, wording: Wording, told: Told) -> list[str]:
    talk = sheet("talk")
    parts = [
        f"# {told.title}" if chance.maybe(0.5) else f"**{told.title}**",
        wording.say(chance.deal(told.topic["openings"])),
        _bullets(chance, wording, told, 1, 3) if chance.maybe(0.6) else wording.say(chance.deal(talk["bridge"])),
        "\n".join(promise_lines(told)),
    ]
    return [*parts, wording.say(chance.deal(talk["close"])) if chance.maybe(0.5) else ""]


def _usual(chance: Chance, wording: Wording, told: Told) -> list[str]:
    talk = sheet("talk")
    say, deal = wording.say, chance.deal
    parts = [f"# {told.title}"]
    if chance.maybe(0.6):
        parts.append(say(deal(talk["small_talk"])))
    parts.append(say(deal(told.topic["openings"])) + " " + say(deal(talk["bridge"])))
    parts += [_heading(chance, wording, "headings_said"), _bullets(chance, wording, told, 2, 6)]
    if chance.maybe(0.55):
        parts.append(_quote(chance, wording, told))
    if chance.maybe(0.4):
        parts.append(say(deal(talk["bridge"])))
    if told.promises:
        parts += [_heading(chance, wording, "headings_todo"), "\n".join(promise_lines(told))]
    if chance.maybe(0.35):
        parts.append(say(deal(talk["decisions"])))
    if chance.maybe(0.6):
        parts.append(say(deal(talk["close"])))
    return parts


def _long(chance: Chance, wording: Wording, told: Told) -> list[str]:
    talk = sheet("talk")
    say, deal = wording.say, chance.deal
    parts = [f"# {told.title}", " ".join(say(line) for line in chance.hand(talk["small_talk"], 1, 3))]
    parts += [_heading(chance, wording, "headings_said")]
    for _paragraph in range(chance.number(2, 3)):
        parts.append(
            " ".join([say(deal(told.topic["openings"])), *(say(line) for line in chance.hand(talk["bridge"], 1, 3))])
        )
    parts += [_bullets(chance, wording, told, 4, 7), _quote(chance, wording, told)]
    parts += [_heading(chance, wording, "headings_learned"), _numbered(chance, wording, told)]
    parts += [" ".join(say(line) for line in chance.hand(talk["bridge"], 2, 4))]
    if told.promises:
        parts += [_heading(chance, wording, "headings_todo"), "\n".join(promise_lines(told))]
    parts += ["\n".join(f"- {say(line)}" for line in chance.hand(talk["decisions"], 1, 2))]
    return [*parts, "---", " ".join(say(line) for line in chance.hand(talk["close"], 1, 3))]


def _foreign(chance: Chance, wording: Wording, told: Told) -> list[str]:
    words = sheet("other-languages")[told.language]
    talk = sheet("talk")
    parts = [f"# {told.title}"]
    if chance.maybe(0.5):
        parts.append(wording.say(chance.deal(talk["small_talk"])))
    parts.append(f"## {chance.deal(words['headings'])}")
    lines = chance.hand(words["sentences"], 2, 6)
    parts.append(
        "\n".join(f"- {line}" for line in lines)
        if chance.maybe(0.6)
        else ("" if told.language == "ja" else " ").join(lines)
    )
    if chance.maybe(0.5):
        parts.append(f"> {chance.deal(words['quotes'])}")
    if chance.maybe(0.5):
        parts.append(wording.say(chance.deal(told.topic["openings"])))
    if told.promises:
        parts += [f"## {chance.deal(words['headings'])}", "\n".join(promise_lines(told))]
    return parts


def _heading(chance: Chance, wording: Wording, kind: str) -> str:
    return f"## {wording.say(chance.deal(sheet('talk')[kind]))}"


def _bullets(chance: Chance, wording: Wording, told: Told, low: int, high: int) -> str:
    return "\n".join(f"- {wording.say(point)}" for point in chance.hand(told.topic["points"], low, high))


def _numbered(chance: Chance, wording: Wording, told: Told) -> str:
    points = chance.hand(told.topic["points"], 2, 3)
    return "\n".join(f"{number}. {wording.say(point)}" for number, point in enumerate(points, 1))


def _quote(chance: Chance, wording: Wording, told: Told) -> str:
    return f"> {wording.say(chance.deal(told.topic['quotes']))}"
