"""What is said about switches: their names, what each can and cannot promise here, and what is switched now."""

from __future__ import annotations

from datetime import datetime, tzinfo

from mentordesk import phrases
from mentordesk.language import _
from mentordesk.presence.switch import AWAKE, BANNERS, MEDIA, Capability


def name_of(switch: str) -> str:
    """Return what a switch is called, as something to choose."""
    return {
        BANNERS: _("Banners off"),
        MEDIA: _("Music and films paused"),
        AWAKE: _("Screen kept awake"),
    }[switch]


def promise_of(capability: Capability) -> str:
    """Say in one or two sentences what a switch can promise on this computer, and what it cannot."""
    if not capability.can_set:
        return capability.instruction or _("There is nothing to switch here.")
    sentences = [_what_it_does(capability)]
    if not capability.is_documented:
        sentences.append(_("It goes by a way that Microsoft does not document and may change."))
    if not capability.can_verify:
        sentences.append(_("We ask, and the system does not tell us whether it followed."))
    if not capability.is_tried:
        sentences.append(_("Not yet tried on a real one."))
    return " ".join(sentences)


def standing(switched: tuple[str, ...], since: datetime, until: datetime | None, zone: tzinfo) -> str:
    """Say what is switched now and until when: “Banners off since 14:02, back at 14:50”."""
    listed = phrases.listed([_in_a_sentence(one) for one in switched])
    what = listed[:1].upper() + listed[1:]
    begun = phrases.clock_time(since.astimezone(zone))
    if until is None:
        return _("{what} since {time}").format(what=what, time=begun)
    ends = phrases.clock_time(until.astimezone(zone))
    return _("{what} since {time}, back at {end}").format(what=what, time=begun, end=ends)


def undone(switch: str) -> str:
    """Say that somebody else has set a switch otherwise during the call."""
    return {
        BANNERS: _("Banners were switched on again."),
        MEDIA: _("Something plays again."),
        AWAKE: _("The screen may go dark."),
    }[switch]


def _in_a_sentence(switch: str) -> str:
    return {
        BANNERS: _("banners off"),
        MEDIA: _("music and films paused"),
        AWAKE: _("the screen kept awake"),
    }[switch]


def _what_it_does(capability: Capability) -> str:
    if capability.switch == MEDIA:
        return _("Players that play are paused and go on after the call. One that is in a call itself is left alone.")
    if capability.switch == AWAKE:
        return _("The screen stays on during the call.")
    if capability.is_self_releasing:
        return _("No banners during the call; the desktop lets them come again by itself should MentorDesk end.")
    return _("No banners during the call, and as before after it, also after a crash. Sounds of programs are theirs.")
