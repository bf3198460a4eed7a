"""Verbs of goals: set, planned, taken in steps, checked in on."""
