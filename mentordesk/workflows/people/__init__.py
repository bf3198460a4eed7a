"""Verbs of people: who they are to me, our mentorship, their timeline, what to ask them about."""
