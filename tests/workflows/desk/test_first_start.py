"""The first start: whose desk it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.domain.profile import Side
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.first_start import begin_desk
from tests.support.clock import FakeClock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path, FakeClock(), keeps_undo=True)
    yield desk
    desk.close()


def test_a_desk_becomes_somebodys_and_can_be_corrected(desk: Desk) -> None:
    begin_desk(desk, " Elena  Weber ", "Europe/Berlin", Side.MENTOR)
    begin_desk(desk, "Elena Weber-Ito", "Asia/Tokyo", Side.BOTH)

    me, profile = desk.profile.me(), desk.profile.mine()
    assert (me.name, me.zone) == ("Elena Weber-Ito", "Asia/Tokyo")
    assert profile is not None
    assert profile.side is Side.BOTH
    assert desk.people.count() == desk.profile.count() == 1


@pytest.mark.parametrize(
    ("name", "zone", "field"), [("  ", "Europe/Berlin", "name"), ("Elena", "Mars/Olympus", "zone")]
)
def test_a_desk_needs_a_name_and_a_zone_that_exists(desk: Desk, name: str, zone: str, field: str) -> None:
    with pytest.raises(Mistake) as mistake:
        begin_desk(desk, name, zone, Side.MENTOR)
    assert mistake.value.field == field
    assert desk.profile.mine() is None
