"""From sums to charts: what each picture of the Insights shows. The sentences are in `workflows.insights_words`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from mentordesk import phrases
from mentordesk.domain.insights import (
    FirstWord,
    Grain,
    Insights,
    Kept,
    Met,
    Parked,
    Presence,
    Promises,
    add_first_words,
    add_met,
    add_parked,
    add_presence,
    add_promises,
    by_piece,
    piece_end,
    piece_of,
)
from mentordesk.domain.reviews import Review, answer_words, review_questions
from mentordesk.language import _, ngettext
from mentordesk.workflows.insights.insights_words import percent_words
from mentordesk_ui.parts.charts.bar_chart import BarChart
from mentordesk_ui.parts.charts.calendar_strip import CalendarStrip
from mentordesk_ui.parts.charts.line_chart import LineChart
from mentordesk_ui.parts.charts.points import Dot, Key, Line, Part, Row, Stack, Week
from mentordesk_ui.parts.charts.row_chart import RowChart

_FEW_POINTS = 60


def show_meetings(chart: CalendarStrip, insights: Insights) -> None:
    """Show each week: met, not, or longer apart than meant."""
    if not insights.met:
        chart.show_weeks((), _week_words)
        return
    keys = [Key(_("a meeting; larger: more in a week"), "accent", "disc")]
    if insights.waits:
        keys.append(Key(_("longer than you meant"), "warm", "wait"))
    chart.show_weeks(list(_weeks(insights)), _week_words, keys)


def _weeks(insights: Insights) -> Iterator[Week]:
    met = Counter[date]()
    for one in insights.met:
        met[piece_of(one.on, Grain.WEEK)] += one.count
    span = insights.span
    monday = span.first - timedelta(days=span.first.weekday())
    while monday <= span.last:
        count = met[monday]
        sunday = monday + timedelta(days=6)
        is_wait = not count and any(due <= sunday and monday < met_on for due, met_on in insights.waits)
        yield Week(monday, count, "wait" if is_wait else "disc")
        monday += timedelta(days=7)


def _week_words(week: Week) -> str:
    if week.count:
        what = ngettext("one meeting", "{count} meetings", week.count).format(count=week.count)
    else:
        what = _("no meeting, longer than you meant") if week.sign == "wait" else _("no meeting")
    return f"{piece_words(week.starts, Grain.WEEK)} · {what}"


def show_hours(chart: BarChart, insights: Insights) -> None:
    """Show how long both were together, piece by piece."""
    rows = by_piece(insights.span, insights.met, _met_on, add_met)
    stacks = [_stack(insights, piece, (round((row.minutes if row else 0.0) / 60, 2),)) for piece, row in rows]
    chart.show_stacks([Part(_("Hours"), "accent")], stacks, say=_hours, counted=False)


def show_first_words(chart: BarChart, insights: Insights) -> None:
    """Show who spoke first about the personal, piece by piece."""
    said = [row for row in insights.first_words if row.me + row.them]
    rows = by_piece(insights.span, insights.first_words if said else (), _first_on, add_first_words)
    parts = [Part(insights.person or _("The others"), "accent"), Part(_("You"), "accent", "hatch"), Part(_("not said"), "outline", "empty")]  # fmt: skip
    stacks = [_stack(insights, piece, (row.them, row.me, row.unsaid) if row else (0, 0, 0)) for piece, row in rows]
    chart.show_stacks(parts, stacks)


def show_promises(chart: BarChart, insights: Insights) -> None:
    """Show what became of promises: mine above the line, theirs below."""
    rows = by_piece(insights.span, insights.promises, _promised_on, add_promises)
    parts = [
        Part(_("done in time"), "accent"),
        Part(_("done later"), "accent", "hatch"),
        Part(_("open"), "outline", "empty"),
        Part(_("let go"), "outline", "cross"),
    ]
    stacks = [
        _stack(insights, piece, _parts(row.mine) if row else (), _parts(row.theirs) if row else ())
        for piece, row in rows
    ]
    chart.show_stacks(parts, stacks, sides=(_("You"), insights.person or _("The others")))


def show_topics(chart: RowChart, insights: Insights) -> None:
    """Show what was carried over most."""
    most = max((topic.times for topic in insights.topics), default=1)
    rows = [
        Row(
            topic.text if insights.person else f"{topic.text} · {topic.person}",
            topic.times,
            _times(topic.times, topic.is_open),
        )
        for topic in insights.topics
    ]
    chart.show_rows(rows, heads=(_("Topic"), _("Carried over")), bounds=(0, most))


def show_goals(chart: RowChart, insights: Insights) -> None:
    """Show how goals went."""
    rows = [
        Row(
            goal.title if insights.person else f"{goal.title} · {goal.person}",
            goal.now,
            percent_words(goal.now),
            tuple(Dot(day, share) for day, share in goal.points),
        )
        for goal in insights.goals
    ]
    chart.show_rows(rows, heads=(_("Goal"), _("How far")), bounds=(0, 1), say=percent_words)


def show_presence(chart: LineChart, insights: Insights) -> None:
    """Show how present I was: each time while there are few, the mean of a piece else."""
    rows: list[Presence] = list(insights.presence)
    if len(rows) > _FEW_POINTS:
        pieces = by_piece(insights.span, insights.presence, _present_on, add_presence)
        dots = [
            Dot(piece, round(row.mean, 2) if row else None, _after(row.count) if row else "") for piece, row in pieces
        ]
        while dots and dots[-1].value is None:
            dots.pop()
    else:
        dots = [Dot(row.on, round(row.mean, 2)) for row in rows]
    chart.show_lines([Line(_("Presence"), tuple(dots))] if dots else (), bounds=(1, 5))


def show_parked(chart: BarChart, insights: Insights) -> None:
    """Show how much was put aside in focus sessions."""
    has_any = any(row.count for row in insights.parked)
    rows = by_piece(insights.span, insights.parked if has_any else (), _parked_on, add_parked)
    stacks = [_stack(insights, piece, (row.count if row else 0,)) for piece, row in rows]
    chart.show_stacks([Part(_("Distractions put aside"), "accent")], stacks)


def show_reviews(chart: RowChart, reviews: tuple[Review, ...]) -> None:
    """Show each question over time."""
    rows = []
    for place, question in enumerate(review_questions()):
        given = [(one.held_on, one.ratings[place] if place < len(one.ratings) else 0) for one in reviews]
        course = tuple(Dot(day, rating or None) for day, rating in given if day)
        last = next((rating for _day, rating in reversed(given) if rating), 0)
        rows.append(Row(question.title, last, _answer(last), course))
    chart.show_rows(rows if reviews else (), heads=(_("Question"), _("Answer")), bounds=(1, 5), say=_answer)


def _stack(insights: Insights, piece: date, up: tuple[float, ...], down: tuple[float, ...] = ()) -> Stack:
    return Stack(piece, piece_words(piece, insights.span.grain), up, down)


def piece_words(piece: date, grain: Grain) -> str:
    """Say which piece of a span it is: a week, a month, a quarter, a year."""
    if grain is Grain.WEEK:
        return _("Week of {day}").format(day=_dated(piece))
    if grain is Grain.MONTH:
        return phrases.month(piece)
    if grain is Grain.YEAR:
        return str(piece.year)
    return _("{first} to {last}").format(first=phrases.short_month(piece), last=phrases.month(piece_end(piece, grain)))


def _dated(day: date) -> str:
    # With its year, whatever year it is now.
    return phrases.brief_day(day, day.replace(year=day.year - 1, day=1))


def _answer(value: float) -> str:
    rating = round(value)
    return (
        _("{rating} of 5, {words}").format(rating=rating, words=answer_words()[rating - 1]) if rating else _("not said")
    )


def _times(times: int, is_open: bool) -> str:
    said = ngettext("once", "{count} times", times).format(count=times)
    return _("{times}, still open").format(times=said) if is_open else said


def _after(count: int) -> str:
    return ngettext("after one meeting", "mean of {count} meetings", count).format(count=count)


def _hours(value: float) -> str:
    return _("{hours} h").format(hours=phrases.number(round(value, 1)))


def _parts(kept: Kept) -> tuple[float, ...]:
    return (kept.in_time, kept.later, kept.open, kept.let_go)


def _met_on(row: Met) -> date:
    return row.on


def _first_on(row: FirstWord) -> date:
    return row.on


def _promised_on(row: Promises) -> date:
    return row.on


def _present_on(row: Presence) -> date:
    return row.on


def _parked_on(row: Parked) -> date:
    return row.on
