"""Verbs of forgetting somebody: what is held, for how long, and what goes."""
