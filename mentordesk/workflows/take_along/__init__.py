"""Verbs of taking a desk along: as an archive, as Markdown, as tables."""
