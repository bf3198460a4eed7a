"""Charts in the app's own type and colours. Each says its numbers too: as a table, by arrow keys, to ears, and in a file.

What a chart shows is plain values (`points`); what they mean, and the sentence above them, is the caller's.
"""
