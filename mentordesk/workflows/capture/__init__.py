"""Verbs of quick capture: one line understood, asked back about, kept."""
