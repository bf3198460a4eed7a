"""Pictures of every screen and state from the demo desk, light and dark: `dev.py shots -- --only today --size 960x640`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
HELP_PICTURES = HELP / "pictures"
HELP_SHOWS = {
    "focus-running-dark": "focus-dark",
    "import-calendar-light": "import-light",
}
"""Which pictures README and the pages of help call by another name than scene and theme, such as `today-light`."""
HELP_SIZE = (1120, 760)
THEMES = ("light", "dark", "contrast")


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that are asked for and say where they are."""
    asked = _read(arguments)
    prepare_platform(asked.scale)
    from PySide6.QtWidgets import QApplication

    from mentordesk_ui.qtkit.by_and_by import ByAndBy
    from tests.support.scenes import SCENES

    ByAndBy.at_once = True  # nothing is left to come when a picture is taken
    names = [scene.name for scene in SCENES]
    unknown = sorted(set(asked.only) - set(names))
    if unknown:
        print(f"There is no picture called {', '.join(unknown)}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    application = QApplication.instance() or QApplication(["mentordesk"])
    speak(application)
    themes = asked.theme or ["light", "dark"]
    if asked.help_pages:
        asked.out, asked.size, themes = HELP_PICTURES, HELP_SIZE, ["light", "dark"]
    shown = pictures_shown()
    taken = 0
    for scene in SCENES:
        if asked.only and scene.name not in asked.only:
            continue
        for theme in themes:
            name = f"{scene.name}-{theme}"
            if asked.help_pages and HELP_SHOWS.get(name, name) not in shown:
                continue
            path = asked.out / f"{HELP_SHOWS.get(name, name) if asked.help_pages else name}.png"
            take(scene, theme, asked.size, asked.text, path, small=asked.help_pages)
            taken += 1
            print(path, flush=True)
    application.quit()
    print(f"{taken} pictures in {asked.out}")
    return 0


def pictures_shown() -> set[str]:
    """Return the names of the pictures that README and the pages of help show."""
    pages = [ROOT / "README.md", *sorted(HELP.rglob("*.md"))]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    return set(re.findall(r"pictures/([\w-]+)\.png\)", text))


def prepare_platform(scale: float) -> None:
    """Draw offscreen, at so many pixels for each unit, in English, with nothing of this computer's own settings."""
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "LANGUAGE": os.environ.get("MENTORDESK_SHOTS_LANGUAGE", "en"),
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "XDG_STATE_HOME": str(Path(gettempdir(), "mentordesk-shots-state")),
    }
    for room in (ROOT, ROOT / "ui"):
        if str(room) not in sys.path:
            sys.path.insert(0, str(room))


def speak(application: QCoreApplication) -> None:
    """Say all words in the language asked for by MENTORDESK_SHOTS_LANGUAGE; English where none is."""
    from mentordesk import language
    from mentordesk_ui.app.starting import translate_qt

    if asked := os.environ.get("MENTORDESK_SHOTS_LANGUAGE"):
        language.use(asked)
        translate_qt(application)


def take(scene: object, theme: str, size: tuple[int, int], text: float, path: Path, *, small: bool) -> None:
    """Play a scene on a desk of its own and keep its picture."""
    from PySide6.QtGui import QColor, QImage, QPainter

    from tests.support.rehearsal import Rehearsal
    from tests.support.scenes import Scene

    assert isinstance(scene, Scene)
    with TemporaryDirectory(prefix="mentordesk-shot-", ignore_cleanup_errors=True) as folder:
        stage = Rehearsal(Path(folder), theme=theme, text_scale=text, size=size, demo=scene.has_desk)
        try:
            window = scene.play(stage)
            grabbed = window.grab().toImage()
            # Windows with round corners are see-through there; a page is not.
            picture = QImage(grabbed.size(), QImage.Format.Format_RGB32)
            picture.fill(QColor(stage.program.appearance.color("canvas")))
            painter = QPainter(picture)
            grabbed.setDevicePixelRatio(1)
            painter.drawImage(0, 0, grabbed)
            painter.end()
            if stage.bugs:
                raise RuntimeError(f"{scene}: " + "\n".join(stage.bugs))
        finally:
            stage.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    if small:
        picture = in_few_colours(picture)
    if not picture.save(str(path), quality=0 if small else -1):
        raise RuntimeError(f"{path} cannot be written")


def in_few_colours(picture: QImage) -> QImage:
    """Return the picture in the 256 colours that fill most of it: a quarter of the bytes, and hardly to be told apart."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    # Nearly equal colours, as in soft shadows and at the rims of letters, share a place in the table.
    counted = Counter(value & 0xFFF8FCF8 for value in memoryview(plain.constBits()).cast("I"))
    exact = Counter(memoryview(plain.constBits()).cast("I"))
    table = list(
        dict.fromkeys([*(value for value, _n in exact.most_common(96)), *(v for v, _n in counted.most_common(256))])
    )
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table[:256], Qt.ImageConversionFlag.ThresholdDither)


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py shots --", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "shots", help="folder to write to")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one picture; may be repeated")
    parser.add_argument("--theme", action="append", choices=THEMES, help="instead of light and dark; may be repeated")
    parser.add_argument("--scale", type=float, default=1.0, help="pixels for each unit, as on a sharp screen: 2.0")
    parser.add_argument("--text", type=float, default=1.0, help="size of the text, 1.0 to 2.0")
    parser.add_argument("--size", type=_size, default=(1280, 820), metavar="WxH", help="of the window")
    parser.add_argument(
        "--help-pages", action="store_true", help="write the small pictures that README and the pages of help show"
    )
    return parser.parse_args(arguments)


def _size(words: str) -> tuple[int, int]:
    width, _x, height = words.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
