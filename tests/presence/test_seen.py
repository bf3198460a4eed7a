"""Banners as a person sees them, in pictures of a real screen: there before a call, not during it, there after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Journal
from mentordesk.presence.linux.banners import banner_switch
from mentordesk.presence.quiet import Quiet, finder
from tests.support.banner_programs import PROGRAMS, Banners
from tests.support.clock import FakeClock
from tests.support.private_bus import PrivateBus


@pytest.fixture(params=PROGRAMS)
def banners(
    request: pytest.FixtureRequest, session: PrivateBus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Banners]:
    with PROGRAMS[request.param](session, tmp_path_factory.mktemp("display")) as made:
        yield made


def test_a_banner_is_seen_before_a_call_none_during_it_and_one_after_it(banners: Banners, journal: Journal) -> None:
    display = banners.display
    clock = FakeClock()
    switch = banner_switch(banners.session.bus)
    quiet = Quiet(journal, clock, this_run(clock.boot_id()), finder([switch]))
    empty = display.settled()
    number = banners.notify("before the call")
    took = display.seen_until(lambda now: now != empty, "a banner before the call")
    banners.close(number)
    display.seen_until(lambda now: now == empty, "the banner's end")

    quiet.begin([switch])
    banners.notify("during the call")
    assert display.seen_for(3 * took + 0.5, lambda now: now == empty)

    quiet.end()
    banners.notify("after the call")
    display.seen_until(lambda now: now != empty, "a banner after the call")
