"""Verbs of earlier wordings: of a note, and of every other long text."""
