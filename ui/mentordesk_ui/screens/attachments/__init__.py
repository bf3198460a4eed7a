"""Attaching from anywhere. What is attached is shown by `parts.attachments`, on the pages of what it belongs to."""
