"""How one row appears and sounds: words, a leading mark, a trailing note. No widget, no painting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

Tone = Literal["accent", "warm", "plain"]

_APART = " ,·\n"
"""Sets words apart that are put side by side."""


@dataclass(frozen=True, slots=True)
class IconMark:
    """A round ground with an icon from resources/icons; without `ground` only the icon."""

    icon: str
    role: str = "muted"
    ground: bool = True


@dataclass(frozen=True, slots=True)
class AvatarMark:
    """Initials in a circle."""

    initials: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class DateMark:
    """A block of two short words, the day above the month: ("5", "Nov")."""

    day: str
    month: str


Leading = IconMark | AvatarMark | DateMark


@dataclass(frozen=True, slots=True)
class ChipNote:
    """A trailing chip."""

    text: str
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class RowLook:
    """A row of one or two lines.

    `checked` None shows no mark; True and False show a check box, or a ring when `round_check`.
    `done` fades the words; `struck` also strikes the title out. `progress` (0..1) paints a line below the words.
    `key` ("Ctrl+1") stands in a cap before the caption.
    `spoken_text` replaces what screen readers hear; else it is made from the words, state included.
    """

    title: str
    detail: str = ""
    leading: Leading | None = None
    checked: bool | None = None
    round_check: bool = False
    chip: ChipNote | None = None
    caption: str = ""
    done: bool = False
    struck: bool = False
    warm_detail: bool = False
    strong: bool = False
    progress: float | None = None
    enabled: bool = True
    key: str = ""
    tooltip: str = ""
    spoken_text: str = ""
    is_shared: bool = False
    """Both sides may read the title: the curtain leaves it, names aside."""
    written: tuple[str, ...] = ()
    """What somebody wrote of that which stands among other words: the curtain covers it whatever it says."""
    spoken_marks: tuple[str, str] | None = None
    """What a screen reader says for checked and for not; “done” and “not done” where it is None."""

    def veiled(self, veil: Callable[..., str], initials: Callable[[str], str]) -> RowLook:
        """Return the look with its words as `veil` lets them be seen, or heard."""
        leading = self.leading
        within = [(self.title, self.is_shared), *((one, False) for one in (*self.written, self.detail, self.caption))]
        return replace(
            self,
            title=veil(self.title, is_shared=self.is_shared),
            detail=_veiled(self.detail, [(one, False) for one in self.written], veil),
            leading=AvatarMark(initials(leading.initials), leading.tone)
            if isinstance(leading, AvatarMark)
            else leading,
            chip=ChipNote(veil(self.chip.text), self.chip.tone) if self.chip else None,
            caption=veil(self.caption),
            tooltip=_veiled(self.tooltip, within, veil),
            spoken_text=_veiled(self.spoken_text, within, veil),
        )

    def spoken(self) -> str:
        """Return what a screen reader says for the row, its checked state in words."""
        if self.spoken_text:
            words = [self.spoken_text]
        else:
            words = [self.title, self.detail, self.chip.text if self.chip else "", self.caption]
            if isinstance(self.leading, DateMark):
                words.insert(0, f"{self.leading.day} {self.leading.month}")
        if self.checked is not None:
            checked, unchecked = self.spoken_marks or (_("done"), _("not done"))
            words.append(checked if self.checked else unchecked)
        return ", ".join(word for word in words if word)


def _veiled(text: str, within: Sequence[tuple[str, bool]], veil: Callable[..., str]) -> str:
    """Return a text that is put together of others as `veil` lets it be seen, those `within` it each as a whole."""
    for place, (part, is_shared) in enumerate(within):
        if part and part in text:
            before, _part, after = text.partition(part)
            seen = veil(part, is_shared=is_shared)
            return f"{_around(before, within[place + 1 :], veil)}{seen}{_around(after, within[place:], veil)}"
    return veil(text)


def _around(text: str, within: Sequence[tuple[str, bool]], veil: Callable[..., str]) -> str:
    """Return what is left around a part; what sets it apart from that tells nothing."""
    bare = text.strip(_APART)
    return text.replace(bare, _veiled(bare, within, partial(veil, is_part=True)), 1) if bare else text
