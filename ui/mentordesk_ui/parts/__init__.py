"""Widgets used by more than one screen; nothing here knows a store or a noun of mentoring."""
