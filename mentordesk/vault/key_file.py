"""What lies beside an encrypted desk to say how it is opened: `desk.keys`, JSON, of use to nobody without the passphrase.

It never holds a key that is not wrapped or sealed. While a desk changes from one key to the next it names both.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.folders import make_own_folder
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.vault.keys import Key, Keys
from mentordesk.vault.wrapping import Purpose, Wrapped

FILE_NAME = "desk.keys"

_FORMAT = 1
_LARGEST = 1 << 16
"""Bytes: a real one has some hundreds."""


class Kept(StrEnum):
    """Where the key of a desk is."""

    KEYRING = "keyring"
    """In the keyring of the system: nothing is asked."""
    PASSPHRASE = "passphrase"  # noqa: S105 - where a key is, not what it is
    """In the head of its owner: asked for at each start."""
    NOWHERE = "nowhere"
    """There is none: the desk is not encrypted, because somebody wished so."""


@dataclass(frozen=True)
class Entry:
    """One key by name: where it is kept, and its wrapped copies."""

    key_id: str
    """A name for the key, which says nothing about it; in the keyring it is the account."""
    kept: Kept
    wrapped: tuple[Wrapped, ...] = ()

    def copy_for(self, purpose: Purpose) -> Wrapped | None:
        """Return the wrapped copy for a purpose, if there is one."""
        return next((copy for copy in self.wrapped if copy.purpose is purpose), None)

    def with_copy(self, copy: Wrapped) -> Entry:
        """Return the entry with a wrapped copy in place of the one for the same purpose."""
        return replace(self, wrapped=(*(one for one in self.wrapped if one.purpose is not copy.purpose), copy))

    def without(self, purpose: Purpose) -> Entry:
        """Return the entry without the copy for a purpose."""
        return replace(self, wrapped=tuple(one for one in self.wrapped if one.purpose is not purpose))

    @property
    def has_kit(self) -> bool:
        """Whether there is a recovery kit for this key."""
        return self.copy_for(Purpose.RECOVERY) is not None


PLAIN = Entry("", Kept.NOWHERE)


@dataclass(frozen=True)
class Earlier:
    """A key that backups may still have, sealed by the present one."""

    key_id: str
    sealed: str
    """Hexadecimal."""


@dataclass(frozen=True)
class KeyFile:
    """The present key, the next one while the desk changes to it, and those before."""

    now: Entry
    coming: Entry | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that may fit the desk's file: two while it changes from one key to the next."""
        return (self.now,) if self.coming is None else (self.now, self.coming)

    def changing_to(self, coming: Entry, key: Key | None, present: Key | None) -> KeyFile:
        """Return the file for while the desk changes from its present key to another: either of them gives both."""
        mutual = (*_sealed({coming.key_id: key}, present), *_sealed({self.now.key_id: present}, key))
        return KeyFile(self.now, coming, (*self.earlier, *mutual))

    def settled(self, key: Key | None, known: dict[str, Key | None]) -> KeyFile:
        """Return the file as it is once the desk is known to open with `key`, one of those `known` by name.

        Of two, the other becomes an earlier key: backups may have it.
        """
        if self.coming is None:
            return self
        known = self.all_known(known)
        has_come = self.coming.key_id in known and known[self.coming.key_id] == key
        present = self.coming if has_come else self.now
        return KeyFile(present, None, _sealed({name: one for name, one in known.items() if one != key}, key))

    def all_known(self, known: dict[str, Key | None]) -> dict[str, Key | None]:
        """Return the keys that are known by name, those that these open, and so on."""
        found, unasked = dict(known), list(known.values())
        while unasked:
            for name, other in self.earlier_keys(unasked.pop()).items():
                if name not in found:
                    found[name] = other
                    unasked.append(other)
        return found

    def earlier_keys(self, key: Key | None) -> dict[str, Key]:
        """Return the earlier keys by name, as far as `key` opens them."""
        if key is None or not self.earlier:
            return {}
        from mentordesk.vault.sealing import Unopened, unseal

        found = {}
        for one in self.earlier:
            with suppress(
                Unopened, ValueError
            ):  # sealed by the other of two keys, or written over: backups alone miss it
                found[one.key_id] = Key(unseal(bytes.fromhex(one.sealed), Keys(key), _EARLIER, one.key_id))
        return found

    def keys(self, known: dict[str, Key | None]) -> Keys:
        """Return the keys to open files of this desk with, by those that are known: the likeliest first."""
        found = self.all_known(known)
        present = [found[entry.key_id] for entry in self.entries if entry.key_id in found]
        return Keys(present[0], (*present[1:], *found.values()))

    # -- on disk

    @classmethod
    def read(cls, folder: Path) -> KeyFile | None:
        """Return what lies beside the desk in a folder; None when there is nothing. Raises Trouble where it is damaged."""
        return cls.read_file(folder / FILE_NAME)

    @classmethod
    def read_file(cls, path: Path) -> KeyFile | None:
        """Return what a file of keys says; None when there is none. Raises Trouble where it is damaged."""
        try:
            with path.open("rb") as file:
                text = file.read(_LARGEST)
            return cls._from_fields(json.loads(text))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble(_("{file} cannot be read. Check that it is yours.").format(file=path)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Trouble(
                _("{file} is damaged. The same file lies beside your backups: copy it here.").format(file=path)
            ) from error

    def write(self, folder: Path) -> None:
        """Write it beside the desk in a folder, whole or not at all. Raises Trouble."""
        self.write_file(folder / FILE_NAME)

    def write_new(self, folder: Path) -> None:
        """Write it beside a desk that is about to be made; raises Trouble where another start has just done so."""
        self.write_file(folder / FILE_NAME, must_be_new=True)

    def write_file(self, path: Path, *, must_be_new: bool = False) -> None:
        """Write it to a file that only its owner may read, whole or not at all. Raises Trouble."""
        coming = path.with_name(f"{path.name}.new")
        try:
            make_own_folder(path.parent)
            coming.unlink(missing_ok=True)
            with os.fdopen(os.open(coming, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(self._fields(), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            if must_be_new:
                _name_new(coming, path)
            else:
                coming.replace(path)
            if os.name == "posix":
                handle = os.open(path.parent, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        except OSError as error:
            with suppress(OSError):
                coming.unlink(missing_ok=True)
            raise Trouble(_("{file} cannot be written: {reason}.").format(file=path, reason=error.strerror)) from error

    def _fields(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "now": _entry_fields(self.now),
            "coming": None if self.coming is None else _entry_fields(self.coming),
            "earlier": [{"key": one.key_id, "sealed": one.sealed} for one in self.earlier],
        }

    @classmethod
    def _from_fields(cls, fields: dict[str, object]) -> KeyFile:
        if fields["format"] != _FORMAT:
            raise Trouble(
                _("This desk was made by a newer MentorDesk. Update the program to open it; nothing was changed.")
            )
        coming, earlier = fields["coming"], fields["earlier"]
        if not isinstance(earlier, list):
            raise TypeError("the earlier keys are a list")
        return cls(
            _entry_from(fields["now"]),
            None if coming is None else _entry_from(coming),
            tuple(Earlier(str(one["key"]), str(one["sealed"])) for one in earlier),
        )


_EARLIER = "earlier key"


def _sealed(keys: dict[str, Key | None], key: Key | None) -> tuple[Earlier, ...]:
    """Seal other keys by the present one. A plain desk has nothing to seal them with: their backups open by a passphrase."""
    others = {name: other for name, other in keys.items() if other is not None}
    if key is None or not others:
        return ()
    from mentordesk.vault.sealing import seal

    return tuple(Earlier(name, seal(other.raw, key, _EARLIER, name).hex()) for name, other in others.items())


def _name_new(coming: Path, path: Path) -> None:
    """Give a file its name unless something has that already: of two first starts, one makes the key of the desk."""
    if os.name == "posix":
        os.link(coming, path)
        coming.unlink()
    else:
        coming.rename(path)  # refuses by itself there


def _entry_fields(entry: Entry) -> dict[str, object]:
    return {"key": entry.key_id, "kept": entry.kept.value, "wrapped": [copy.as_fields() for copy in entry.wrapped]}


def _entry_from(fields: object) -> Entry:
    if not isinstance(fields, dict) or not isinstance(fields["wrapped"], list):
        raise TypeError("an entry is an object with a list")
    copies = tuple(Wrapped.from_fields(copy) for copy in fields["wrapped"])
    return Entry(str(fields["key"]), Kept(str(fields["kept"])), copies)
