"""Verbs of advice: kept, asked about, listed."""
