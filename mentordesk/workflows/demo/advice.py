"""Advice of the demo: by hand for the days around now, by chance in the calls of the past; and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from mentordesk.domain.advice import Advice, AdviceAnswer, Tried
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Role
from mentordesk.domain.zones import instant_of, wall_of
from mentordesk.workflows.demo.cast import HOME, Cast, Member
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import sheet

OFTEN = 0.12
"""In so many calls advice is given."""


class AdviceTold:
    """Tells what was advised, from a source of chance of its own: the rest of the demo stays as it is without it."""

    def __init__(self, chance: Chance, cast: Cast, now: datetime) -> None:
        self._chance = chance
        self._cast = cast
        self._now = now
        self._today = wall_of(now, HOME).date()

    def who_began(self, member: Member, met: int) -> str:
        """Return who began with the personal in a call, the first being 0; empty where nobody noticed."""
        if self._chance.maybe(0.15):
            return ""
        mentor_leads = met < 3 or met % 2 == 0
        if self._chance.maybe(0.12):
            mentor_leads = not mentor_leads
        is_me = mentor_leads != (member.mentorship.my_role is Role.MENTEE)
        return self._cast.me.id if is_me else member.person.id

    def in_meeting(self, member: Member, meeting: Meeting) -> Iterator[Advice | AdviceAnswer]:
        """Tell what was advised in a call long ago, if anything."""
        chance = self._chance
        at = meeting.actual_end or self._now
        if not chance.maybe(OFTEN):
            return
        piece = chance.deal(sheet("advice")["advice"])
        role = member.mentorship.my_role
        is_mine = role is Role.MENTOR or (role is Role.PEER and chance.maybe(0.5))
        given_on = wall_of(at, HOME).date()
        let_go_at = at + timedelta(days=chance.number(20, 60)) if chance.maybe(0.1) else None
        advice = Advice(
            id=chance.id(at),
            created_at=at,
            updated_at=at,
            mentorship_id=member.mentorship.id,
            giver_id=self._cast.me.id if is_mine else member.person.id,
            text=piece["text"],
            context=piece["context"],
            given_on=given_on,
            let_go_at=let_go_at if let_go_at and let_go_at < self._now else None,
            origin_meeting_id=meeting.id,
        )
        yield advice
        is_tried = False
        for weeks in (2, 6, 12):
            asked_on = given_on + timedelta(weeks=weeks, days=chance.number(0, 5))
            if asked_on >= self._today or advice.let_go_at or is_tried:
                return
            tried = Tried.YES if weeks == 12 or chance.maybe(0.55) else chance.pick((Tried.NOT_YET, Tried.PARTLY))
            is_tried = tried is Tried.YES
            words = chance.deal(piece["happened"]) if tried is not Tried.NOT_YET and chance.maybe(0.8) else ""
            worth = chance.pick((2, 3, 4, 4, 5, 5)) if is_tried else None
            yield self._answer(advice, asked_on, tried, words, worth)

    def near(self, met: dict[tuple[str, int], Meeting]) -> Iterator[Advice | AdviceAnswer]:
        """Tell what was written by hand; `met` finds the call it was given in by person and days from today."""
        for entry in sheet("near")["advice"]:
            member = self._cast.member(entry["person"])
            given_on = self._day(entry["given"])
            at = self._instant(given_on)
            origin = met.get((entry["person"], entry.get("from", 0))) if "from" in entry else None
            advice = Advice(
                id=self._chance.id(at),
                created_at=at,
                updated_at=at,
                mentorship_id=member.mentorship.id,
                giver_id=self._cast.me.id if entry["by"] == "me" else member.person.id,
                text=entry["text"],
                context=entry.get("context", ""),
                given_on=given_on,
                let_go_at=self._instant(self._day(entry["let_go"])) if "let_go" in entry else None,
                origin_meeting_id=origin.id if origin else "",
            )
            yield advice
            for said in entry.get("answers", ()):
                asked_on, tried = self._day(said["asked"]), Tried(said["tried"])
                yield self._answer(advice, asked_on, tried, said.get("happened", ""), said.get("worth"))

    def _answer(self, advice: Advice, asked_on: date, tried: Tried, happened: str, worth: int | None) -> AdviceAnswer:
        at = self._instant(asked_on)
        return AdviceAnswer(
            id=self._chance.id(at),
            created_at=at,
            updated_at=at,
            advice_id=advice.id,
            asked_on=asked_on,
            at=at,
            tried=tried.value,
            happened=happened,
            worth=worth,
        )

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)

    def _instant(self, day: date) -> datetime:
        return min(instant_of(datetime.combine(day, time(17, 10)), HOME), self._now - timedelta(minutes=5))
