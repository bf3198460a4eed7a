"""The one object that knows how everything looks now: theme, type, text size, motion; `changed` when any of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, cast, get_args

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from .clothes import Clothes
from .fonts import FAMILY, load_fonts
from .icons import TintedIconEngine
from .keyboard_focus import KeyboardFocus
from .sheet import style_sheets
from .tokens import ROLES, TextStyle, Theme, load_theme
from .veil import Veil

ThemeChoice = Literal["system", "light", "dark", "contrast"]
_FLOORS = 3
"""How often layouts are asked: each tells the one around it, and few stand deeper in one another."""
CHOICES: tuple[str, ...] = get_args(ThemeChoice)


class Appearance(QObject):
    """Colours, fonts, icons and sizes as they are now. Needs a QApplication to exist.

    `changed` is emitted once after theme, text scale, motion or the veil changed and what can be seen wears it; `resized`
    before it when text scale or veil did, and with them how much room things need.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: ThemeChoice = "system"
        self._text_scale = 1.0
        self._reduce_motion = False
        self.veil = Veil()
        self._application: QApplication | None = None
        self._clothes: Clothes | None = None
        self._keyboard_focus: KeyboardFocus | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[TextStyle, bool, bool], QFont] = {}
        self._metrics: dict[tuple[TextStyle, bool], QFontMetrics] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._engines: list[TintedIconEngine] = []
        load_fonts()
        self._theme = self._wanted_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # what is now

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    @property
    def text_scale(self) -> float:
        return self._text_scale

    @property
    def reduce_motion(self) -> bool:
        return self._reduce_motion

    # what a person chooses

    def choose(self, choice: str) -> None:
        """Switch to "system", "light", "dark" or "contrast"; raise ValueError for another word."""
        if choice not in CHOICES:
            raise ValueError(f"no such theme: {choice}")
        self._choice = cast(ThemeChoice, choice)
        # The system draws title bars and its own dialogs; it is told, so that they match.
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._follow_system()

    def scale_text(self, scale: float) -> None:
        """Set the size of all text, kept within 1.0 to 2.0."""
        scale = round(min(2.0, max(1.0, scale)), 2)
        if scale != self._text_scale:
            self._text_scale = scale
            self._fonts.clear()
            self._metrics.clear()
            self._dress()
            self.resized.emit()
            self.changed.emit()

    def set_reduce_motion(self, reduce: bool) -> None:
        if reduce != self._reduce_motion:
            self._reduce_motion = reduce
            self.changed.emit()

    def veil_words(
        self,
        *,
        is_drawn: bool | None = None,
        is_locked: bool | None = None,
        covers_shared: bool | None = None,
        names: Iterable[str] | None = None,
    ) -> None:
        """Draw or lift the curtain, lock or unlock; `names` are those of people. Everything is painted anew."""
        veil = self.veil
        veil.is_drawn = veil.is_drawn if is_drawn is None else is_drawn
        veil.is_locked = veil.is_locked if is_locked is None else is_locked
        veil.covers_shared = veil.covers_shared if covers_shared is None else covers_shared
        if names is not None:
            veil.know_names(names)
        veil.forget()
        self.resized.emit()
        self.changed.emit()

    # what widgets ask

    def color(self, role: str) -> QColor:
        """Return the colour of a role of the theme (a fresh QColor); raise KeyError for a word that is no role."""
        if role not in self._colours:
            self._colours[role] = QColor(self._theme.color(role))
        return QColor(self._colours[role])

    def font(self, style: TextStyle, *, tabular: bool = False, italic: bool = False) -> QFont:
        """Return Inter in this style at the present text size; `tabular` gives digits of one width, for times."""
        key = (style, tabular, italic)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(style, tabular, italic)
        return QFont(self._fonts[key])

    def metrics(self, style: TextStyle, *, tabular: bool = False) -> QFontMetrics:
        """Return the measures of a style at the present text size; they are shared, and asked for by the thousand."""
        key = (style, tabular)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(style, tabular=tabular))
        return self._metrics[key]

    def mono_font(self, style: TextStyle = TextStyle.BODY) -> QFont:
        """Return the computer's fixed-width font in the size of a style, for code."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.px(style.size_px))
        return font

    def px(self, n: float) -> int:
        """Return n px scaled with the text, for padding and icons."""
        return round(n * self._text_scale)

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """Return a Lucide icon that takes the colour of the role whenever it is painted, also after a theme change."""
        key = (name, role)
        if key not in self._icons:
            if role not in ROLES:
                raise KeyError(role)
            engine = TintedIconEngine(self.color, name, role)
            self._engines.append(engine)  # Qt owns the engine, Python must keep its overriding methods alive
            self._icons[key] = QIcon(engine)
        return QIcon(self._icons[key])

    def motion_ms(self, n: int) -> int:
        """Return the length of a motion in ms: n, or 0 when motion is reduced."""
        return 0 if self._reduce_motion else n

    def apply(self, application: QApplication, *, watches_focus: bool = True) -> None:
        """Dress the application in palette, font and style, and keep it dressed when something changes.

        Without `watches_focus` the ring around what has the keyboard waits for `watch_focus`.
        """
        if self._application is None:
            self._clothes = Clothes(style_sheets(self._theme, self._text_scale))
            application.setStyle(self._clothes)
            self._keyboard_focus = KeyboardFocus(application, self.color("focus"))
            if watches_focus:
                self._keyboard_focus.watch()
        self._application = application
        self._dress()

    def watch_focus(self) -> None:
        """Show from now on which control has the keyboard.

        Python then sees every object of Qt, for which PySide6 has to build the types of all: a tenth of a start.
        """
        if self._keyboard_focus is not None:
            self._keyboard_focus.watch()

    def touched(self) -> int:
        """Return a number that goes up with each key, click and turn of the wheel."""
        return self._keyboard_focus.touched if self._keyboard_focus is not None else 0

    @contextmanager
    def making_widgets(self) -> Iterator[None]:
        """Let many widgets be made quickly: until they are, no key and no change of the focus is looked at."""
        if self._keyboard_focus is None:
            yield
            return
        with self._keyboard_focus.resting():
            yield

    @contextmanager
    def showing_much(self, window: QWidget) -> Iterator[None]:
        """Let a whole screen come into sight quickly: neither that nor laying it out tells of any key."""
        with self.making_widgets():
            yield
            if window.isVisible():
                for _floor in range(_FLOORS):
                    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def undress(self) -> None:
        """Let go of the application; what it wears stays on it."""
        if self._keyboard_focus is not None:
            self._keyboard_focus.stop()
            self._keyboard_focus = None
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self._application = None

    def _make_font(self, style: TextStyle, tabular: bool, italic: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(self.px(style.size_px))
        font.setWeight(QFont.Weight(style.weight))
        font.setItalic(italic)
        if style.tracking:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + style.tracking)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _wanted_theme(self) -> Theme:
        if self._choice != "system":
            return load_theme(self._choice)
        scheme = QGuiApplication.styleHints().colorScheme()
        return load_theme("dark" if scheme == Qt.ColorScheme.Dark else "light")

    @Slot()
    def _follow_system(self) -> None:
        theme = self._wanted_theme()
        if theme is not self._theme:
            self._theme = theme
            self._colours.clear()
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        if self._application is None:
            return
        if self._keyboard_focus is None:
            self._put_on(self._application)
            return
        self._keyboard_focus.set_colour(self.color("focus"))
        with self._keyboard_focus.resting():
            self._put_on(self._application)

    def _put_on(self, application: QApplication) -> None:
        application.setPalette(self._palette())
        resizes = application.font() != self.font(TextStyle.BODY)
        if resizes:
            application.setFont(self.font(TextStyle.BODY))
        if self._clothes is not None:
            self._clothes.change(style_sheets(self._theme, self._text_scale), resizes=resizes)

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in {
            roles.Window: "canvas",
            roles.WindowText: "text",
            roles.Base: "surface",
            roles.AlternateBase: "sidebar",
            roles.Text: "text",
            roles.PlaceholderText: "faint",
            roles.Button: "surface",
            roles.ButtonText: "text",
            roles.BrightText: "danger",
            roles.Highlight: "accent_soft",
            roles.HighlightedText: "on_accent_soft",
            roles.Accent: "accent",
            roles.Link: "accent",
            roles.LinkVisited: "accent",
            roles.ToolTipBase: "tooltip",
            roles.ToolTipText: "on_tooltip",
            roles.Light: "surface",
            roles.Midlight: "hover",
            roles.Mid: "border",
            roles.Dark: "outline",
            roles.Shadow: "text",
        }.items():
            palette.setColor(role, self.color(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        return palette
