"""Check the files of attachments: each is there, opens, and is what was attached; a copy beside the backups takes its place."""

from __future__ import annotations

from mentordesk.domain.attachments import Attachment
from mentordesk.errors import Trouble
from mentordesk.language import _, ngettext
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import FOLDER_NAME
from mentordesk.store.desk import Desk


def check_attachments(desk: Desk) -> tuple[tuple[str, ...], str]:
    """Read all files of attachments; return what is wrong and could not be put right, and what is right now, in sentences."""
    files, beside = desk.attachments.files, AttachmentFiles(desk.folder / FOLDER_NAME, desk.keys)
    problems, mended = [], 0
    for attachment in desk.attachments.everything():
        trouble = _trouble(files, attachment)
        if trouble is None:
            continue
        if _mend(files, beside, attachment):
            mended += 1
        else:
            problems.append(_("Attachment “{name}”: {why}").format(name=attachment.name, why=trouble.sentence))
    words = ngettext(
        "{count} attachment was missing or damaged; its copy beside the backups has taken its place.",
        "{count} attachments were missing or damaged; their copies beside the backups have taken their place.",
        mended,
    )
    return tuple(problems), words.format(count=mended) if mended else ""


def _trouble(files: AttachmentFiles, attachment: Attachment) -> Trouble | None:
    try:
        for _piece in files.pieces(attachment):
            pass
    except Trouble as trouble:
        return trouble
    return None


def _mend(files: AttachmentFiles, beside: AttachmentFiles, attachment: Attachment) -> bool:
    if _trouble(beside, attachment) is not None:
        return False
    try:
        with files.writing(attachment.id, beside.pieces(attachment)):
            return True
    except Trouble:
        # The disk: the problem is told as it stands.
        return False
