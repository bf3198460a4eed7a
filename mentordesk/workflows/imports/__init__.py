"""Verbs of imports: calendars, contacts, notes and archives, previewed and brought in as one act."""
