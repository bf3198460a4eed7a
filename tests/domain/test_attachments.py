from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.attachments import (
    LARGEST_PICTURE_BYTES,
    LONGEST_NAME_BYTES,
    Attachment,
    Holder,
    HolderKind,
    check,
    kind_words,
    media_type_of,
    safe_name,
)
from mentordesk.errors import Mistake

FINE = Attachment(note_id="n", name="plan.pdf", media_type="application/pdf", size=3, sha256="0" * 64)


def test_an_attachment_belongs_to_just_one_thing() -> None:
    check(FINE)
    assert FINE.holder == Holder(HolderKind.NOTE, "n")
    for wrong in (replace(FINE, note_id=""), replace(FINE, goal_id="g")):
        with pytest.raises(Mistake):
            check(wrong)


@pytest.mark.parametrize(
    "wrong", [{"size": -1}, {"size": 200_000_001}, {"sha256": "x"}, {"name": "../up"}, {"name": ""}, {"name": "a\nb"}]
)
def test_what_cannot_be_a_file_is_not_kept(wrong: dict[str, object]) -> None:
    with pytest.raises(Mistake):
        check(replace(FINE, **wrong))  # type: ignore[arg-type] # the fields are of several kinds


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("/home/me/plan.pdf", "plan.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("..", "File"),
        ("  ", "File"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ("con.txt", "_con.txt"),
        ("a:b?.txt", "ab.txt"),
        ("日本語.txt", "日本語.txt"),
    ],
)
def test_a_name_is_what_every_file_system_takes_and_shows_what_it_is(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_whatever_it_is_called_the_name_is_safe_short_and_stays_so(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST_NAME_BYTES + 1
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("a" * 500 + ".pdf").endswith("a.pdf")


def test_what_a_file_is_shows_in_how_it_begins_before_how_it_is_called() -> None:
    assert media_type_of("letter.pdf", b"\x89PNG\r\n\x1a\n....") == "image/png"
    assert media_type_of("a.webp", b"RIFF0000WEBPVP8 ") == "image/webp"
    assert media_type_of("PLAN.PDF", b"") == "application/pdf"
    assert media_type_of("strange", b"??") == "application/octet-stream"


def test_kinds_are_said_in_plain_words() -> None:
    said = {
        "image/png": "Picture",
        "application/pdf": "PDF",
        "application/msword": "Document",
        "text/csv": "Table",
        "text/plain": "Text",
        "application/zip": "Archive",
        "application/octet-stream": "File",
    }
    assert {kind: kind_words(replace(FINE, media_type=kind)) for kind in said} == said


def test_a_picture_is_shown_unless_it_is_huge_or_of_a_kind_that_can_do_more() -> None:
    picture = replace(FINE, media_type="image/png")
    assert picture.is_picture
    assert not replace(picture, size=LARGEST_PICTURE_BYTES + 1).is_picture
    assert not replace(picture, media_type="image/svg+xml").is_picture
