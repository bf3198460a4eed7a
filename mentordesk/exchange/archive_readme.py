"""The text that lies in each archive of a desk, for whoever wants to read one with a program of their own."""

from __future__ import annotations

ARCHIVE_README = """\
This is a whole MentorDesk desk. It is not encrypted: keep it where you keep the desk.
To bring it back: Settings, This desk, "Bring it back", or: mentordesk import FILE.zip --yes

For programmers
===============

manifest.json
    format       "mentordesk-archive"
    version      1; a reader refuses a higher one
    schema       the schema of the desk the rows come from; a reader refuses a higher one
    program      the version of MentorDesk that wrote it
    made_at      when, UTC
    me           the id of the person whose desk it is
    profile      the id of that person's settings
    tables       for each table: file, rows (how many), bytes (unpacked), sha256 (of the unpacked file)
    attachments  for each file that was attached: id, file, bytes, sha256

attachments/ID
    What was attached, just as it was. Its name, its kind and what it belongs to are the row with that id in
    tables/attachment.json. A row without a file is one whose file was already gone when this was written.

tables/NAME.json
    All rows of one table, those in the trash included (deleted_at is set). UTF-8, a JSON array of objects,
    one object on each line, in the order of their ids:

        [
        {"id":"0190...","space_id":"personal", ... },
        {"id":"0190...","space_id":"personal", ... }
        ]

    Keys are the columns. Every table has id (a UUID, never changed), space_id, visibility (private or shared),
    created_at, updated_at and deleted_at.
    Columns that end in _id hold the id of a record, or null. Instants are UTC with milliseconds
    ("2026-11-23T09:30:00.000Z"), days "2026-11-23". wall_start is a time on the wall ("2026-11-24T10:00:00")
    in the IANA zone named beside it. Lists (tags, channels, phases ...) are JSON within a text.
    Truth is 0 or 1. A number beyond all bounds is the text "Infinity" or "-Infinity".

Nothing else may lie in the archive. Tables that are missing are empty; columns that are missing have their defaults.
"""
