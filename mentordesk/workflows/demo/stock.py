"""The stock of sentences the demo is written from: resources/demo, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from mentordesk.folders import resource

Sheet = dict[str, Any]


@cache
def sheet(name: str) -> Sheet:
    """Return a file of the stock by name."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def topics() -> tuple[Sheet, ...]:
    """Return every topic people talk about."""
    return tuple(
        topic
        for path in sorted(resource("demo", "topics").glob("*.toml"))
        for topic in tomllib.loads(path.read_text(encoding="utf-8"))["topic"]
    )


@cache
def topic_titled(title: str) -> Sheet:
    """Return the topic that has a title; the small talk of topics, the check-in, where none has."""
    stem = title.partition(":")[0]
    for topic in topics():
        if any(title == known or (":" in known and known.partition(":")[0] == stem) for known in topic["titles"]):
            return topic
    return next(topic for topic in topics() if topic["key"] == "checkin")
