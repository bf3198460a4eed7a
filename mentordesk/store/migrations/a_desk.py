"""The first step: every table of a desk, in the SQL of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x4D44736B
"""“MDsk” in the header of the file says whose it is (https://sqlite.org/pragma.html#pragma_application_id)."""

_EVERY_TABLE = """
    id TEXT PRIMARY KEY NOT NULL,
    space_id TEXT NOT NULL DEFAULT 'personal',
    visibility TEXT NOT NULL DEFAULT 'private',
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT"""


def create_table(db: sqlite_utils.Database, name: str, columns: str) -> None:
    """Make the table of a noun, with what every record has."""
    db.execute(f"CREATE TABLE {name} ({_EVERY_TABLE},{columns}) STRICT")
    # What lies in the trash is little, and asked for by the day it was put there.
    db.execute(f"CREATE INDEX {name}_trash ON {name} (deleted_at) WHERE deleted_at IS NOT NULL")


def m0001_a_desk(db: sqlite_utils.Database) -> None:
    """People, mentorships, meetings and all that is said and promised in them."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    create_table(
        db,
        "person",
        """
        name TEXT NOT NULL DEFAULT '', called TEXT NOT NULL DEFAULT '', pronouns TEXT NOT NULL DEFAULT '',
        zone TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT '', channels TEXT NOT NULL DEFAULT '[]',
        call_link TEXT NOT NULL DEFAULT '', met_how TEXT NOT NULL DEFAULT '', remember TEXT NOT NULL DEFAULT '',
        avoid TEXT NOT NULL DEFAULT '', organisation TEXT NOT NULL DEFAULT '',
        birthday TEXT NOT NULL DEFAULT '', origin_uid TEXT NOT NULL DEFAULT '',
        keep_until TEXT, keep_months INTEGER, keep_asked_on TEXT""",
    )
    create_table(
        db,
        "profile",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, side TEXT NOT NULL DEFAULT 'both',
        working_from TEXT NOT NULL DEFAULT '09:00:00', working_to TEXT NOT NULL DEFAULT '18:00:00',
        checklist TEXT NOT NULL DEFAULT '[]', phases TEXT NOT NULL DEFAULT '[]',
        reminder_stages TEXT NOT NULL DEFAULT '[15,5,1]', pill_moments TEXT NOT NULL DEFAULT '[15]',
        is_demo INTEGER NOT NULL DEFAULT 0""",
    )
    create_table(
        db,
        "mentorship",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        my_role TEXT NOT NULL DEFAULT 'mentor', purpose TEXT NOT NULL DEFAULT '',
        phase TEXT NOT NULL DEFAULT '', cadence_days INTEGER NOT NULL DEFAULT 14, started_on TEXT,
        ended_on TEXT, ended_why TEXT NOT NULL DEFAULT '', urgent_channel TEXT NOT NULL DEFAULT '',
        urgent_from TEXT, urgent_to TEXT, pact TEXT NOT NULL DEFAULT '[]',
        review_every_days INTEGER NOT NULL DEFAULT 90""",
    )
    create_table(
        db,
        "series",
        """
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL DEFAULT '', rule TEXT NOT NULL DEFAULT '', wall_start TEXT,
        zone TEXT NOT NULL DEFAULT '', minutes INTEGER NOT NULL DEFAULT 60, mode TEXT NOT NULL DEFAULT 'video',
        link TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', origin_uid TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "meeting",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        series_id TEXT REFERENCES series (id) DEFERRABLE INITIALLY DEFERRED, title TEXT NOT NULL DEFAULT '',
        wall_start TEXT, zone TEXT NOT NULL DEFAULT '',
        zone_owner_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, starts_at TEXT,
        minutes INTEGER NOT NULL DEFAULT 60, mode TEXT NOT NULL DEFAULT 'video', link TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'regular',
        status TEXT NOT NULL DEFAULT 'planned', status_why TEXT NOT NULL DEFAULT '', actual_start TEXT,
        actual_end TEXT, lived_zone TEXT NOT NULL DEFAULT '', moved_from TEXT,
        personal_first_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        personal_unnoticed INTEGER NOT NULL DEFAULT 0,
        origin_uid TEXT NOT NULL DEFAULT '', origin_recurrence TEXT NOT NULL DEFAULT '',
        origin_state TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "agenda_item",
        """
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL DEFAULT '',
        author_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, minutes INTEGER NOT NULL DEFAULT 0,
        position TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'open', carried_since TEXT,
        carried_count INTEGER NOT NULL DEFAULT 0, closed_at TEXT""",
    )
    create_table(
        db,
        "note",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL DEFAULT '',
        tags TEXT NOT NULL DEFAULT '[]', is_pinned INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "note_revision",
        """
        note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL DEFAULT '',
        why TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "thread",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL DEFAULT '',
        ripe_on TEXT, asked_at TEXT, answered_at TEXT, answer TEXT NOT NULL DEFAULT '',
        let_be_at TEXT, origin_meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        origin_note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
        note_line TEXT NOT NULL DEFAULT '', note_place INTEGER NOT NULL DEFAULT 0""",
    )
    create_table(
        db,
        "action",
        """
        owner_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL DEFAULT '', due_on TEXT, done_at TEXT, dropped_at TEXT, snoozed_until TEXT,
        origin_meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        origin_note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
        note_line TEXT NOT NULL DEFAULT '', note_place INTEGER NOT NULL DEFAULT 0,
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED""",
    )
    create_table(
        db,
        "question",
        """
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL DEFAULT '', urgency TEXT NOT NULL DEFAULT 'next_meeting',
        author_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, context TEXT NOT NULL DEFAULT '',
        asked_how TEXT NOT NULL DEFAULT '', asked_at TEXT, answer TEXT NOT NULL DEFAULT '', answered_at TEXT,
        dropped_at TEXT,
        agenda_item_id TEXT REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED""",
    )
    create_table(
        db,
        "goal",
        """
        owner_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', measure TEXT NOT NULL DEFAULT '',
        start_value REAL NOT NULL DEFAULT 0, target_value REAL, unit TEXT NOT NULL DEFAULT '', due_on TEXT,
        state TEXT NOT NULL DEFAULT 'open', state_on TEXT, state_why TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "milestone",
        """
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL DEFAULT '',
        position TEXT NOT NULL DEFAULT '', due_on TEXT, reached_at TEXT""",
    )
    create_table(
        db,
        "check_in",
        """
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, at TEXT, zone TEXT NOT NULL DEFAULT '',
        value REAL, confidence INTEGER, sentence TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "goal_turn",
        """
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, state TEXT NOT NULL DEFAULT 'open',
        on_day TEXT, why TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "goal_plan",
        """
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, made_on TEXT,
        wish TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '', obstacle TEXT NOT NULL DEFAULT '',
        plan TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "advice",
        """
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED,
        giver_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL DEFAULT '',
        context TEXT NOT NULL DEFAULT '', given_on TEXT, let_go_at TEXT, taken_up_on TEXT,
        origin_meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        origin_note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED""",
    )
    create_table(
        db,
        "advice_answer",
        """
        advice_id TEXT REFERENCES advice (id) DEFERRABLE INITIALLY DEFERRED, asked_on TEXT, at TEXT,
        tried TEXT NOT NULL DEFAULT '', happened TEXT NOT NULL DEFAULT '', worth INTEGER""",
    )
    create_table(
        db,
        "review",
        """
        mentorship_id TEXT REFERENCES mentorship (id) DEFERRABLE INITIALLY DEFERRED, held_on TEXT,
        ratings TEXT NOT NULL DEFAULT '[]', keep TEXT NOT NULL DEFAULT '', change TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "note_link",
        """
        note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED, place INTEGER NOT NULL DEFAULT 0,
        words TEXT NOT NULL DEFAULT '',
        to_person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        to_meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        to_goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
        to_note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED""",
    )
    create_table(
        db,
        "focus_session",
        """
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, intention TEXT NOT NULL DEFAULT '',
        phases TEXT NOT NULL DEFAULT '[]', checklist TEXT NOT NULL DEFAULT '[]', anchor TEXT,
        pauses TEXT NOT NULL DEFAULT '[]', advances TEXT NOT NULL DEFAULT '[]', started_at TEXT, ended_at TEXT,
        switched TEXT NOT NULL DEFAULT ''""",
    )
    create_table(
        db,
        "distraction",
        """
        session_id TEXT REFERENCES focus_session (id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL DEFAULT '', done_at TEXT""",
    )
    create_table(
        db,
        "reflection",
        """
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        went_well TEXT NOT NULL DEFAULT '', would_change TEXT NOT NULL DEFAULT '',
        learned TEXT NOT NULL DEFAULT '', feeling TEXT NOT NULL DEFAULT '', presence INTEGER""",
    )
    create_table(
        db,
        "reminder",
        """
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, stage INTEGER NOT NULL DEFAULT 0,
        due_at TEXT, fired_at TEXT, acknowledged_at TEXT""",
    )
    create_table(
        db,
        "attachment",
        """
        person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        note_id TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
        goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL DEFAULT '',
        media_type TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0, sha256 TEXT NOT NULL DEFAULT ''""",
    )
    worded = (
        "person", "mentorship", "goal", "goal_plan", "check_in", "question", "thread", "advice", "reflection", "review"
    )  # fmt: skip
    links = [f"{noun}_id TEXT REFERENCES {noun} (id) DEFERRABLE INITIALLY DEFERRED" for noun in worded]
    texts = [f"{name} TEXT NOT NULL DEFAULT ''" for name in ("field", "text", "why")]
    create_table(db, "wording", ", ".join([*links, *texts]))

    db.execute("""CREATE TABLE changed (table_name TEXT NOT NULL, row_id TEXT NOT NULL, column_name TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (row_id, column_name, table_name)) STRICT, WITHOUT ROWID""")
    db.execute("CREATE TABLE desk_fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("""CREATE TABLE search_entry (rowid INTEGER PRIMARY KEY, table_name TEXT NOT NULL,
        record_id TEXT NOT NULL) STRICT""")
    db.execute("CREATE INDEX search_entry_record ON search_entry (record_id)")
    db.execute("""CREATE VIRTUAL TABLE search_index USING fts5(words, who, tags, content='', contentless_delete=1,
        prefix='1 2 3 4 5', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")""")

    db.execute("CREATE INDEX mentorship_person ON mentorship (person_id)")
    db.execute("""CREATE INDEX meeting_open ON meeting (starts_at)
        WHERE status IN ('planned', 'moved') AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX meeting_closed ON meeting (starts_at)
        WHERE status IN ('held', 'cancelled', 'missed') AND deleted_at IS NULL""")
    db.execute("CREATE INDEX meeting_person ON meeting (person_id, starts_at)")
    db.execute("CREATE INDEX meeting_held ON meeting (actual_start) WHERE status = 'held' AND deleted_at IS NULL")
    db.execute("""CREATE INDEX meeting_held_person ON meeting (person_id, actual_start)
        WHERE status = 'held' AND deleted_at IS NULL""")
    db.execute("CREATE INDEX meeting_starts ON meeting (starts_at)")
    db.execute("CREATE INDEX meeting_origin ON meeting (origin_uid) WHERE origin_uid <> ''")
    db.execute("CREATE INDEX meeting_mentorship ON meeting (mentorship_id, starts_at)")
    # Read backwards, it finds who began with the personal last, and how many calls there were since.
    db.execute("""CREATE INDEX meeting_begun ON meeting (mentorship_id, coalesce(actual_start, starts_at), id, personal_first_id)
        WHERE status = 'held' AND deleted_at IS NULL""")
    db.execute("CREATE INDEX agenda_item_mentorship ON agenda_item (mentorship_id, state) WHERE deleted_at IS NULL")
    db.execute("CREATE INDEX agenda_item_position ON agenda_item (mentorship_id, position)")
    db.execute("CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id)")
    # The timeline of a person walks these, one per kind of happening.
    db.execute("""CREATE INDEX meeting_lived ON meeting (person_id, coalesce(actual_start, starts_at))
        WHERE deleted_at IS NULL""")
    db.execute("CREATE INDEX note_alone ON note (person_id, created_at) WHERE meeting_id IS NULL")
    db.execute("CREATE INDEX action_done ON action (mentorship_id, done_at) WHERE done_at IS NOT NULL")
    db.execute("CREATE INDEX question_answered ON question (mentorship_id, answered_at) WHERE answered_at IS NOT NULL")
    db.execute("CREATE INDEX thread_answered ON thread (person_id, answered_at) WHERE answered_at IS NOT NULL")
    db.execute("CREATE INDEX thread_waiting ON thread (person_id) WHERE answered_at IS NULL")
    # What waits among thousands that do not; here, too, a second column makes SQLite prefer the index.
    db.execute("""CREATE INDEX thread_ripe ON thread (person_id, asked_at, ripe_on)
        WHERE asked_at IS NULL AND answered_at IS NULL AND let_be_at IS NULL AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX question_waiting ON question (mentorship_id, answered_at)
        WHERE answered_at IS NULL AND dropped_at IS NULL AND deleted_at IS NULL""")
    db.execute("CREATE INDEX note_person ON note (person_id, created_at)")
    db.execute("CREATE INDEX note_meeting ON note (meeting_id)")
    db.execute("CREATE INDEX note_goal ON note (goal_id) WHERE goal_id IS NOT NULL")
    db.execute("CREATE INDEX note_newest ON note (created_at, id) WHERE deleted_at IS NULL AND NOT is_pinned")
    db.execute("CREATE INDEX note_pinned ON note (created_at) WHERE is_pinned AND deleted_at IS NULL")
    db.execute("""CREATE INDEX note_journal ON note (created_at, id)
        WHERE person_id IS NULL AND meeting_id IS NULL AND goal_id IS NULL AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX note_taken ON note (created_at, id)
        WHERE meeting_id IS NOT NULL AND deleted_at IS NULL""")
    db.execute("CREATE INDEX note_name ON note (name) WHERE name <> '' AND deleted_at IS NULL")
    # Holds all that a list by tag asks: texts are long, and walking past them is what would take the time.
    db.execute("""CREATE INDEX note_tags ON note (tags, created_at, id, person_id, meeting_id, goal_id, is_pinned)
        WHERE tags <> '[]' AND deleted_at IS NULL""")
    db.execute("CREATE INDEX note_revision_note ON note_revision (note_id, created_at)")
    db.execute("CREATE INDEX thread_person ON thread (person_id)")
    db.execute("CREATE INDEX action_mentorship ON action (mentorship_id, created_at)")
    # The second column says nothing new: two columns that fit make SQLite prefer this index to the other one.
    db.execute("""CREATE INDEX action_open ON action (mentorship_id, dropped_at, due_on)
        WHERE done_at IS NULL AND dropped_at IS NULL""")
    # The whole desk's promises, for their screen: both hold all that grouping asks for, so no row is looked up.
    db.execute("""CREATE INDEX action_all_open
        ON action (due_on, id, owner_id, mentorship_id, snoozed_until, done_at, dropped_at, deleted_at)
        WHERE done_at IS NULL AND dropped_at IS NULL AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX action_all_closed
        ON action (coalesce(done_at, dropped_at), id, owner_id, mentorship_id, due_on, snoozed_until)
        WHERE deleted_at IS NULL AND coalesce(done_at, dropped_at) IS NOT NULL""")
    db.execute("CREATE INDEX action_meeting ON action (origin_meeting_id)")
    db.execute("CREATE INDEX action_goal ON action (goal_id) WHERE goal_id IS NOT NULL")
    db.execute("CREATE INDEX action_note ON action (origin_note_id) WHERE origin_note_id IS NOT NULL")
    db.execute("CREATE INDEX question_mentorship ON question (mentorship_id, created_at)")
    db.execute("""CREATE INDEX question_open ON question (created_at)
        WHERE answered_at IS NULL AND dropped_at IS NULL AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX question_closed ON question (coalesce(answered_at, dropped_at))
        WHERE deleted_at IS NULL AND coalesce(answered_at, dropped_at) IS NOT NULL""")
    db.execute("CREATE INDEX question_topic ON question (agenda_item_id) WHERE agenda_item_id IS NOT NULL")
    db.execute("CREATE INDEX goal_mentorship ON goal (mentorship_id)")
    # Most records have no attachment, and most attachments one holder.
    for holder in ("person", "meeting", "note", "goal"):
        db.execute(f"CREATE INDEX attachment_{holder} ON attachment ({holder}_id) WHERE {holder}_id IS NOT NULL")
    # A wording has one holder; each index holds the few of its noun.
    for noun in worded:
        db.execute(f"CREATE INDEX wording_{noun} ON wording ({noun}_id, field) WHERE {noun}_id IS NOT NULL")
    db.execute("CREATE INDEX milestone_goal ON milestone (goal_id)")
    db.execute("CREATE INDEX check_in_goal ON check_in (goal_id, at)")
    db.execute("CREATE INDEX focus_session_meeting ON focus_session (meeting_id)")
    db.execute("CREATE INDEX focus_session_running ON focus_session (started_at) WHERE ended_at IS NULL")
    db.execute("CREATE INDEX distraction_session ON distraction (session_id)")
    db.execute("CREATE INDEX reflection_meeting ON reflection (meeting_id)")
    db.execute("CREATE INDEX reminder_meeting ON reminder (meeting_id)")
    db.execute("CREATE INDEX person_origin ON person (origin_uid) WHERE origin_uid <> ''")
    db.execute("CREATE INDEX goal_owner ON goal (owner_id)")
    db.execute("CREATE INDEX goal_turn_goal ON goal_turn (goal_id)")
    db.execute("CREATE INDEX goal_plan_goal ON goal_plan (goal_id)")
    db.execute("CREATE INDEX advice_mentorship ON advice (mentorship_id, given_on)")
    db.execute("CREATE INDEX advice_given ON advice (mentorship_id, given_on || 'T23:59:59.999Z')")
    db.execute("""CREATE INDEX advice_open ON advice (coalesce(taken_up_on, given_on), id, giver_id)
        WHERE let_go_at IS NULL AND deleted_at IS NULL""")
    db.execute("""CREATE INDEX advice_open_in ON advice (mentorship_id, coalesce(taken_up_on, given_on), id)
        WHERE let_go_at IS NULL AND deleted_at IS NULL""")
    db.execute("CREATE INDEX advice_meeting ON advice (origin_meeting_id) WHERE origin_meeting_id IS NOT NULL")
    db.execute("CREATE INDEX advice_answer_advice ON advice_answer (advice_id, at)")
    # Holds all that is asked of each answer when one looks for the advice a question stands about.
    db.execute("""CREATE INDEX advice_answer_asked ON advice_answer (advice_id, at, id, asked_on, tried, deleted_at)
        WHERE deleted_at IS NULL""")
    db.execute("""CREATE INDEX advice_answer_tried ON advice_answer (at, advice_id)
        WHERE tried IN ('yes', 'partly') AND deleted_at IS NULL""")
    db.execute("CREATE INDEX thread_note ON thread (origin_note_id) WHERE origin_note_id IS NOT NULL")
    db.execute("CREATE INDEX thread_meeting ON thread (origin_meeting_id) WHERE origin_meeting_id IS NOT NULL")
    db.execute("CREATE INDEX review_mentorship ON review (mentorship_id, held_on)")
    db.execute("CREATE INDEX note_link_of ON note_link (note_id, place)")
    db.execute("CREATE INDEX note_link_person ON note_link (to_person_id) WHERE to_person_id IS NOT NULL")
    db.execute("CREATE INDEX note_link_meeting ON note_link (to_meeting_id) WHERE to_meeting_id IS NOT NULL")
    db.execute("CREATE INDEX note_link_goal ON note_link (to_goal_id) WHERE to_goal_id IS NOT NULL")
    db.execute("CREATE INDEX note_link_note ON note_link (to_note_id) WHERE to_note_id IS NOT NULL")
    db.execute("""CREATE INDEX note_link_nowhere ON note_link (words)
        WHERE to_person_id IS NULL AND to_meeting_id IS NULL AND to_goal_id IS NULL AND to_note_id IS NULL""")
