"""Verbs of looking back on the years: sums, and what is said of them."""
