"""The SQLite engine under the desk: SQLCipher's build, standing in for pysqlite3 so that sqlite-utils uses it too.

Two SQLite builds on one file in one process lose each other's locks, so nothing else imports a SQLite module.
"""

from __future__ import annotations

import sys
from pathlib import Path

import sqlcipher3
import sqlcipher3.dbapi2

from mentordesk.errors import Trouble
from mentordesk.language import _

# sqlite-utils looks for pysqlite3 first; giving it this build makes the errors it catches the ones raised here.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

DatabaseError = sqlcipher3.dbapi2.DatabaseError
OperationalError = sqlcipher3.dbapi2.OperationalError
IntegrityError = sqlcipher3.dbapi2.IntegrityError
Connection = sqlcipher3.dbapi2.Connection
connect = sqlcipher3.dbapi2.connect


class Busy(Trouble):
    """Another program is writing to the desk; raised before anything happened, so trying again is safe."""


class Damaged(Trouble):
    """The file of a desk cannot be read as one: only a backup helps, or saving what is still readable."""


def open_file(path: Path, *, read_only: bool = False) -> Connection:
    """Open a file beside the connection of the desk: a backup, or the desk itself for a copy. Raises DatabaseError.

    `read_only` is for files that nobody writes: they are left byte for byte, and no log is looked for.
    """
    # The one place where a file other than the open desk is opened, and so where a key will be handed in.
    asked = f"{path.absolute().as_uri()}?mode={'ro&immutable=1' if read_only else 'rw'}"
    connection = connect(asked, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA busy_timeout = 2000")
    return connection


def world_failed(error: Exception, where: str) -> Trouble | None:
    """Return the sentence for a failure of the world around the desk at `where`; None for a bug of ours.

    SQLite's own words are matched because this build carries no error codes for them
    (https://sqlite.org/rescode.html lists the meanings).
    """
    words = str(error)
    if "locked" in words:
        return Busy(_("Another program is using this desk. Close it, or try again in a moment."))
    if "full" in words:
        return Trouble(_("The disk is full. Make some room; nothing that was saved is lost."))
    if "readonly" in words or "read-only" in words:
        return Trouble(
            _("The desk at {place} cannot be written to. Check the permissions of that folder.").format(place=where)
        )
    if "unable to open" in words:
        return Trouble(
            _("The desk at {place} cannot be opened. Check that the folder exists and is yours.").format(place=where)
        )
    if "disk I/O" in words:
        return Trouble(
            _("The disk did not do what it was asked at {place}. Check it; nothing that was saved is lost.").format(
                place=where
            )
        )
    if "not a database" in words or "malformed" in words:
        return Damaged(_("The file at {place} is damaged or is no desk. Take it from a backup.").format(place=where))
    return None
