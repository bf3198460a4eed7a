"""Journey J4, the other side: what the mentor's desk shows of the mentee's month, and what the mentor adds to it, offline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mentordesk.domain.actions import Action
from mentordesk.domain.advice import AdviceAnswer, Tried
from mentordesk.store.desk import Desk
from tests.support.at_the_desk import Sitter
from tests.support.display import VirtualDisplay
from tests.support.offline import cut_off, reached_for
from tests.support.screen_reader import ScreenReader
from tests.support.the_month import (
    ADVICE,
    CARRIED,
    CHECK_INS,
    EVENINGS,
    NEXT,
    PROMISE,
    SHARES,
    SOON,
    SPEAK,
    THESIS,
    URGENT,
    WEDDING,
    write_mentors_desk,
)


@pytest.mark.journey
def test_the_mentors_desk_of_the_same_month(display: VirtualDisplay, reader: ScreenReader, tmp_path: Path) -> None:
    sitter = Sitter(display, tmp_path / "home", reader, behind=cut_off())
    write_mentors_desk(sitter.desk_folder)
    read_the_brief(sitter)
    hear_what_became_of_the_advice(sitter)
    answer_what_she_asked(sitter)
    see_her_goals(sitter)
    tick_her_promise(sitter)
    look_at_the_pictures(sitter)
    assert sitter.program is not None
    assert reached_for(sitter.program.pid) == []
    assert sitter.get_up() == 0


def read_the_brief(sitter: Sitter) -> None:
    """Today says it all before the call, and a terminal the same."""
    sitter.sit_down("Today")
    for words in (
        f"^{PROMISE}, since",
        f"^{WEDDING}, Mentioned",
        f"^{CARRIED}, since",
        f"^{re.escape(NEXT)}, private, not done",
        f"^{re.escape(URGENT)}, urgent",
        f"^{re.escape(SOON)}, this week",
        f"^{ADVICE}, Has Maria tried it",
        f"^{THESIS}, 55%, Since .*From 4 to 22 of 40 pages .*Two chapters",
        f"^{EVENINGS}, 100%, Since .*From 5 to 2 evenings",
        f"^{SPEAK}, 60%, .*said it first this time",
    ):
        sitter.until_heard(words, "list item")
    sitter.until_heard("^Your turn to begin with something personal$")
    brief = " ".join(sitter.ask("brief").split())
    for words in (PROMISE, WEDDING, f"[ ] {CARRIED} (carried over since", f"[ ] {NEXT}", URGENT, SOON, ADVICE):
        assert brief.count(words) == 1, words
    for goal, share in SHARES.items():
        assert f"{goal}: {share}" in brief


def hear_what_became_of_the_advice(sitter: Sitter) -> None:
    """She tells that she tried it; what I advised says what landed."""
    sitter.display.key("ctrl+7")
    sitter.turn_to("Advice")
    sitter.click_on(f"^{ADVICE}, .*Has Maria tried it", "list item")
    sitter.click_on("^Yes$", "radio button")
    sitter.click_on("^4 A good deal$", "radio button")
    sitter.fill("What happened, in Maria’s words?", "They said yes")
    sitter.display.key("ctrl+Return")
    told = sitter.until_on_desk(answers, "what became of it")[0]
    assert (told.tried, told.worth, told.happened) == (Tried.YES, 4, "They said yes")
    sitter.until_heard(f"^{ADVICE}, .*worth 4 of 5.*They said yes", "list item")
    sitter.until_heard("^1 of 1 tried · worth 4 of 5$")


def answer_what_she_asked(sitter: Sitter) -> None:
    """What is asked of me is told apart from what I ask, and my answer is kept under it."""
    sitter.display.key("ctrl+6")
    sitter.turn_to("Questions")
    sitter.click_on("^I ask$", "radio button")
    sitter.until_silent(f"^{re.escape(URGENT)}")
    sitter.click_on("^They ask me$", "radio button")
    for question in (URGENT, SOON, NEXT):
        sitter.until_heard(f"^{re.escape(question)}, .*Maria asks", "list item")
    sitter.click_on(f"^{re.escape(URGENT)}", "list item")
    sitter.fill("Answer", "You may, and say why")
    sitter.display.key("ctrl+Return")
    sitter.until_on_desk(lambda desk: desk.questions.where("answer = ?", ["You may, and say why"]), "my answer")
    sitter.until_heard(f"^{re.escape(URGENT)}, You may, and say why", "list item")


def see_her_goals(sitter: Sitter) -> None:
    """Her goals are hers on my desk, too; one of them rests, and nothing turns red."""
    sitter.display.key("ctrl+4")
    sitter.turn_to("Goals")
    sitter.until_heard("^Maria$", "heading")
    for goal, share in SHARES.items():
        sitter.until_heard(f"^{goal}, {share},", "list item")


def tick_her_promise(sitter: Sitter) -> None:
    """Ticked by Space in the list, which has the keyboard, and taken back by undo."""

    def is_on_it() -> bool:
        return any(one.is_focused for one in sitter.hears(f"^{PROMISE}"))

    sitter.display.key("ctrl+5")
    sitter.turn_to("Promises")
    sitter.until_heard(f"^{PROMISE}, .*not done", "list item")
    sitter.until(lambda: any(one.is_focused for one in sitter.hears(".", "list item")), "a row with the keyboard")
    if not is_on_it():
        sitter.press_until(is_on_it, "the promise", "Down", each_s=0.5)
    sitter.display.key("space")
    sitter.until_on_desk(lambda desk: promise(desk).done_at is not None, "the promise to be kept")
    sitter.display.key("ctrl+z")
    sitter.until_on_desk(lambda desk: promise(desk).done_at is None, "the tick to be taken back")
    sitter.until_heard(f"^{PROMISE}, .*not done", "list item")


def look_at_the_pictures(sitter: Sitter) -> None:
    """Her page tells the month day by day; Insights tell it in pictures, with a sentence each."""
    sitter.display.key("ctrl+2")
    sitter.turn_to("People")
    sitter.click_on("^Maria Santos,", "list item")
    sitter.until_heard("^Maria Santos$", "heading")
    for _days_ago, goal, _value, sentence in CHECK_INS[-4:]:  # the earlier ones lie further down
        sitter.until_heard(f"^{goal}, .*{sentence}", "list item")
    sitter.display.key("ctrl+shift+w")
    sitter.turn_to("Insights")
    for words in (
        "^You and Maria met once",
        "^Maria promised one thing: 1 still open",
        "^3 goals were looked at; 3 moved",
    ):
        sitter.until_heard(words)


# -- what is on the desk


def answers(desk: Desk) -> tuple[AdviceAnswer, ...]:
    advice = desk.advice.where("text = ?", [ADVICE])[0]
    return desk.advice.answers.of_advice(advice.id)


def promise(desk: Desk) -> Action:
    return desk.actions.where("text = ?", [PROMISE])[0]
