"""A sentence for each picture of the years: what it shows, plainly, and never a verdict on anybody."""

from __future__ import annotations

from datetime import timedelta

from mentordesk import phrases
from mentordesk.domain.goals import SCALE
from mentordesk.domain.insights import Insights, Kept, Parked, add_parked, add_presence
from mentordesk.domain.reviews import Review, review_questions
from mentordesk.language import _, ngettext


def span_words(insights: Insights) -> str:
    """Say which days it is about, and for whose eyes."""
    span = insights.span
    first, last = phrases.brief_day(span.first, span.last), phrases.brief_date(span.last)
    return _("{first} – {last}. For your eyes only.").format(first=first, last=last)


def met_words(insights: Insights) -> str:
    """Say how often both met, and how often in the rhythm they meant to."""
    if not insights.met:
        return _("No meeting was held in this time.")
    count, rhythm = insights.meetings, insights.rhythm
    if insights.person:
        said = ngettext("You and {person} met once.", "You and {person} met {count} times.", count)
    else:
        said = ngettext("There was one meeting.", "There were {count} meetings.", count)
    said = said.format(person=insights.person, count=phrases.number(count))
    if not rhythm.times:
        return said
    kept = ngettext(
        "The next one came within the rhythm you agreed on, give or take a few days, {kept} of {count} time.",
        "The next one came within the rhythm you agreed on, give or take a few days, {kept} of {count} times.",
        rhythm.times,
    ).format(kept=phrases.number(rhythm.kept), count=phrases.number(rhythm.times))
    return f"{said} {kept}"


def hours_words(insights: Insights) -> str:
    """Say how long both were together."""
    if not insights.met:
        return _("No time together in these days yet.")
    mean = timedelta(hours=insights.hours / insights.meetings)
    hours = round(insights.hours, 1 if insights.hours < 10 else 0)
    return ngettext(
        "{hours} hour together, {mean} a meeting on average.",
        "{hours} hours together, {mean} a meeting on average.",
        1 if hours == 1 else 2,
    ).format(hours=phrases.number(hours), mean=phrases.span(mean))


def first_word_words(insights: Insights) -> str:
    """Say who spoke first about the personal."""
    me = sum(row.me for row in insights.first_words)
    them = sum(row.them for row in insights.first_words)
    unsaid = sum(row.unsaid for row in insights.first_words)
    if not me + them:
        return _("Nobody has said yet who began. After a call, the wrap-up asks.")
    other = insights.person or _("the others")
    said = _("You began {me}, {person} {them}.").format(me=_times(me), them=_times(them), person=other)
    if unsaid:
        said += " " + ngettext("Of one meeting nobody said.", "Of {count} meetings nobody said.", unsaid).format(
            count=phrases.number(unsaid)
        )
    return said


def promises_words(insights: Insights) -> str:
    """Say what became of promises on both sides."""
    mine = sum((row.mine for row in insights.promises), Kept())
    theirs = sum((row.theirs for row in insights.promises), Kept())
    if not mine.total + theirs.total:
        return _("No promises were made in this time.")
    other = insights.person or _("The others")
    parts = []
    if mine.total:
        said = ngettext("You promised one thing: {what}.", "You promised {count} things: {what}.", mine.total)
        parts.append(said.format(count=phrases.number(mine.total), what=_became(mine)))
    if theirs.total:
        said = ngettext(
            "{person} promised one thing: {what}.", "{person} promised {count} things: {what}.", theirs.total
        )
        parts.append(said.format(person=other, count=phrases.number(theirs.total), what=_became(theirs)))
    return " ".join(parts)


def _became(kept: Kept) -> str:
    what = [
        _("{count} done in time").format(count=phrases.number(kept.in_time)) if kept.in_time else "",
        _("{count} done later").format(count=phrases.number(kept.later)) if kept.later else "",
        _("{count} still open").format(count=phrases.number(kept.open)) if kept.open else "",
        _("{count} let go").format(count=phrases.number(kept.let_go)) if kept.let_go else "",
    ]
    return phrases.listed([one for one in what if one])


def topics_words(insights: Insights) -> str:
    """Say what keeps being carried over."""
    count = len(insights.topics)
    if not count:
        return _("Nothing was carried over three times. What you wanted to talk about, you did.")
    return ngettext(
        "One topic waited for three meetings or more. Perhaps it deserves a call of its own, or may be let go.",
        "{count} topics waited for three meetings or more. Perhaps one deserves a call of its own, or may be let go.",
        count,
    ).format(count=phrases.number(count))


def goals_words(insights: Insights) -> str:
    """Say how goals moved."""
    if not insights.goals:
        return _("No goal was looked at in this time.")
    forward = [goal for goal in insights.goals if goal.now > goal.points[0][1]]
    count = len(insights.goals)
    return ngettext(
        "One goal was looked at; {forward} moved forward.",
        "{count} goals were looked at; {forward} moved forward.",
        count,
    ).format(count=phrases.number(count), forward=phrases.number(len(forward)))


def presence_words(insights: Insights) -> str:
    """Say how present I was."""
    if not insights.presence:
        return _("You have not said yet how present you were. After a call, the wrap-up asks.")
    whole = add_presence(insights.presence)
    return ngettext(
        "On average {mean} of 5, as you said after one meeting.",
        "On average {mean} of 5, as you said after {count} meetings.",
        whole.count,
    ).format(mean=phrases.number(round(whole.mean, 1)), count=phrases.number(whole.count))


def parked_words(insights: Insights) -> str:
    """Say what wanted attention during calls."""
    whole = add_parked(insights.parked) if insights.parked else Parked(insights.span.first)
    if not whole.count:
        return _("Nothing was parked during a call.")
    count = phrases.number(whole.count)
    if whole.sessions == 1:
        said = ngettext(
            "One distraction was put aside in one focus session.",
            "{count} distractions were put aside in one focus session.",
            whole.count,
        )
        return said.format(count=count)
    said = ngettext(
        "One distraction was put aside in {sessions} focus sessions.",
        "{count} distractions were put aside in {sessions} focus sessions.",
        whole.count,
    )
    return said.format(count=count, sessions=phrases.number(whole.sessions))


def reviews_words(reviews: tuple[Review, ...]) -> str:
    """Say what changed between the last two looks back, and what was to be kept and changed."""
    if not reviews:
        return _("Six questions every few months, for yourself. The first answers show here as a line that grows.")
    last = reviews[-1]
    parts = []
    if len(reviews) > 1:
        before = reviews[-2]
        pairs = list(zip(review_questions(), before.ratings, last.ratings, strict=False))
        more = [question.title for question, old, new in pairs if old and new > old]
        less = [question.title for question, old, new in pairs if new and new < old]
        if more:
            parts.append(_("More than last time: {what}.").format(what=phrases.listed(more)))
        if less:
            parts.append(_("Less: {what}.").format(what=phrases.listed(less)))
        if not (more or less):
            parts.append(_("As last time."))
    if last.keep:
        parts.append(_("Keep: {words}").format(words=_ended(last.keep)))
    if last.change:
        parts.append(_("Change: {words}").format(words=_ended(last.change)))
    return " ".join(parts) or _("The first answers; the next ones show what changed.")


def _times(count: int) -> str:
    if not count:
        return _("never")
    return ngettext("once", "{count} times", count).format(count=phrases.number(count))


def percent_words(share: float) -> str:
    """Say how far a goal is."""
    return phrases.percent(round(share * SCALE * 10) / 100)


def _ended(sentence: str) -> str:
    return sentence if sentence[-1:] in ".!?…" else sentence + "."
