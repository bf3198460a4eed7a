"""The pages of help hold together: every link and picture is there, each page is short and can be read in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.shots import HELP_PICTURES, HELP_SHOWS, pictures_shown
from tests.support.sources import RESOURCES

HELP = RESOURCES / "help"
PAGES = sorted(HELP.rglob("*.md"))
MOST_LINES = 60
MOST_BYTES = 150_000
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HELP)))
def test_links_and_pictures_of_a_page_are_there_and_have_words(page: Path) -> None:
    text = page.read_text("utf-8")
    for words, target in _LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        assert words.strip(), target
        if "://" not in target:
            assert (page.parent / target).is_file(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HELP)))
def test_a_page_begins_with_its_title_and_is_short(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert len(lines) <= MOST_LINES


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem != "README"], ids=lambda page: str(page.relative_to(HELP))
)
def test_a_page_has_a_picture_and_is_in_the_index(page: Path) -> None:
    assert re.search(r"^!\[[^\]]+\]\((\.\./)?pictures/[\w-]+\.png\)$", page.read_text("utf-8"), re.MULTILINE)
    assert f"({page.name})" in (page.parent / "README.md").read_text("utf-8")


def test_there_are_at_least_eight_pages_and_no_picture_that_nobody_shows() -> None:
    assert len(list(HELP.glob("*.md"))) >= 8
    assert {file.stem for file in HELP_PICTURES.glob("*.png")} == pictures_shown()


def test_every_picture_can_be_taken_again_and_is_small() -> None:
    from tests.support.scenes import SCENES

    taken = {f"{scene.name}-{theme}" for scene in SCENES for theme in ("light", "dark")}
    names = {HELP_SHOWS.get(name, name) for name in taken}
    assert pictures_shown() - names == set()
    assert [file.name for file in HELP_PICTURES.glob("*.png") if file.stat().st_size > MOST_BYTES] == []
