"""Verbs of the desk as a whole: first start, its key, its place, forms that are filled in beside each other."""
