"""Verbs of promises: told as lines of notes, listed, put off, kept."""
