"""Attachments of what is shown: rows, a sheet for one of them, and the ways a file comes in."""

from __future__ import annotations

from mentordesk_ui.parts.attachments.attachment_list import AttachmentList

__all__ = ["AttachmentList"]
