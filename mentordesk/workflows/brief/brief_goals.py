"""The goals of a brief: where each stands, and what changed since the last call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mentordesk import phrases
from mentordesk.domain.goal_changes import changes_since
from mentordesk.domain.goals import Goal, share
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.goals import Standing
from mentordesk.workflows.brief.brief_lines import GoalLine, Reader
from mentordesk.workflows.goals.goal_words import due_words, news_words, said_words, steps_words


def goals_of_brief(
    desk: Desk, reader: Reader, mentorship_id: str, since: datetime | None, most: int
) -> tuple[GoalLine, ...]:
    """Return a mentorship's open goals, at most so many, and those that came to rest or were reached since the last call.

    `since` is the end of that call; before the first one nothing is new.
    """
    turned = desk.goals.turned_in(mentorship_id, reader.day_of(since).isoformat()) if since else ()
    return goal_lines(desk, reader, (*desk.goals.open_in(mentorship_id)[:most], *turned), since, only_news=turned)


def goal_lines(
    desk: Desk,
    reader: Reader,
    goals: Sequence[Goal],
    since: datetime | None = None,
    *,
    only_news: Sequence[Goal] = (),
) -> tuple[GoalLine, ...]:
    """Return goals as lines; those of `only_news` only with something new about them."""
    standings = desk.goals.standings([goal.id for goal in goals])
    lines = [_line(desk, reader, goal, standings[goal.id], since) for goal in goals]
    spared = {goal.id for goal in only_news}
    return tuple(line for line in lines if line.news or line.id not in spared)


def _line(desk: Desk, reader: Reader, goal: Goal, standing: Standing, since: datetime | None) -> GoalLine:
    news: tuple[str, ...] = ()
    detail = _standing_words(reader, goal, standing)
    if since is not None:
        stores = desk.goals
        changes = changes_since(
            goal,
            since,
            reader.zone,
            check_ins=stores.check_ins_since(goal.id, since),
            milestones=stores.milestones_of(goal.id) if standing.reached else (),
            turns=stores.turns_of(goal.id),
            plans=stores.plans_of(goal.id)[::-1],
        )
        news = news_words(changes, reader.today, reader.zone)
        if news:
            # Where it stands is said all the same when nobody checked in since.
            said = news if changes.check_ins else tuple(part for part in (*news, detail) if part)
            day = phrases.short_day(reader.day_of(since), reader.today)
            detail = _("Since {day}: {news}").format(day=day, news=" · ".join(said))
    progress = share(goal, standing.number, standing.reached, standing.steps)
    return GoalLine(goal.id, goal.title, progress, due_words(goal, reader.today), detail, news)


def _standing_words(reader: Reader, goal: Goal, standing: Standing) -> str:
    latest = standing.latest
    if latest is None or latest.at is None:
        return steps_words(standing.reached, standing.steps)
    day = phrases.near_day(reader.day_of(latest.at), reader.today)
    day = day[:1].upper() + day[1:]
    said = said_words(goal, latest)
    return _("{day}: {said}").format(day=day, said=said) if said else day
