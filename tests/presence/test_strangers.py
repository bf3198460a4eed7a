"""Strangers on the bus: understood to the letter where they are well-mannered, and told of in a sentence where they are not."""

from __future__ import annotations

import pytest

from mentordesk.errors import Trouble
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Journal
from mentordesk.presence.linux import bus as bus_module
from mentordesk.presence.linux.awake import AwakeSwitch
from mentordesk.presence.linux.banners import banner_switch
from mentordesk.presence.linux.media import MediaSwitch
from mentordesk.presence.quiet import Quiet, finder
from mentordesk.presence.switch import Outcome, State, Switch
from tests.support.clock import FakeClock
from tests.support.private_bus import PrivateBus
from tests.support.strangers import (
    CONFUSED,
    NAMES,
    PROPERTIES,
    REFUSING,
    SILENT,
    TWICE,
    Answer,
    Method,
    Stranger,
    Switchable,
    says,
    stranger,
)

MANNERS = (SILENT, REFUSING, CONFUSED)
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
PLAYER = "org.mpris.MediaPlayer2.Player"


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "ANSWER_SECONDS", 0.2)


def quiet_on(journal: Journal, switches: list[Switch]) -> Quiet:
    clock = FakeClock()
    return Quiet(journal, clock, this_run(clock.boot_id()), finder(switches))


@pytest.mark.parametrize("manner", ["", TWICE])
@pytest.mark.parametrize("dialect", NAMES)
def test_each_dialect_is_spoken_to_the_letter(session: PrivateBus, dialect: str, manner: str) -> None:
    thing = Switchable()
    with stranger(session.address, dialect, thing, manner) as daemon:
        switch = banner_switch(session.bus)
        assert switch.probe().backend == f"linux.{dialect}"
        (change,) = switch.plan()
        assert switch.apply(change).outcome is not Outcome.FAILED
        assert thing.is_on
        assert switch.read().state is State.ON
        assert switch.plan() == ()
        switch.restore(change)
        assert not thing.is_on
        assert thing.others == ["away"]
    assert daemon.misunderstood == []


@pytest.mark.parametrize("manner", MANNERS)
def test_a_daemon_without_manners_is_an_instruction_and_one_sentence(session: PrivateBus, manner: str) -> None:
    with stranger(session.address, "dunst", Switchable(), manner):
        told = banner_switch(session.bus).probe()
    assert not told.can_set
    assert told.instruction
    assert told.evidence.count(".") >= 1
    assert "Traceback" not in told.evidence


RUDE = [
    ("plasma", "Inhibit"),
    ("plasma", "Get"),
    ("budgie", "GetDoNotDisturb"),
    ("mako", "ListModes"),
    ("swaync", "GetDnd"),
    ("dunst", "Get"),
]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize(("dialect", "only"), RUDE)
def test_a_daemon_that_turns_rude_is_told_of_in_one_sentence_and_leaves_nothing_behind(
    session: PrivateBus, journal: Journal, dialect: str, only: str, manner: str
) -> None:
    thing = Switchable()
    with stranger(session.address, dialect, thing, manner, only):
        switch = banner_switch(session.bus)
        quiet = quiet_on(journal, [switch])
        report = quiet.begin([switch])
        assert report.results == ()
        assert len(report.troubles) == 1
        quiet.end()
    assert not thing.is_on


def test_what_a_daemon_did_without_saying_so_is_put_back(session: PrivateBus, journal: Journal) -> None:
    thing = Switchable()
    methods = thing.dunst()

    def set_and_fall_silent(_of: str, _name: str, value: tuple[str, bool]) -> tuple[str, tuple[object, ...]]:
        thing.is_on = value[1]
        return "ssss", ("what", "was", "the", "question")

    methods[PROPERTIES, "Set"] = Method("ssv", set_and_fall_silent)
    with Stranger(session.address, NAMES["dunst"], methods):
        switch = banner_switch(session.bus)
        quiet = quiet_on(journal, [switch])
        quiet.begin([switch])
        assert thing.is_on
        quiet.end()
        assert not thing.is_on
    assert journal.entries() == ()


def test_a_daemon_that_is_gone_when_it_is_to_be_put_back_stays_written_down(
    session: PrivateBus, journal: Journal
) -> None:
    thing = Switchable()
    with stranger(session.address, "dunst", thing):
        switch = banner_switch(session.bus)
        quiet = quiet_on(journal, [switch])
        quiet.begin([switch])
    assert len(quiet.end().troubles) == 1
    with stranger(session.address, "dunst", thing):
        assert len(journal.entries()) == 1
        quiet.restore_left(dead=[this_run(FakeClock().boot_id())])
        assert not thing.is_on


@pytest.mark.parametrize("dialect", ["dunst", "plasma"])
def test_what_a_new_start_of_the_daemon_lost_is_switched_again(
    session: PrivateBus, journal: Journal, dialect: str
) -> None:
    with stranger(session.address, dialect, Switchable()):
        switch = banner_switch(session.bus)
        quiet = quiet_on(journal, [switch])
        quiet.begin([switch])
    anew = Switchable()
    with stranger(session.address, dialect, anew):
        quiet.renew(banner_switch(session.bus))
        assert anew.is_on
        quiet.end()
        assert not anew.is_on


@pytest.mark.parametrize("manner", MANNERS)
def test_a_player_without_manners_does_not_keep_another_playing(session: PrivateBus, manner: str) -> None:
    status = {"now": "Playing"}

    def pause() -> Answer:
        status["now"] = "Paused"
        return "", ()

    methods = {
        (PROPERTIES, "Get"): Method("ss", lambda _of, _name: ("v", (("s", status["now"]),))),
        (PLAYER, "Pause"): Method("", pause),
    }
    rude = Stranger(session.address, ("org.mpris.MediaPlayer2.aaa",), {}, manner)
    kind = Stranger(session.address, ("org.mpris.MediaPlayer2.bbb",), methods)
    with rude, kind:
        switch = MediaSwitch(session.bus)
        (change,) = switch.plan()
        assert change.target == "org.mpris.MediaPlayer2.bbb"
        assert switch.apply(change).outcome is Outcome.VERIFIED
    assert kind.misunderstood == []


def test_a_screen_saver_is_asked_to_the_letter_and_let_go(session: PrivateBus) -> None:
    held: set[int] = set()

    def inhibit(_who: str, _why: str) -> Answer:
        held.add(2**31)
        return "u", (2**31,)

    def let_go(cookie: int) -> Answer:
        held.discard(cookie)
        return "", ()

    methods = {(SCREEN_SAVER, "Inhibit"): Method("ss", inhibit), (SCREEN_SAVER, "UnInhibit"): Method("u", let_go)}
    with Stranger(session.address, (SCREEN_SAVER,), methods) as saver:
        switch = AwakeSwitch(session.bus)
        (change,) = switch.plan()
        switch.apply(change)
        assert held == {2**31}
        switch.restore(change)
        assert held == set()
    assert saver.misunderstood == []


def test_gnomes_session_is_asked_where_there_is_no_screen_saver(session: PrivateBus) -> None:
    gnome = "org.gnome.SessionManager"
    methods = {(gnome, "Inhibit"): Method("susu", says("u", 7)), (gnome, "Uninhibit"): Method("u", says(""))}
    with Stranger(session.address, (gnome,), methods) as manager:
        switch = AwakeSwitch(session.bus)
        (change,) = switch.plan()
        assert switch.apply(change).outcome is Outcome.UNVERIFIED
        switch.restore(change)
    assert manager.misunderstood == []


def test_when_the_bus_itself_goes_away_that_is_one_sentence(session: PrivateBus) -> None:
    assert session.bus.names()
    session.stop()
    with pytest.raises(Trouble):
        session.bus.names()
    with pytest.raises(Trouble):
        session.bus.names()
