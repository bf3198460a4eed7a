# As much of vobject as reading and writing vCards takes.
from collections.abc import Iterator
from typing import TextIO

from vobject.base import Component as Component

def readComponents(
    streamOrString: str | TextIO,
    validate: bool = False,
    transform: bool = True,
    ignoreUnreadable: bool = False,
    allowQP: bool = False,
) -> Iterator[Component]: ...
def readOne(
    stream: str | TextIO,
    validate: bool = False,
    transform: bool = True,
    ignoreUnreadable: bool = False,
    allowQP: bool = False,
) -> Component: ...
def newFromBehavior(name: str, id: str | None = None) -> Component: ...
def vCard() -> Component: ...
