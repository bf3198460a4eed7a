"""Verbs that keep a desk safe: backed up, restored, checked, salvaged; and its trash."""
