"""How each kind of line and span of a note looks: character formats from the appearance, made once per theme and size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QTextCharFormat, QTextFormat, QTextLayout

from mentordesk.domain.markdown import Line, LineKind, Span, SpanKind, read_spans
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_HEADING_PX = {1: 26, 2: 20, 3: 17}
_Put = Callable[[int, int, QTextCharFormat], None]
_VERBATIM = frozenset({LineKind.CODE, LineKind.FENCE, LineKind.RULE})


@dataclass(frozen=True, slots=True)
class Ground:
    """A soft ground behind a stretch of a line, in the colour of `role`."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class Dress:
    """How one line looks: formats for its layout (in UTF-16 units, as Qt counts) and grounds to paint behind."""

    formats: list[QTextLayout.FormatRange] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    content: int = 0
    """Where the words begin, in UTF-16 units: what wrapped lines hang from."""


def _offsets(text: str) -> Sequence[int]:
    """Return the UTF-16 offset of each character, which differs from Python's count beyond the basic plane."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    found = [0]
    for each in text:
        found.append(found[-1] + (2 if each > "\uffff" else 1))
    return found


class NoteStyles:
    """The formats of the present theme and text size; `renew` after the appearance changed."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.names: tuple[str, ...] = ()
        """People whose names may have several words, so that `@Maria Santos` is tinted whole."""
        self.pages: dict[str, str] = {}
        """How `[[links]]` look that lead nowhere for certain, by their words."""
        self.renew()

    def renew(self) -> None:
        """Make all formats anew."""
        look = self._appearance
        self.font = look.font(TextStyle.NOTE)
        metrics = QFontMetricsF(self.font)
        self.pitch = round(metrics.height() * 1.43)
        """Height of a line of plain text in px."""
        self.character_width = metrics.averageCharWidth()
        self.unit = metrics.horizontalAdvance(" ")
        mono = look.mono_font(TextStyle.BODY)
        self._muted = self._format("muted")
        mark = self._format("muted")
        mark.setFontUnderline(False)
        self._hidden = QTextCharFormat()
        self._hidden.setForeground(QBrush(QColor(Qt.GlobalColor.transparent)))
        self._bullet = self._spaced(self._hidden, look.px(2.5))
        self._boxes = {
            checked: self._spaced(self._hidden, self._check_spacing(metrics, letters))
            for checked, letters in ((False, "- [ ] "), (True, "- [x] "))
        }
        self._indent = self._spaced(QTextCharFormat(), look.px(5))
        self._number = self._spaced(self._muted, 0.5)
        self._done = self._format("muted")
        self._done.setFontStrikeOut(True)
        self._quote = self._format("muted")
        self._code = self._format("text")
        self._code.setFontFamilies([*mono.families(), "DejaVu Sans Mono", "monospace"])
        self._code.setFontFixedPitch(True)
        self._code.setProperty(QTextFormat.Property.FontPixelSize, look.px(13.5))
        self._headings = {level: self._heading(level) for level in range(1, 7)}
        strong, emphasis, strike = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        emphasis.setFontItalic(True)
        strike.setFontStrikeOut(True)
        link = self._format("accent")
        link.setFontUnderline(True)
        self._spans: dict[SpanKind, QTextCharFormat] = {
            SpanKind.MARK: mark,
            SpanKind.STRONG: strong,
            SpanKind.EMPHASIS: emphasis,
            SpanKind.STRIKE: strike,
            SpanKind.CODE: self._code,
            SpanKind.LINK: link,
            SpanKind.URL: link,
            SpanKind.PERSON: self._format("on_accent_soft", QFont.Weight.Medium),
            SpanKind.DATE: self._format("warm", QFont.Weight.Medium),
            SpanKind.TAG: self._format("muted", QFont.Weight.Medium),
        }
        page = self._format("accent", QFont.Weight.Medium)
        unclear = self._format("warm", QFont.Weight.Medium)
        unclear.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        nowhere = self._format("muted")
        nowhere.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        self._spans[SpanKind.PAGE] = page
        self._pages = {"unclear": unclear, "nowhere": nowhere, "in_trash": self._done}
        self._ground_roles = {
            SpanKind.PERSON: "accent_soft",
            SpanKind.DATE: "warm_soft",
            SpanKind.TAG: "hover",
            SpanKind.CODE: "hover",
        }

    def dress(self, text: str, line: Line) -> Dress:
        """Say how a line looks."""
        found = Dress()
        if not text:
            return found
        at = _offsets(text)
        found.content = at[min(line.content, len(text))] if line.kind not in _VERBATIM else 0

        def put(start: int, end: int, style: QTextCharFormat) -> None:
            if end > start:
                put_range = QTextLayout.FormatRange()
                put_range.start, put_range.length, put_range.format = at[start], at[end] - at[start], style
                found.formats.append(put_range)

        self._dress_line(text, line, put)
        if line.kind in _VERBATIM:
            return found
        plain_end = len(text)
        for span in read_spans(text, line.content, self.names):
            put(span.start, span.end, self._span_format(span, line))
            if role := self._ground_roles.get(span.kind):
                found.grounds.append(Ground(at[span.start], at[min(span.end, plain_end)], role))
        return found

    def _span_format(self, span: Span, line: Line) -> QTextCharFormat:
        if line.checked and span.kind in (SpanKind.PERSON, SpanKind.DATE):
            return self._muted
        if span.kind is SpanKind.PAGE and span.target in self.pages:
            return self._pages[self.pages[span.target]]
        return self._spans[span.kind]

    def _dress_line(self, text: str, line: Line, put: _Put) -> None:
        kind, content, end = line.kind, line.content, len(text)
        if kind is LineKind.HEADING:
            put(0, end, self._headings[line.level])
            put(0, content, self._muted)
        elif kind in (LineKind.BULLET, LineKind.CHECK, LineKind.NUMBER):
            marker = {LineKind.BULLET: self._bullet, LineKind.CHECK: self._boxes[line.checked]}.get(kind, self._number)
            put(0, line.indent, self._indent)
            put(line.indent, content, marker)
            if line.checked:
                put(content, end, self._done)
        elif kind is LineKind.QUOTE:
            put(0, content, self._hidden)
            put(content, end, self._quote)
        elif kind is LineKind.THREAD:
            put(0, content, self._format("warm", QFont.Weight.DemiBold))
        elif kind is LineKind.CODE:
            put(0, end, self._code)
        elif kind is LineKind.FENCE:
            put(0, end, self._code)
            put(0, end, self._muted)
        elif kind is LineKind.RULE:
            put(0, end, self._hidden)

    def _check_spacing(self, metrics: QFontMetricsF, letters: str) -> float:
        """The room which each of the six characters lacks for the box and a gap."""
        return max(0.0, (self._appearance.px(33) - metrics.horizontalAdvance(letters)) / 6)

    def _format(self, role: str, weight: QFont.Weight | None = None) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QBrush(self._appearance.color(role)))
        if weight is not None:
            made.setFontWeight(weight)
        return made

    def _heading(self, level: int) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setProperty(QTextFormat.Property.FontPixelSize, self._appearance.px(_HEADING_PX.get(level, 15)))
        made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        made.setFontLetterSpacing(98 if level < 3 else 99)
        return made

    @staticmethod
    def _spaced(style: QTextCharFormat, spacing: float) -> QTextCharFormat:
        made = QTextCharFormat(style)
        made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        made.setFontLetterSpacing(spacing)
        return made
