"""Messengers and mail programs that run now, by name, so that one can close them oneself. Nothing is ever closed here."""

from __future__ import annotations

from collections.abc import Iterable

import psutil

KNOWN = {
    "slack": "Slack",
    "teams": "Microsoft Teams",
    "ms-teams": "Microsoft Teams",
    "teams-for-linux": "Microsoft Teams",
    "discord": "Discord",
    "telegram-desktop": "Telegram",
    "telegram": "Telegram",
    "signal-desktop": "Signal",
    "signal": "Signal",
    "whatsapp": "WhatsApp",
    "whatsapp-for-linux": "WhatsApp",
    "whatsdesk": "WhatsApp",
    "element-desktop": "Element",
    "element": "Element",
    "fractal": "Fractal",
    "nheko": "Nheko",
    "mattermost-desktop": "Mattermost",
    "mattermost": "Mattermost",
    "rocketchat-desktop": "Rocket.Chat",
    "zulip": "Zulip",
    "threema": "Threema",
    "threemadesktop": "Threema",
    "wire-desktop": "Wire",
    "viber": "Viber",
    "viberpc": "Viber",
    "wechat": "WeChat",
    "line": "LINE",
    "kakaotalk": "KakaoTalk",
    "caprine": "Messenger",
    "ferdium": "Ferdium",
    "franz": "Franz",
    "rambox": "Rambox",
    "pidgin": "Pidgin",
    "gajim": "Gajim",
    "dino": "Dino",
    "hexchat": "HexChat",
    "konversation": "Konversation",
    "polari": "Polari",
    "thunderbird": "Thunderbird",
    "thunderbird-bin": "Thunderbird",
    "betterbird": "Betterbird",
    "evolution": "Evolution",
    "geary": "Geary",
    "kmail": "KMail",
    "claws-mail": "Claws Mail",
    "sylpheed": "Sylpheed",
    "mailspring": "Mailspring",
    "outlook": "Outlook",
    "olk": "Outlook",
    "hxoutlook": "Mail",
    "mail": "Mail",
}
"""Names of programs in lower case, and what people call them."""

_IN_THE_BACKGROUND = frozenset({"evolution-alarm-notify", "evolution-source-registry", "evolution-calendar-factory"})


def running(ignored: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what runs now of what distracts, as people call it, each once, by the alphabet; `ignored` is left out.

    Looks at every process of the computer: some ten milliseconds, off the main thread.
    """
    passed_over = {name.casefold() for name in ignored}
    found = set()
    for process in psutil.process_iter(["name"]):
        name = called(process.info["name"] or "")
        if name and name.casefold() not in passed_over:
            found.add(name)
    return tuple(sorted(found, key=str.casefold))


def called(program: str) -> str:
    """Return what people call a program of this process name; empty for one that distracts nobody."""
    plain = program.casefold().removesuffix(".exe")
    return "" if plain in _IN_THE_BACKGROUND else KNOWN.get(plain, "")
