"""Verbs of questions: asked between the calls, on the agenda, answered."""
