"""The style sheets of the controls Qt draws, one for each kind of control, generated from a theme and a text scale."""

from __future__ import annotations

from string import Template

from .glyphs import glyph
from .tokens import RADIUS, SPACE, TextStyle, Theme

TOOLTIP = "tooltip"

# Where a border grows on focus the padding shrinks by as much: nothing ever moves. Menus are windows of their own: rounded
# corners would show what is behind them only where windows can be translucent.
_SHEETS = {
    name: Template(sheet)
    for name, sheet in {
        TOOLTIP: """
QToolTip { background: $tooltip; color: $on_tooltip; border: 1px solid $tooltip; padding: ${xs}px ${s}px; font-size: ${caption}px; }
""",
        "field": """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: ${field_y}px ${field_x}px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $faint;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${field_height}px; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $outline; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:editable:focus {
  border: 2px solid $accent; padding: ${field_y_in}px ${field_x_in}px;
}
QLineEdit[mistaken="true"], QTextEdit[mistaken="true"], QPlainTextEdit[mistaken="true"],
QComboBox[mistaken="true"], QAbstractSpinBox[mistaken="true"] {
  border: 2px solid $danger; padding: ${field_y_in}px ${field_x_in}px;
}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: $sidebar; color: $faint; border-color: $border;
}
QLineEdit[readOnly="true"], QAbstractSpinBox[readOnly="true"] { background: $sidebar; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QLineEdit[bare="true"], QTextEdit[bare="true"], QPlainTextEdit[bare="true"] {
  background: transparent; border: none; padding: 0; border-radius: 0;
}
QTextEdit[bare="true"], QPlainTextEdit[bare="true"] { padding: 0; }
QTextEdit[role="muted"] { color: $muted; }
QComboBox { padding-right: ${drop}px; combobox-popup: 0; }
QComboBox::drop-down { border: none; background: transparent; width: ${drop}px; subcontrol-origin: border; subcontrol-position: right center; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow { image: url($chevron_down); width: ${arrow}px; height: ${arrow}px; }
QComboBox::down-arrow:disabled { image: url($chevron_down_faint); }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: none; padding: ${xs}px; outline: none;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft;
}
QComboBoxPrivateContainer { background: $surface; border: 1px solid $border; }
QComboBox QAbstractItemView::item { padding: ${xs}px ${s}px; min-height: ${row}px; border-radius: ${radius_s}px; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $on_accent_soft; }
QDateEdit::drop-down, QDateTimeEdit::drop-down { border: none; background: transparent; width: ${drop}px; subcontrol-origin: border; subcontrol-position: right center; }
QAbstractSpinBox { padding-right: ${drop}px; }
QAbstractSpinBox[buttonSymbols="2"] { padding-right: ${field_x}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: ${drop}px; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: ${tiny}px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: ${tiny}px; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: ${arrow_s}px; height: ${arrow_s}px; }
QAbstractSpinBox::down-arrow { image: url($chevron_down); width: ${arrow_s}px; height: ${arrow_s}px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: url($chevron_up_faint); }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: url($chevron_down_faint); }
QAbstractScrollArea::corner { background: transparent; border: none; }
""",
        "button": """
QPushButton, QToolButton {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: ${button_y}px ${button_x}px; font-weight: 600; min-height: ${button_height}px; outline: none;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: $selected; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $sidebar; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $selected; color: $muted; border-color: $selected; }
QPushButton[kind="plain"], QToolButton, QToolButton[kind="plain"] { background: transparent; border-color: transparent; color: $muted; }
QPushButton[kind="plain"]:hover, QToolButton:hover { background: $hover; color: $text; }
QPushButton[kind="plain"]:pressed, QPushButton[kind="plain"]:checked, QToolButton:pressed, QToolButton:checked { background: $selected; color: $text; }
QPushButton[kind="plain"]:disabled, QToolButton:disabled { background: transparent; color: $faint; }
QPushButton[kind="danger"] { background: $surface; color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed { background: $danger_soft; color: $danger; }
QPushButton[kind="danger"]:disabled { color: $faint; border-color: $border; }
QPushButton::menu-indicator { image: url($chevron_down); width: ${arrow}px; height: ${arrow}px; subcontrol-position: right center; right: ${s}px; }
QToolButton { padding: ${xs}px; min-height: ${arrow}px; }
QToolButton::menu-indicator { image: none; }
""",
        "check": """
QCheckBox, QRadioButton { background: transparent; spacing: ${s}px; padding: ${xs}px 0; min-height: ${check}px; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
  width: ${check_in}px; height: ${check_in}px; border: ${stroke}px solid $outline; background: $surface;
}
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator { border-radius: ${radius_check}px; }
QRadioButton::indicator { border-radius: ${radius_radio}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked { background: $accent; border-color: $accent; image: url($check_mark); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $accent; border-color: $accent; image: url($minus_mark); }
QRadioButton::indicator:checked { background: $on_accent; border: ${dot}px solid $accent; width: ${dot_in}px; height: ${dot_in}px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; background: $sidebar; }
QCheckBox::indicator:checked:disabled { background: $outline; border-color: $outline; }
""",
        "menu": """
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: ${xs}px; }
QMenu::item { background: transparent; padding: ${s}px ${xl}px ${s}px ${m}px; border-radius: ${radius_s}px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::icon { padding-left: ${m}px; }
QMenu::separator { height: 1px; background: $border; margin: ${xs}px ${s}px; }
QMenu::indicator { width: ${arrow}px; height: ${arrow}px; left: ${s}px; }
QMenu::indicator:checked { image: url($check_text); }
QMenu::right-arrow { image: url($chevron_right); width: ${arrow}px; height: ${arrow}px; right: ${s}px; }
QMenuBar { background: $canvas; color: $text; border-bottom: 1px solid $border; }
QMenuBar::item { background: transparent; padding: ${xs}px ${s}px; border-radius: ${radius_s}px; }
QMenuBar::item:selected { background: $hover; }
""",
        "scroll_bar": """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $handle; border-radius: ${bar_radius}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${bar_least}px; }
QScrollBar::handle:horizontal { min-width: ${bar_least}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; width: 0; height: 0; }
""",
        "progress": """
QProgressBar { background: $track; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""",
        "slider": """
QSlider:horizontal { min-height: ${slider}px; }
QSlider::groove:horizontal { background: $track; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: ${knob}px; height: ${knob}px; margin: -${knob_out}px 0; border-radius: ${knob_radius}px; }
QSlider::handle:horizontal:hover { background: $accent_soft; }
""",
        "tabs": """
QTabWidget::pane { border: none; border-top: 1px solid $border; top: -1px; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; outline: none; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent; padding: ${s}px ${m}px; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $faint; }
""",
        "frame": """
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QGroupBox { border: 1px solid $border; border-radius: ${radius}px; margin-top: ${xl}px; padding: ${m}px; }
QGroupBox::title { subcontrol-origin: margin; left: ${m}px; color: $muted; }
QStatusBar { background: $sidebar; color: $muted; }
QStatusBar::item { border: none; }
QToolBar { background: $canvas; border: none; spacing: ${xs}px; }
QSizeGrip { background: transparent; width: 0; height: 0; }
QRubberBand { background: transparent; border: 1px solid $accent; }
""",
    }.items()
}


def style_sheets(theme: Theme, text_scale: float) -> dict[str, str]:
    """Return the sheet of each kind of control; sizes are in px at `text_scale` (1.0 to 2.0)."""

    def px(n: float) -> int:
        return round(n * text_scale)

    # A radius above half the height turns square in Qt, so every radius is derived from the size it belongs to.
    check, stroke, dot, knob, bar = px(18), max(1, round(1.5 * text_scale)), px(5.5), px(16), px(10)
    line = px(18)  # a line of body text, the least height of anything that holds one
    # Combined roles of its own: in high contrast a scroll handle must be seen, elsewhere it keeps quiet.
    handle = theme.outline if theme.name == "contrast" else theme.track
    sizes = {
        "xs": px(SPACE.xs),
        "s": px(SPACE.s),
        "m": px(SPACE.m),
        "l": px(SPACE.l),
        "xl": px(SPACE.xl),
        "radius": RADIUS.m,
        "radius_s": RADIUS.s,
        "caption": px(TextStyle.CAPTION.size_px),
        "tiny": px(3),
        "field_x": px(12),
        "field_x_in": px(12) - 1,
        "field_y": px(8),
        "field_y_in": px(8) - 1,
        "field_height": line,
        "button_x": px(14),
        "button_y": px(8),
        "button_height": line,
        "row": px(24),
        "arrow": px(16),
        "arrow_s": px(12),
        "drop": px(30),
        "check": check,
        "check_in": check - 2 * stroke,
        "stroke": stroke,
        "radius_check": min(px(5), check // 2),
        "radius_radio": check // 2,
        "dot": dot,
        "dot_in": check - 2 * dot,
        "bar": bar,
        "bar_radius": (bar - 4) // 2,
        "bar_least": px(32),
        "slider": knob + 2,
        "knob": knob - 4,
        "knob_out": (knob - 4) // 2,
        "knob_radius": knob // 2,
    }
    glyphs = {
        "chevron_down": glyph("chevron-down", theme.muted),
        "chevron_down_faint": glyph("chevron-down", theme.border),
        "chevron_up": glyph("chevron-up", theme.muted),
        "chevron_up_faint": glyph("chevron-up", theme.border),
        "chevron_left": glyph("chevron-left", theme.muted),
        "chevron_right": glyph("chevron-right", theme.muted),
        "check_mark": glyph("check", theme.on_accent),
        "check_text": glyph("check", theme.text),
        "minus_mark": glyph("minus", theme.on_accent),
    }
    colours = {role: theme.color(role) for role in _OPAQUE_ROLES}
    sheets = {kind: sheet.substitute(colours, handle=handle, **sizes, **glyphs) for kind, sheet in _SHEETS.items()}
    # The tip of a control that wears a sheet is matched against that one, never against its own.
    return {kind: sheet if kind == TOOLTIP else sheet + sheets[TOOLTIP] for kind, sheet in sheets.items()}


_OPAQUE_ROLES = [
    "canvas",
    "sidebar",
    "surface",
    "hover",
    "selected",
    "border",
    "outline",
    "track",
    "text",
    "muted",
    "faint",
    "accent",
    "accent_hover",
    "on_accent",
    "accent_soft",
    "on_accent_soft",
    "danger",
    "danger_soft",
    "tooltip",
    "on_tooltip",
]
