"""What a change is about: screens read again when a topic they show is announced."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """One per noun that screens show."""

    PROFILE = "profile"
    PEOPLE = "people"
    MENTORSHIPS = "mentorships"
    MEETINGS = "meetings"
    AGENDA = "agenda"
    NOTES = "notes"
    THREADS = "threads"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    ADVICE = "advice"
    GOALS = "goals"
    FOCUS = "focus"
    REFLECTIONS = "reflections"
    REVIEWS = "reviews"
    REMINDERS = "reminders"
    ATTACHMENTS = "attachments"


EVERYTHING = frozenset(Topic)
"""Announced when somebody else wrote to the desk: what changed is not known."""
