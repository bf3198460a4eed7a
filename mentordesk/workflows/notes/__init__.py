"""Verbs of notes: kept with their promises, threads, links and attachments."""
