"""Verbs of meetings: planned, held in a session, wrapped up, told the other side; and the agenda they have."""
