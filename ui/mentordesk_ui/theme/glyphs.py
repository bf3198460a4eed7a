"""Small tinted icons for the style sheet, which can only name files: kept in Qt's resource system, in memory."""

from __future__ import annotations

import struct

from PySide6.QtCore import qRegisterResourceData
from PySide6.QtGui import QColor

from .icons import tinted_svg

_PREFIX = "mentordesk-glyphs"
# Qt keeps pointers into what it is given, so the bytes live as long as the process.
_registered: dict[str, tuple[bytes, bytes, bytes]] = {}
_FORMAT = 1
_ANY_LANGUAGE = 1  # QLocale::C; 0 would match no locale


def glyph(name: str, colour: str) -> str:
    """Return the resource path of an icon in a colour, for `image: url(...)`."""
    folder = QColor(colour).name()[1:]
    path = f":/{_PREFIX}/{folder}/{name}.svg"
    if path not in _registered:
        tree = _resource_tree((_PREFIX, folder, f"{name}.svg"), tinted_svg(name, QColor(colour)))
        if not qRegisterResourceData(_FORMAT, *tree):
            raise RuntimeError(f"Qt refused the glyph {path}")
        _registered[path] = tree
    return path


def _resource_tree(path: tuple[str, ...], content: bytes) -> tuple[bytes, bytes, bytes]:
    """Return nodes, names and contents of one file, big endian, as the output of pyside6-rcc holds them."""
    names = bytearray()
    nodes = struct.pack(">IHII", 0, 2, 1, 1)  # the root: a folder with one child, node 1
    for depth, part in enumerate(path, 1):
        is_folder = depth < len(path)
        nodes += (
            struct.pack(">IHII", len(names), 2, 1, depth + 1)
            if is_folder
            else struct.pack(">IHHHI", len(names), 0, 0, _ANY_LANGUAGE, 0)
        )
        names += struct.pack(">HI", len(part), _name_hash(part)) + part.encode("utf-16-be")
    return nodes, bytes(names), struct.pack(">I", len(content)) + content


def _name_hash(name: str) -> int:
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
