"""What the tables of a desk are called, in the words of people."""

from __future__ import annotations

from mentordesk.language import _, ngettext


def table_words(table: str, count: int) -> str:
    """Say what `count` records of a table are."""
    match table:
        case "person":
            return ngettext("person", "people", count)
        case "mentorship":
            return ngettext("mentorship", "mentorships", count)
        case "series":
            return ngettext("series of meetings", "series of meetings", count)
        case "meeting":
            return ngettext("meeting", "meetings", count)
        case "agenda_item":
            return ngettext("topic", "topics", count)
        case "note":
            return ngettext("note", "notes", count)
        case "note_revision":
            return ngettext("earlier wording", "earlier wordings", count)
        case "wording":
            return ngettext("earlier wording of another text", "earlier wordings of other texts", count)
        case "note_link":
            return ngettext("link", "links", count)
        case "thread":
            return ngettext("thing to ask about", "things to ask about", count)
        case "action":
            return ngettext("promise", "promises", count)
        case "question":
            return ngettext("question", "questions", count)
        case "goal":
            return ngettext("goal", "goals", count)
        case "milestone":
            return ngettext("step of a goal", "steps of goals", count)
        case "check_in":
            return ngettext("check-in", "check-ins", count)
        case "goal_turn":
            return ngettext("turn of a goal", "turns of goals", count)
        case "goal_plan":
            return ngettext("plan for a goal", "plans for goals", count)
        case "advice":
            return ngettext("piece of advice", "pieces of advice", count)
        case "advice_answer":
            return ngettext("answer about advice", "answers about advice", count)
        case "review":
            return ngettext("review", "reviews", count)
        case "focus_session":
            return ngettext("focus session", "focus sessions", count)
        case "distraction":
            return ngettext("parked thought", "parked thoughts", count)
        case "reflection":
            return ngettext("reflection", "reflections", count)
        case "attachment":
            return ngettext("attachment", "attachments", count)
        case "reminder":
            return ngettext("reminder", "reminders", count)
        case "profile":
            return _("your own settings")
        case _:
            return _("other records")
