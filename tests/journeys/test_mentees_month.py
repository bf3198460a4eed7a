"""Journey J4: a mentee's month, offline: goals, check-ins, questions, advice, a call prepared, held and wrapped up."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mentordesk.clock import SystemClock
from mentordesk.domain.advice import Tried
from mentordesk.domain.agenda import AgendaState
from mentordesk.domain.focus import FocusSession
from mentordesk.domain.goals import GoalState
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.mentorships import Role
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.store.desk import Desk
from tests.support.at_the_desk import Sitter
from tests.support.display import VirtualDisplay
from tests.support.offline import cut_off, reached_for
from tests.support.private_keyring import PrivateKeyring
from tests.support.screen_reader import ScreenReader
from tests.support.the_month import (
    ADVICE,
    ADVISED_DAYS_AGO,
    CHECK_INS,
    EVENINGS,
    GOALS,
    NEXT,
    PROMISE,
    SHARES,
    SOON,
    SPEAK,
    THESIS,
    URGENT,
)

ZONE = ZoneInfo("Europe/Berlin")
TOLD = "her move to Lisbon"


@pytest.mark.journey
def test_a_mentees_month_offline(
    real_keyring: PrivateKeyring, display: VirtualDisplay, reader: ScreenReader, tmp_path: Path
) -> None:
    sitter = Sitter(display, tmp_path / "home", reader, behind=cut_off(), keyring=real_keyring)
    begin_with_a_mentor(sitter)
    set_three_goals(sitter)
    check_in_eight_times(sitter)
    ask_of_all_three_urgencies(sitter)
    try_advice(sitter)
    call = plan_and_prepare_a_call(sitter)
    hold_it(sitter, call)
    wrap_it_up(sitter, call)
    look_back_on_the_month(sitter)
    assert sitter.program is not None
    assert reached_for(sitter.program.pid) == []
    assert sitter.get_up() == 0


def begin_with_a_mentor(sitter: Sitter) -> None:
    """A mentee says so, and the first person they add is taken for their mentor."""
    sitter.sit_down("Welcome")
    sitter.display.type("Maria Santos")
    sitter.click_on("^a mentee$", "radio button")
    sitter.display.key("ctrl+Return")
    sitter.until_heard("^Add a person", "list item")
    sitter.display.key("Return")
    sitter.turn_to("Today")
    sitter.fill("Name", "Elena Weber")
    sitter.fill("Way to reach them", "elena@example.org")
    sitter.display.key("ctrl+Return")
    mentorship = sitter.until_on_desk(lambda desk: next(iter(desk.mentorships.running()), None), "the mentorship")
    assert mentorship.my_role is Role.MENTEE
    sitter.turn_to("People")
    sitter.until_heard("^your mentor$")


def set_three_goals(sitter: Sitter) -> None:
    """One by feeling, one that counts up, one that counts down; all of them talked about with the mentor."""
    for title, words in GOALS.items():
        due = "in 3 months" if title == THESIS else ""
        named = {"Why": words.why, "By when": due, "From": words.start, "To": words.target, "Of what": words.unit}
        set_goal(sitter, title, {label: text for label, text in named.items() if text})
    mentorship = sitter.on_desk(lambda desk: desk.mentorships.running()[0])
    goals = sitter.on_desk(lambda desk: desk.goals.listed())
    assert {goal.title for goal in goals} == set(GOALS)
    assert {goal.mentorship_id for goal in goals} == {mentorship.id}


def set_goal(sitter: Sitter, title: str, fields: dict[str, str]) -> None:
    sitter.display.key("ctrl+shift+o")
    sitter.until_heard("^Set the goal")
    sitter.fill("What", title)
    for label, text in fields.items():
        sitter.fill(label, text)
    sitter.display.key("Return")
    sitter.until_on_desk(lambda desk: [one for one in desk.goals.listed() if one.title == title], title)
    sitter.turn_to("Goals")
    sitter.until_heard(f"^{title}$", "heading")


def check_in_eight_times(sitter: Sitter) -> None:
    """In any order of days, by the page of a goal, by the letter C in the list, and by a captured line."""
    evenings, thesis, speak = ([one for one in CHECK_INS if one[1] == goal] for goal in (EVENINGS, THESIS, SPEAK))
    for days_ago, _goal, value, sentence in (evenings[2], evenings[0], evenings[1]):
        check_in(sitter, "ctrl+shift+i", value, sentence, days_ago)
    sitter.click_on("^Goals$", "push button")
    sitter.click_on(f"^{THESIS},", "list item")
    sitter.until_heard(f"^{THESIS}$", "heading")
    for days_ago, _goal, value, sentence in thesis:
        check_in(sitter, "ctrl+shift+i", value, sentence, days_ago)
    sitter.click_on("^Goals$", "push button")
    sitter.until(lambda: any(one.is_focused for one in sitter.hears(f"^{THESIS},")), "the goal I come from")
    sitter.press_until(
        lambda: any(one.is_focused for one in sitter.hears(f"^{SPEAK},")), "the next goal", "Down", each_s=0.5
    )
    days_ago, _goal, value, sentence = speak[0]
    check_in(sitter, "c", value, sentence, days_ago)
    capture(sitter, f"= speak {speak[1][2]} {speak[1][3]}")
    capture(sitter, f"= late evenings {evenings[3][2]} {evenings[3][3]}")
    for goal in GOALS:
        kept = sitter.on_desk(partial(check_ins_of, title=goal))
        assert kept == [
            (today() - timedelta(days=days_ago), float(value), sentence)
            for days_ago, on, value, sentence in CHECK_INS
            if on == goal
        ]
    for title, share in SHARES.items():
        sitter.until_heard(f"^{title}, {share},", "list item")


def check_in(sitter: Sitter, key: str, value: str, sentence: str, days_ago: int) -> None:
    before = sitter.on_desk(count_check_ins)
    sitter.press_until(lambda: sitter.hears("^Where does it stand"), "the form of a check-in", key)
    sitter.display.type(value)
    sitter.fill("In a sentence", sentence)
    sitter.fill("On", f"{days_ago} days ago")
    sitter.display.key("ctrl+Return")
    sitter.until_on_desk(lambda desk: count_check_ins(desk) == before + 1, f"check-in {value}")
    sitter.until_silent("^Where does it stand")


def capture(sitter: Sitter, line: str) -> None:
    """Type a line into the small window and press Enter."""
    window = sitter.press_until(lambda: sitter.display.windows("^Quick capture"), "the small window", "ctrl+shift+n")[0]
    sitter.display.activate(window)
    sitter.write(line)
    sitter.until(lambda: not sitter.display.windows("^Quick capture"), "the small window to close")
    sitter.display.activate(sitter.window)


def ask_of_all_three_urgencies(sitter: Sitter) -> None:
    """The urgent one goes out at once, this week's is answered, and the third is on the agenda by itself."""
    sitter.display.key("ctrl+shift+y")
    sitter.turn_to("Questions")
    sitter.write(f"{URGENT} @elena !urgent")
    sitter.until_on_desk(lambda desk: question(desk, URGENT), "the urgent question")
    capture(sitter, f"? {SOON} @elena !week")
    assert "Elena" in sitter.ask("add", "question", NEXT, "--for", "Elena")
    asked = sitter.until_on_desk(lambda desk: [question(desk, one) for one in (URGENT, SOON, NEXT)], "all three")
    urgencies = [one.urgency for one in asked if one is not None]
    assert urgencies == [Urgency.URGENT, Urgency.THIS_WEEK, Urgency.NEXT_MEETING]
    assert sitter.on_desk(topics) == [NEXT]
    sitter.click_on(f"^{URGENT[:-1]}", "list item")
    send_the_urgent_one(sitter)
    sitter.until_heard(f"^{SOON[:-1]}", "list item")
    answer(sitter, SOON, "The second one")


def send_the_urgent_one(sitter: Sitter) -> None:
    """Asked with its context; the text lies ready to be pasted."""
    sitter.until_heard("^Keep", "push button")
    sitter.display.key("Escape")
    sitter.press_until(lambda: sitter.hears("^Ask Elena$"), "what goes out", "c")
    sitter.display.type("They want an answer today")
    sitter.click_on("^Copy the text$", "push button")
    asked = sitter.until_on_desk(lambda desk: asked_already(desk, URGENT), "the question on its way")
    assert asked.asked_how == AskedHow.COPY
    assert asked.context == "They want an answer today"


def answer(sitter: Sitter, text: str, said: str) -> None:
    """A click opens a question; what she said is written under it."""
    sitter.click_on(f"^{text[:-1]}", "list item")
    sitter.fill("Answer", said)
    sitter.display.key("ctrl+Return")
    sitter.until_on_desk(lambda desk: answered(desk, text) == said, "the answer")


def try_advice(sitter: Sitter) -> None:
    """Advice of two weeks ago is asked about; it was tried, and it was worth it."""
    sitter.display.key("ctrl+shift+l")
    sitter.turn_to("Advice")
    sitter.fill("What was advised", ADVICE)
    sitter.fill("When", f"{ADVISED_DAYS_AGO} days ago")
    sitter.display.key("ctrl+Return")
    kept = sitter.until_on_desk(lambda desk: desk.advice.where("1"), "the advice")[0]
    elena = sitter.on_desk(lambda desk: desk.people.others()[0])
    assert kept.giver_id == elena.id
    assert kept.given_on == today() - timedelta(days=ADVISED_DAYS_AGO)
    sitter.click_on("^Yes$", "radio button")
    sitter.fill("What happened?", "They said yes")
    sitter.click_on("^Keep$", "push button")
    told = sitter.until_on_desk(lambda desk: desk.advice.answers.of_advice(kept.id), "what happened")[0]
    assert (told.tried, told.happened) == (Tried.YES, "They said yes")
    sitter.until_silent("^Yes$", "radio button")


def plan_and_prepare_a_call(sitter: Sitter) -> Meeting:
    """Planned by key; the question is on its agenda, the goals that moved are in its brief."""
    sitter.display.key("ctrl+3")
    sitter.turn_to("Meetings")
    sitter.press_until(lambda: sitter.hears("^Plan it"), "the plan", "n")
    sitter.fill("With", "Elena Weber")
    sitter.display.key("Return")
    soon = datetime.now(ZONE) + timedelta(minutes=10)
    sitter.fill("Day", soon.date().isoformat())
    sitter.fill("Time", f"{soon:%H:%M}")
    sitter.display.key("ctrl+Return")
    call = sitter.until_on_desk(lambda desk: next(iter(all_meetings(desk)), None), "the plan")
    sitter.display.key("ctrl+1")
    sitter.turn_to("Today")
    sitter.until_heard(f"^{NEXT[:-1]}")
    brief = sitter.ask("brief")
    for words in (
        "your mentor",
        f"[ ] {NEXT}",
        *(f"{goal}: {share}" for goal, share in SHARES.items()),
        ADVICE,
        URGENT,
    ):
        assert words in brief, brief
    assert SOON not in brief
    return call


def hold_it(sitter: Sitter, call: Meeting) -> None:
    """The topic is talked about; a promise and a piece of small talk are written down as they come."""
    sitter.display.key("ctrl+shift+f")
    sitter.turn_to("Focus")
    session = sitter.press_until(lambda: sitter.on_desk(running), "the session", "ctrl+Return")
    assert session.meeting_id == call.id
    sitter.display.key("F7")
    sitter.write(f"- [ ] @me {PROMISE} !friday", "", f"~ {TOLD}", "")
    promise = sitter.until_on_desk(lambda desk: desk.actions.of_meeting(call.id), "the promise")[0]
    assert promise.text == PROMISE
    told = sitter.until_on_desk(lambda desk: desk.threads.where("1"), "the piece of small talk")
    assert [(one.text, one.person_id) for one in told] == [(TOLD, call.person_id)]
    sitter.click_on(f"^{NEXT[:-1]}", "list item")
    sitter.until_on_desk(lambda desk: discussed(desk) == [NEXT], "the topic to be ticked")
    sitter.press_until(lambda: sitter.sees("^Wrap-up – MentorDesk$"), "the wrap-up", "ctrl+shift+e")
    sitter.turn_to("Wrap-up")
    assert sitter.on_desk(lambda desk: desk.meetings.get(call.id)).status is Status.HELD


def wrap_it_up(sitter: Sitter, call: Meeting) -> None:
    """The answer to what was talked about, advice worth trying, how present I was, and when we meet next."""
    sitter.fill(NEXT, "Name the figure, then be silent")
    sitter.display.key("Return")
    sitter.until_on_desk(lambda desk: answered(desk, NEXT), "the answer")
    sitter.fill("Advice worth trying", "Rehearse it aloud")
    sitter.display.key("Return")
    advice = sitter.until_on_desk(lambda desk: desk.advice.where("origin_meeting_id = ?", [call.id]), "the advice")
    assert [(one.text, one.giver_id) for one in advice] == [("Rehearse it aloud", call.person_id)]
    sitter.click_on("^Elena$", "radio button")
    sitter.until_on_desk(
        lambda desk: desk.meetings.get(call.id).personal_first_id == call.person_id, "who began with the personal"
    )
    sitter.click_on("^4 ", "radio button")
    sitter.until_on_desk(lambda desk: presence(desk, call) == 4, "how present I was")
    sitter.display.key("ctrl+shift+m")
    sitter.until_on_desk(lambda desk: len(all_meetings(desk)) == 2, "the next meeting")
    sitter.display.key("ctrl+Return")
    sitter.turn_to("Meetings")


def look_back_on_the_month(sitter: Sitter) -> None:
    """A goal is reached, that is taken back and done again; everything stands where a person looks for it."""
    sitter.display.key("ctrl+4")
    sitter.turn_to("Goals")
    sitter.click_on(f"^{EVENINGS}, 100%", "list item")
    sitter.click_on("^Reached$", "push button")
    sitter.fill("A word why", "Home by nine")
    sitter.display.key("Return")
    sitter.until_on_desk(lambda desk: state_of(desk, EVENINGS) is GoalState.REACHED, "the goal to be reached")
    sitter.until_heard("^Reached today: Home by nine$")
    sitter.press_until(
        lambda: sitter.on_desk(lambda desk: state_of(desk, EVENINGS) is GoalState.OPEN), "taking it back", "ctrl+z"
    )
    sitter.until_silent("^Reached today")
    sitter.press_until(
        lambda: sitter.on_desk(lambda desk: state_of(desk, EVENINGS) is GoalState.REACHED), "and again", "ctrl+shift+z"
    )
    sitter.until_heard("^Reached today: Home by nine$")
    sitter.display.key("ctrl+6")
    sitter.turn_to("Questions")
    sitter.until_heard(f"^{URGENT[:-1]}.*", "list item")
    for answered_one in (f"^{re.escape(NEXT)}, Name the figure", f"^{re.escape(SOON)}, The second one"):
        sitter.until_heard(answered_one, "list item")
    sitter.display.key("ctrl+7")
    sitter.turn_to("Advice")
    for advice in (ADVICE, "Rehearse it aloud"):
        sitter.until_heard(f"^{advice}")
    sitter.display.key("ctrl+1")
    sitter.turn_to("Today")
    for words in (f"^{PROMISE}, due", f"^{TOLD}", f"^{THESIS}, 55%", f"^{URGENT[:-1]}"):
        sitter.until_heard(words, "list item")
    sitter.until_heard(f"^{EVENINGS}, 100%, .*Reached today: Home by nine", "list item")
    assert SOON in sitter.ask("search", "chapter")


# -- what is on the desk


def today() -> date:
    return datetime.now(ZONE).date()


def state_of(desk: Desk, title: str) -> GoalState:
    return next(one.state for one in desk.goals.where("1") if one.title == title)


def check_ins_of(desk: Desk, title: str) -> list[tuple[date, float | None, str]]:
    goal = next(one for one in desk.goals.listed() if one.title == title)
    kept = desk.goals.check_ins.of_goal(goal.id)
    return [(one.at.astimezone(ZONE).date(), one.value, one.sentence) for one in kept if one.at is not None]


def count_check_ins(desk: Desk) -> int:
    return sum(len(desk.goals.check_ins.of_goal(goal.id)) for goal in desk.goals.listed())


def question(desk: Desk, text: str) -> Question | None:
    return next((one for one in desk.questions.where("1") if one.text == text), None)


def asked_already(desk: Desk, text: str) -> Question | None:
    found = question(desk, text)
    return found if found is not None and found.asked_at is not None else None


def answered(desk: Desk, text: str) -> str:
    found = question(desk, text)
    return found.answer if found is not None else ""


def topics(desk: Desk) -> list[str]:
    return [one.text for one in desk.agenda.of_mentorship(desk.mentorships.running()[0].id)]


def all_meetings(desk: Desk) -> tuple[Meeting, ...]:
    now = SystemClock().now()
    return desk.meetings.between(now - timedelta(days=1), now + timedelta(days=400))


def running(desk: Desk) -> FocusSession | None:
    return desk.focus.running()


def discussed(desk: Desk) -> list[str]:
    return [one.text for one in desk.agenda.of_mentorship(desk.mentorships.running()[0].id, AgendaState.DISCUSSED)]


def presence(desk: Desk, call: Meeting) -> int | None:
    reflection = desk.reflections.of_meeting(call.id)
    return reflection.presence if reflection is not None else None
