"""What is done with the key of a desk: another one, none, one again; kept elsewhere, wrapped, and forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial

from mentordesk.domain.profile import Side
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Entry, Kept, KeyFile
from mentordesk.vault.keys import Keys
from mentordesk.vault.wrapping import Cost
from mentordesk.workflows.desk.finish_left import finish_left
from mentordesk.workflows.desk.first_start import begin_desk
from mentordesk.workflows.desk.open_desk import (
    Unlocked,
    Way,
    by_keyring,
    by_passphrase,
    open_with_kit,
    plainly,
    settle,
    way_in,
)
from mentordesk.workflows.desk.protect_desk import (
    Wish,
    ask_at_start,
    change_key,
    keep_in_keyring,
    make_kit,
    protect_new,
    remove_passphrase,
    set_passphrase,
)
from tests.faults.on_open_desk import attach_and_draft, attached_to
from tests.faults.places import Operation, Place
from tests.support.clock import FakeClock

_CHEAP = Cost(1, 1 << 16)
"""What is tried is the disk, not the passphrase."""
_WORDS, _OTHER_WORDS = "seven quiet herons", "nine quiet herons"


def _unlocked(place: Place) -> Unlocked:
    way, file = way_in(place.desk)
    assert file is not None
    if way is Way.PLAINLY:
        return plainly(file)
    if way is Way.KEYRING and place.keyring.folder.exists():
        return by_keyring(file, place.keyring)
    try:
        return by_passphrase(file, _WORDS)
    except Mistake:
        return by_passphrase(file, _OTHER_WORDS)


def _open(place: Place) -> Desk:
    """Open the desk as the next start does, by what lies beside it."""
    unlocked = _unlocked(place)
    desk = Desk.open(place.desk, FakeClock(), unlocked.keys, keeps_undo=True)
    settle(place.desk, unlocked, desk.keys.now)
    return desk


def _record_key(place: Place) -> None:
    """Put the key into the keyring; something is attached, and a text waits."""
    attach_and_draft(place)
    key = place.template.keys.now
    assert key is not None
    KeyFile(Entry("first", Kept.KEYRING)).write(place.desk)
    place.keyring.write("first", key.hex)


def _take_key_away(place: Place) -> None:
    _record_key(place)
    _change(Kept.NOWHERE, place)


def _change(kept: Kept, place: Place) -> None:
    change_key(place.desk, place.clock, _unlocked(place), Wish(kept), place.keyring)


def _beside(place: Place) -> object:
    """Return whether the desk is encrypted, and what lies beside it: all of it opens with the key that opens the desk."""
    desk = _open(place)
    keys = Keys(desk.keys.now)
    desk.close()
    alone = Desk.open(place.desk, FakeClock(), keys)
    try:
        waiting = sorted((draft.key, draft.text) for draft in Drafts(place.desk / DRAFTS, keys).all())
        return [keys.now is not None, attached_to(alone), waiting]
    finally:
        alone.close()


# --- how it is kept ---------------------------------------------------------------------------------------------


def _how(place: Place) -> object:
    """Return how the key is kept and wrapped, and with which words it opens."""
    file = KeyFile.read(place.desk)
    assert file is not None
    opens = []
    for words in (_WORDS, _OTHER_WORDS):
        try:
            by_passphrase(file, words)
        except Mistake:
            continue
        opens.append(words)
    return [file.now.kept, sorted(copy.purpose for copy in file.now.wrapped), opens]


def _with(change: Callable[[Place, Unlocked], object]) -> Callable[[Place], None]:
    def do(place: Place) -> None:
        change(place, _unlocked(place))

    return do


def _kit(place: Place, unlocked: Unlocked) -> None:
    make_kit(place.desk, unlocked, _WORDS, _CHEAP)


def _passphrase(place: Place, unlocked: Unlocked) -> None:
    set_passphrase(place.desk, unlocked, _OTHER_WORDS, _CHEAP)


def _no_passphrase(place: Place, unlocked: Unlocked) -> None:
    remove_passphrase(place.desk, unlocked)


def _ask(place: Place, unlocked: Unlocked) -> None:
    ask_at_start(place.desk, unlocked, place.keyring)


def _to_keyring(place: Place, unlocked: Unlocked) -> None:
    keep_in_keyring(place.desk, unlocked, place.keyring)


def _prepared(*steps: Callable[[Place], None]) -> Callable[[Place], None]:
    def prepare(place: Place) -> None:
        for step in steps:
            step(place)

    return prepare


def _use_kit(place: Place) -> None:
    file = KeyFile.read_file(place.desk / "kit")
    assert file is not None
    (copy,) = file.now.wrapped
    open_with_kit(place.desk, None, file.now.key_id, copy, _WORDS)


def _lose_all_but_kit(place: Place) -> None:
    _record_key(place)
    _kit(place, _unlocked(place))
    (place.desk / "desk.keys").rename(place.desk / "kit")


def _by_kit(place: Place) -> Desk:
    key = place.template.keys
    return Desk.open(place.desk, FakeClock(), key, keeps_undo=True)


def _is_recorded(place: Place) -> bool:
    return KeyFile.read(place.desk) is not None


# --- a first start ----------------------------------------------------------------------------------------------


def _first_start(place: Place) -> None:
    unlocked = protect_new(place.desk, Wish(Kept.KEYRING), place.keyring)
    with closing(Desk.open(place.desk, place.clock, unlocked.keys)) as desk:
        begin_desk(desk, "Elena Weber", "Europe/Berlin", Side.BOTH)
        Drafts(place.desk / DRAFTS, desk.keys).set_room_aside()
        finish_left(place.desk)


def _no_desk(place: Place) -> None:
    shutil.rmtree(place.desk)


def _begun(place: Place) -> Desk:
    """Start on the folder as the next start does: a key that is there is the key of the desk, none is made anew."""
    if KeyFile.read(place.desk) is None:
        protect_new(place.desk, Wish(Kept.KEYRING), place.keyring)
    return _open(place)


def with_keys() -> tuple[Operation, ...]:
    """Return all of them."""
    key_of_desk = partial(Operation, beside=_beside, open=_open)
    kept = partial(Operation, beside=_how, open=_open)
    with_words = _prepared(_record_key, _with(_passphrase))
    return (
        Operation("begin", on_folder=_first_start, prepare=_no_desk, open=_begun, is_once=True),
        key_of_desk("re-key", on_folder=partial(_change, Kept.KEYRING), prepare=_record_key),
        key_of_desk("decrypt", on_folder=partial(_change, Kept.NOWHERE), prepare=_record_key, is_once=True),
        key_of_desk("encrypt", on_folder=partial(_change, Kept.KEYRING), prepare=_take_key_away),
        kept("kit", on_folder=_with(_kit), prepare=_record_key),
        kept("words", on_folder=_with(_passphrase), prepare=_record_key),
        kept("no words", on_folder=_with(_no_passphrase), prepare=with_words),
        kept("ask", on_folder=_with(_ask), prepare=with_words),
        kept("keyring", on_folder=_with(_to_keyring), prepare=_prepared(with_words, _with(_ask))),
        Operation("by kit", on_folder=_use_kit, prepare=_lose_all_but_kit, beside=_is_recorded, open=_by_kit),
    )
