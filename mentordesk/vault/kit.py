"""The recovery kit as text: what a printed page and the file beside it say, and reading either back, typed or copied."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from uuid import UUID

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.vault.wrapping import Cost, Purpose, Wrapped

BEGIN = "MENTORDESK-KIT"
END = "END-OF-KIT"

_VERSION = 1
_GROUP, _LINE = 5, 6
_LENGTH = 1 + 1 + 2 + 16 + 16 + 48
"""Bytes: version, passes, memory in MiB, the name of the key, salt, and the sealed key."""

_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""What base32 does not have, and what it was read for: RFC 4648, section 6."""


def code_lines(key_id: str, copy: Wrapped) -> tuple[str, ...]:
    """Return the wrapped key as lines of groups of five letters."""
    raw = b"".join(
        (
            bytes((_VERSION, copy.cost.operations)),
            (copy.cost.memory >> 20).to_bytes(2, "big"),
            UUID(key_id).bytes,
            copy.salt,
            copy.sealed,
        )
    )
    letters = base64.b32encode(raw).decode().rstrip("=")
    groups = [letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP)]
    return tuple(" ".join(groups[start : start + _LINE]) for start in range(0, len(groups), _LINE))


def kit_text(key_id: str, copy: Wrapped, made_on: date, desk: str) -> str:
    """Return the kit as one text, to be printed or kept as a file. `desk` says which desk it is for."""
    return "\n".join(
        (
            _("MentorDesk recovery kit"),
            "",
            _("For the desk: {desk}").format(desk=desk),
            _("Made on: {day}").format(day=made_on.isoformat()),
            "",
            _("With this page and its passphrase the desk, and each backup of it, can be opened on any computer,"),
            _("also when the keyring of this one is gone. One without the other opens nothing."),
            _("So write the passphrase down elsewhere, and keep this page where you keep papers that matter."),
            "",
            _("In MentorDesk choose “Use the recovery kit”, and open this file or type these lines:"),
            "",
            BEGIN,
            *code_lines(key_id, copy),
            END,
            "",
        )
    )


def kit_as_markdown(kit: str) -> str:
    """Return the text of a kit set for paper: its title as one, its lines as they are."""
    words, _begin, lines = kit.partition(BEGIN)
    title, *rest = words.strip().splitlines()
    return "\n\n".join((f"# {title}", "  \n".join(rest), f"```\n{BEGIN}{lines.rstrip()}\n```"))


def read_kit(text: str) -> tuple[str, Wrapped]:
    """Return the name of the key and its wrapped copy, from a kit or from its lines alone; raises Mistake."""
    lines = text.partition(BEGIN)[2] or text
    letters = re.sub(r"[^A-Z2-7]", "", lines.partition(END)[0].upper().translate(_MISREAD))
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
        if len(raw) != _LENGTH or raw[0] != _VERSION:
            raise ValueError("no kit has this length")
        cost = Cost(raw[1], int.from_bytes(raw[2:4], "big") << 20)
        key_id = str(UUID(bytes=raw[4:20]))
        fields = Wrapped(Purpose.RECOVERY, raw[20:36], cost, raw[36:]).as_fields()
        return key_id, Wrapped.from_fields(fields)
    except (ValueError, binascii.Error) as error:
        raise Mistake(
            _("This is no whole recovery kit. Its lines have {count} letters in all; here are {found}.").format(
                count=-(-_LENGTH * 8 // 5), found=len(letters)
            ),
            field="kit",
        ) from error
