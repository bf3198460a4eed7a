"""Advice: kept from a call, a note or a line typed; answered when it is asked about; let go, and taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain import advice as rules
from mentordesk.domain.advice import Advice, AdviceAnswer, Tried
from mentordesk.domain.mentorships import Role
from mentordesk.domain.picked_advice import Picked
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def keep_advice(
    desk: Desk,
    clock: Clock,
    mentorship_id: str,
    giver_id: str,
    text: str,
    *,
    context: str = "",
    meeting_id: str = "",
    note_id: str = "",
    given_on: date | None = None,
) -> Advice:
    """Keep a piece of advice; without a day it was given when its meeting was, else today.

    Raises Mistake, field `text`, `giver` or `given_on`, for what says nothing, is nobody’s, or is yet to come.
    """
    today = today_of(clock)
    meeting = desk.meetings.find(meeting_id) if meeting_id else None
    held_at = (meeting.actual_start or meeting.starts_at) if meeting else None
    if given_on is None:
        given_on = min(held_at.astimezone(clock.zone()).date(), today) if held_at else today
    advice = Advice(
        mentorship_id=mentorship_id,
        giver_id=giver_id,
        text=text,
        context=context,
        given_on=_past(given_on, today),
        origin_meeting_id=meeting_id,
        origin_note_id=note_id,
    )
    return desk.advice.add(advice, act=_("Keep advice"))


def giver_by_role(desk: Desk, mentorship_id: str) -> str:
    """Return who most likely advises in a mentorship: the mentor; among peers the other."""
    mentorship = desk.mentorships.get(mentorship_id)
    return desk.profile.me().id if mentorship.my_role is Role.MENTOR else mentorship.person_id


def keep_from_note(desk: Desk, clock: Clock, note_id: str, picked: Picked) -> Advice:
    """Keep words picked from a note as advice of its mentorship, given by whoever is the mentor; once for the same words.

    Raises Mistake for a note that is about nobody one mentors or is mentored by.
    """
    with desk.database.change(Topic.ADVICE, act=_("Keep advice")):
        note = desk.notes.get(note_id)
        mentorship = desk.mentorships.current_of(note.person_id) if note.person_id else None
        mentorship_id = note.mentorship_id or (mentorship.id if mentorship else "")
        if not mentorship_id:
            raise Mistake(_("This note is about nobody. Keep it on the screen of advice, where you say whose it is."))
        before = next((one for one in desk.advice.of_note(note_id) if one.text == " ".join(picked.words.split())), None)
        if before is not None:
            return before
        return keep_advice(
            desk,
            clock,
            mentorship_id,
            giver_by_role(desk, mentorship_id),
            picked.words,
            context=picked.context,
            meeting_id=note.meeting_id,
            note_id=note_id,
        )


def change_advice(
    desk: Desk,
    clock: Clock,
    advice_id: str,
    *,
    mentorship_id: str,
    giver_id: str,
    text: str,
    context: str,
    given_on: date,
) -> Advice:
    """Change what was advised, by whom and when; raises Mistake as `keep_advice` does."""
    with desk.database.change(Topic.ADVICE, act=_("Change advice")):
        return desk.advice.save(
            replace(
                desk.advice.get(advice_id),
                mentorship_id=mentorship_id,
                giver_id=giver_id,
                text=text,
                context=context,
                given_on=_past(given_on, today_of(clock)),
            )
        )


def answer_advice(
    desk: Desk, clock: Clock, advice_id: str, tried: Tried, *, happened: str = "", worth: int | None = None
) -> AdviceAnswer:
    """Keep what became of a piece of advice, asked or not; advice that had been let go is taken up by that.

    Raises Mistake, field `worth`, for a worth outside 1 to 5.
    """
    today = today_of(clock)
    with desk.database.change(Topic.ADVICE, act=_("Answer what became of it")):
        advice = desk.advice.get(advice_id)
        if advice.let_go_at is not None:
            desk.advice.save(rules.taken_up(advice, today))
        return desk.advice.answers.add(
            AdviceAnswer(
                advice_id=advice_id,
                asked_on=today,
                at=clock.now(),
                tried=tried.value,
                happened=happened,
                worth=worth if tried is not Tried.NOT_YET else None,
            )
        )


def skip_question(desk: Desk, clock: Clock, advice_id: str) -> None:
    """Pass over the question that stands about a piece of advice: it comes again at the next stage, if there is one."""
    with desk.database.change(Topic.ADVICE, act=_("Skip the question for now")):
        if desk.advice.question_of(desk.advice.get(advice_id), today_of(clock)):
            desk.advice.answers.add(AdviceAnswer(advice_id=advice_id, asked_on=today_of(clock), at=clock.now()))


def let_advice_go(desk: Desk, clock: Clock, advice_id: str) -> Advice:
    """Let a piece of advice go: it is kept and not asked about."""
    with desk.database.change(Topic.ADVICE, act=_("Let it go")):
        return desk.advice.save(rules.let_go(desk.advice.get(advice_id), clock.now()))


def take_up_advice(desk: Desk, clock: Clock, advice_id: str) -> Advice:
    """Take up again what was let go: it is asked about anew, in two weeks first."""
    with desk.database.change(Topic.ADVICE, act=_("Take it up again")):
        return desk.advice.save(rules.taken_up(desk.advice.get(advice_id), today_of(clock)))


def remove_advice(desk: Desk, advice_id: str) -> None:
    """Put a piece of advice into the trash."""
    desk.advice.remove(advice_id, act=_("Remove advice"))


def today_of(clock: Clock) -> date:
    """Return the day it is here."""
    return clock.now().astimezone(clock.zone()).date()


def _past(given_on: date, today: date) -> date:
    if given_on > today:
        raise Mistake(_("That day is still to come. When was it given?"), field="given_on")
    return given_on
