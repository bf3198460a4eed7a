"""What the fields of all nouns are called in a report on somebody, and how their values are said."""

from __future__ import annotations

from mentordesk.domain.mentorships import Role
from mentordesk.language import _
from mentordesk.workflows.goals.goal_words import state_words
from mentordesk.workflows.people.mentorship_words import looking_back_words, rhythm_words

SAYS_NOTHING = frozenset({"id", "space_id", "updated_at", "position", "note_place", "sha256", "field"})
"""Columns that are for the program alone: an order, a seal, a date of its own, the name of a column."""

OWN_TITLES = {
    "mentorship": "purpose",
    "series": "title",
    "meeting": "title",
    "agenda_item": "text",
    "thread": "text",
    "action": "text",
    "question": "text",
    "goal": "title",
    "milestone": "text",
    "advice": "text",
    "goal_plan": "wish",
    "distraction": "text",
    "attachment": "name",
    "note": "name",
    "person": "name",
    "note_link": "words",
}
"""The column that a record is called by."""

DATES = {
    "mentorship": ("started_on",),
    "series": ("wall_start",),
    "meeting": ("actual_start", "starts_at"),
    "review": ("held_on",),
    "check_in": ("at",),
    "advice": ("given_on",),
    "advice_answer": ("at",),
    "goal_turn": ("on_day",),
    "goal_plan": ("made_on",),
    "focus_session": ("started_at",),
    "reminder": ("due_at",),
}
"""When a record happened, the first of these that is known; else when it was written down."""


def section_title(table: str) -> str:
    """Return what stands over the records of a table."""
    return {
        "person": _("The person"),
        "mentorship": _("Mentorships"),
        "series": _("Series of meetings"),
        "meeting": _("Meetings"),
        "agenda_item": _("Topics"),
        "note": _("Notes"),
        "note_revision": _("Earlier wordings of notes"),
        "wording": _("Earlier wordings of other texts"),
        "note_link": _("Links in notes"),
        "thread": _("Things to ask about"),
        "action": _("Promises"),
        "question": _("Questions"),
        "goal": _("Goals"),
        "milestone": _("Steps of goals"),
        "check_in": _("Check-ins"),
        "goal_turn": _("Turns of goals"),
        "goal_plan": _("Plans for goals"),
        "advice": _("Advice"),
        "advice_answer": _("Answers about advice"),
        "review": _("Reviews"),
        "focus_session": _("Focus sessions"),
        "distraction": _("Parked thoughts"),
        "reflection": _("Reflections"),
        "reminder": _("Reminders"),
        "attachment": _("Attachments"),
    }.get(table, table)


def label(table: str, column: str) -> str:
    """Return what a field is called; empty for one that nobody has named yet."""
    return _own_labels().get((table, column), "") or _labels().get(column, "")


def _own_labels() -> dict[tuple[str, str], str]:
    return {
        ("person", "zone"): _("Time zone"),
        ("person", "origin_uid"): _("Known to other programs as"),
        ("mentorship", "person_id"): _("With"),
        ("meeting", "person_id"): _("With"),
        ("focus_session", "person_id"): _("With"),
        ("thread", "person_id"): _("About"),
        ("mentorship", "ended_why"): _("Why it ended"),
        ("meeting", "status_why"): _("Why"),
        ("goal", "state_why"): _("Why it is so"),
        ("goal", "why"): _("What for"),
        ("goal_turn", "why"): _("Why"),
        ("note_revision", "why"): _("Why it was kept"),
        ("wording", "why"): _("Why it was kept"),
        ("note_link", "place"): _("Place in the note"),
        ("note_link", "words"): _("Words of the link"),
        ("advice_answer", "at"): _("Answered on"),
        ("check_in", "at"): _("Said on"),
        ("attachment", "name"): _("File"),
        ("note", "name"): _("First line"),
    }


def _labels() -> dict[str, str]:
    return {
        "created_at": _("Written down"),
        "deleted_at": _("In the trash since"),
        "visibility": _("Seen by"),
        "name": _("Name"),
        "called": _("Called"),
        "pronouns": _("Pronouns"),
        "zone": _("Zone of the time"),
        "lived_zone": _("Where you were"),
        "city": _("City"),
        "channels": _("Ways to reach them"),
        "call_link": _("Link for calls"),
        "met_how": _("How you met"),
        "remember": _("To remember"),
        "avoid": _("Not to raise"),
        "organisation": _("Organisation"),
        "birthday": _("Birthday"),
        "origin_uid": _("From a calendar, as"),
        "origin_recurrence": _("Which of the series"),
        "origin_state": _("What the calendar said last"),
        "keep_until": _("Kept until"),
        "keep_months": _("Kept for months after the mentorship"),
        "keep_asked_on": _("Asked about it on"),
        "person_id": _("About"),
        "mentorship_id": _("Mentorship"),
        "series_id": _("Series"),
        "meeting_id": _("Meeting"),
        "note_id": _("Note"),
        "goal_id": _("Goal"),
        "advice_id": _("Advice"),
        "goal_plan_id": _("Plan for a goal"),
        "check_in_id": _("Check-in"),
        "question_id": _("Question"),
        "thread_id": _("To ask about"),
        "reflection_id": _("Reflection"),
        "review_id": _("Review"),
        "session_id": _("Focus session"),
        "agenda_item_id": _("Topic"),
        "owner_id": _("Whose"),
        "author_id": _("Asked by"),
        "giver_id": _("Given by"),
        "zone_owner_id": _("On whose clock"),
        "personal_first_id": _("Who began with the personal"),
        "personal_unnoticed": _("Nobody noticed who began"),
        "origin_meeting_id": _("From the meeting"),
        "origin_note_id": _("From the note"),
        "to_person_id": _("Leads to"),
        "to_meeting_id": _("Leads to"),
        "to_goal_id": _("Leads to"),
        "to_note_id": _("Leads to"),
        "my_role": _("Your part"),
        "purpose": _("What for"),
        "phase": _("Where you stand"),
        "cadence_days": _("You meet"),
        "review_every_days": _("Look back"),
        "started_on": _("Since"),
        "ended_on": _("Ended"),
        "urgent_channel": _("When it cannot wait"),
        "urgent_from": _("From"),
        "urgent_to": _("Until"),
        "pact": _("Agreed for your calls"),
        "title": _("Title"),
        "rule": _("Repeats"),
        "wall_start": _("Planned for"),
        "starts_at": _("Begins"),
        "minutes": _("Minutes"),
        "mode": _("How"),
        "link": _("Link"),
        "place": _("Place"),
        "kind": _("Kind"),
        "status": _("What became of it"),
        "actual_start": _("Began"),
        "actual_end": _("Ended"),
        "moved_from": _("Moved from"),
        "text": _("Words"),
        "state": _("State"),
        "state_on": _("Since"),
        "carried_since": _("Carried since"),
        "carried_count": _("How often carried"),
        "closed_at": _("Closed"),
        "tags": _("Tags"),
        "is_pinned": _("Pinned"),
        "ripe_on": _("Not before"),
        "asked_at": _("Asked"),
        "answered_at": _("Answered"),
        "answer": _("Answer"),
        "let_be_at": _("Not to be raised since"),
        "note_line": _("Line in the note"),
        "due_on": _("Due"),
        "done_at": _("Done"),
        "dropped_at": _("Dropped"),
        "snoozed_until": _("Put off until"),
        "urgency": _("How urgent"),
        "context": _("Around it"),
        "asked_how": _("Asked how"),
        "measure": _("How we know"),
        "start_value": _("At the start"),
        "target_value": _("To reach"),
        "unit": _("Counted in"),
        "reached_at": _("Reached"),
        "value": _("Number"),
        "confidence": _("How sure, of ten"),
        "sentence": _("In a sentence"),
        "on_day": _("Day"),
        "made_on": _("Made on"),
        "wish": _("Wish"),
        "outcome": _("Outcome"),
        "obstacle": _("Obstacle"),
        "plan": _("Plan"),
        "given_on": _("Given on"),
        "let_go_at": _("Let go"),
        "taken_up_on": _("Taken up again"),
        "asked_on": _("Asked about on"),
        "tried": _("Tried"),
        "happened": _("What happened"),
        "worth": _("How useful"),
        "held_on": _("Held on"),
        "ratings": _("How it goes"),
        "keep": _("To keep"),
        "change": _("To change"),
        "intention": _("What it was for"),
        "phases": _("Parts"),
        "checklist": _("Checklist"),
        "anchor": _("Clocks at the start"),
        "pauses": _("Pauses"),
        "advances": _("Parts begun"),
        "started_at": _("Began"),
        "ended_at": _("Ended"),
        "switched": _("What was made quiet"),
        "went_well": _("Went well"),
        "would_change": _("To do differently"),
        "learned": _("Learned"),
        "feeling": _("Feeling"),
        "presence": _("How present, of five"),
        "stage": _("Minutes before"),
        "due_at": _("Due"),
        "fired_at": _("Spoke"),
        "acknowledged_at": _("Heard"),
        "media_type": _("Kind of file"),
        "size": _("Bytes"),
    }


def value_words(column: str, value: str) -> str:
    """Say a value that is one of few; any other as it is."""
    if column == "state" and value in {"open", "reached", "let_go", "paused"}:
        return state_words_of(value)
    return {
        ("visibility", "private"): _("you alone"),
        ("visibility", "shared"): _("both of you"),
        ("my_role", Role.MENTOR): _("mentor"),
        ("my_role", Role.MENTEE): _("mentee"),
        ("my_role", Role.PEER): _("peer"),
        ("mode", "video"): _("by video"),
        ("mode", "phone"): _("by phone"),
        ("mode", "in_person"): _("in person"),
        ("mode", "chat"): _("by chat"),
        ("kind", "first"): _("first meeting"),
        ("kind", "regular"): _("regular meeting"),
        ("kind", "urgent"): _("urgent meeting"),
        ("kind", "review"): _("review"),
        ("kind", "closing"): _("closing meeting"),
        ("status", "planned"): _("planned"),
        ("status", "held"): _("held"),
        ("status", "moved"): _("moved"),
        ("status", "cancelled"): _("called off"),
        ("status", "missed"): _("missed"),
        ("state", "discussed"): _("discussed"),
        ("state", "parked"): _("parked"),
        ("state", "dropped"): _("dropped"),
        ("urgency", "urgent"): _("cannot wait"),
        ("urgency", "this_week"): _("this week"),
        ("urgency", "next_meeting"): _("for the next meeting"),
        ("tried", "yes"): _("yes"),
        ("tried", "partly"): _("partly"),
        ("tried", "not_yet"): _("not yet"),
        ("asked_how", "mail"): _("by mail"),
        ("asked_how", "call"): _("in a call"),
        ("asked_how", "copy"): _("copied"),
        ("why", "elsewhere"): _("written elsewhere meanwhile"),
        ("why", "taken_back"): _("before an earlier one was taken back"),
        ("why", "undone"): _("before an act was taken back"),
    }.get((column, value), value)


def state_words_of(value: str) -> str:
    """Say the state of a goal, a topic’s “open” among them."""
    from mentordesk.domain.goals import GoalState

    return state_words(GoalState(value)) if value in set(GoalState) else value


def number_words(column: str, value: int) -> str:
    """Say a number that stands for a rhythm; any other is empty."""
    if column == "cadence_days":
        return rhythm_words(value)
    return looking_back_words(value) if column == "review_every_days" else ""
