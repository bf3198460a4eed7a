"""Verbs before a call: the brief, and who is due for one."""
