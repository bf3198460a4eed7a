"""A desk taken along as Markdown and as tables; and notes and people taken in from what others keep them in."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.profile import Profile
from mentordesk.errors import Mistake
from mentordesk.exchange.front_matter import FileNames, front_matter, split_front_matter
from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo
from mentordesk.workflows.imports.import_file import ContactsPreview, preview_file
from mentordesk.workflows.imports.import_texts import TextFate, TextsPreview
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.support.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", clock, keeps_undo=True)
    yield desk
    desk.close()


def written(path: Path, text: str | bytes, at: str = "2026-01-02T10:00:00+00:00") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    stamp = datetime.fromisoformat(at).timestamp()
    os.utime(path, (stamp, stamp))
    return path


def texts(desk: Desk, clock: FakeClock, path: Path) -> TextsPreview:
    preview = preview_file(desk, clock, path)
    assert isinstance(preview, TextsPreview)
    return preview


# --- taking along --------------------------------------------------------------------------------------------


def test_as_markdown_each_thing_has_a_file_and_every_link_leads_to_one(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    write_demo(desk, 40, 1, clock.now())
    take_along(desk, tmp_path / "vault", Form.MARKDOWN)
    files = {path.stem for path in (tmp_path / "vault").rglob("*.md")}
    assert len(list((tmp_path / "vault" / "People").iterdir())) == desk.people.count()
    assert len(list((tmp_path / "vault" / "Meetings").iterdir())) == desk.meetings.count()
    assert len(list((tmp_path / "vault" / "Goals").iterdir())) == desk.goals.count()
    alone = desk.notes.count("meeting_id IS NULL")
    assert len(list((tmp_path / "vault" / "Notes").iterdir())) == alone > 0
    for path in (tmp_path / "vault").rglob("*.md"):
        facts, body = split_front_matter(path.read_text("utf-8"))
        assert facts["id"]
        assert body.strip()
        for name in ("person", "owner", "goal"):
            if name in facts:
                assert str(facts[name]).removeprefix("[[").removesuffix("]]") in files


def test_our_own_markdown_adds_nothing_to_the_desk_it_comes_from(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    write_demo(desk, 40, 1, clock.now())
    take_along(desk, tmp_path / "vault", Form.MARKDOWN)
    preview = texts(desk, clock, tmp_path / "vault")
    assert {row.fate for row in preview.rows} == {TextFate.SAME}
    assert len(preview.left_out) == desk.people.count() + desk.meetings.count() + desk.goals.count()


def test_our_own_markdown_brings_the_notes_to_another_desk_word_for_word(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    note = desk.notes.add(Note(text="# Title\n\n---\nwith a rule: and — ‘quotes’\n\n\n"))
    take_along(desk, tmp_path / "vault", Form.MARKDOWN)
    other = Desk.open(tmp_path / "other", clock)
    try:
        texts(other, clock, tmp_path / "vault").apply(other, clock)
        assert other.notes.get(note.id).text == note.text
        assert other.notes.get(note.id).created_at == note.created_at
    finally:
        other.close()


def test_names_of_files_stay_apart_and_are_taken_by_every_system() -> None:
    names = FileNames()
    given_names = [
        names.give(words) for words in ("A/B: c?", "a b c", "A B C", "", "CON", "nul.txt", "x" * 400, "." * 9)
    ]
    assert given_names[:3] == ["A B c", "a b c 2", "A B C 3"]
    assert len({name.casefold() for name in given_names}) == len(given_names)
    assert all(len(name.encode()) < 200 and not re.search(r'[\\/:*?"<>|#^\[\]]', name) for name in given_names)
    assert not {"con", "nul.txt"} & {name.casefold() for name in given_names}


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(["name", "city", "tags"]),
        st.text(min_size=1) | st.lists(st.text(min_size=1), min_size=1, max_size=3),
    ),
    st.text(),
)
def test_front_matter_is_read_as_it_was_written(facts: dict[str, str | list[str]], body: str) -> None:
    read, rest = split_front_matter(front_matter(facts) + body)
    assert rest == body
    assert read == facts


def test_as_tables_each_noun_has_one_and_nothing_in_them_is_worked_out(desk: Desk, tmp_path: Path) -> None:
    desk.people.add(Person(name="=HYPERLINK(1)", channels=(Channel(ChannelKind.PHONE, "+49 170 123"),)))
    note = desk.notes.add(Note(text='a "b"\n,c;'))
    take_along(desk, tmp_path / "tables", Form.CSV)
    with (tmp_path / "tables" / "person.csv").open(encoding="utf-8-sig", newline="") as file:
        (person,) = csv.DictReader(file)
    assert (person["name"], person["phone"]) == ("'=HYPERLINK(1)", "+49 170 123")
    with (tmp_path / "tables" / "note.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["text"]) == (note.id, note.text)


# --- taking in -----------------------------------------------------------------------------------------------


def test_a_vault_of_obsidian_comes_with_titles_tags_and_links(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    desk.profile.begin(Person(name="Elena"), Profile())
    vault = tmp_path / "Vault"
    written(
        vault / "Feedback.md",
        "---\ntags:\n  - Mentoring/first\n  - 'q1'\naliases: [x]\ncreated: 2024-03-01\n---\nSee [[Books]]. #q1\n",
    )
    written(vault / "deep" / "Books.md", "# Books\n\nOne.")
    written(vault / ".obsidian" / "app.json", "{}")
    written(vault / ".trash" / "old.md", "thrown away")
    written(vault / "picture.png", b"\x89PNG")
    written(vault / "empty.md", "  \n")
    written(vault / "odd.md", b"\x00\x01\x02")
    preview = texts(desk, clock, vault)
    assert [row.title for row in preview.rows] == ["Feedback", "Books"]
    assert sorted(left.title for left in preview.left_out) == ["empty.md", "odd.md"]
    assert [note.text for note in preview.notes] == ["1 picture or other file stays where it is; only texts come in."]
    assert desk.notes.count() == 0
    assert preview.apply(desk, clock).added == 2
    feedback = next(note for note in desk.notes.where() if note.title == "Feedback")
    assert feedback.tags == ("q1", "mentoring/first")
    assert feedback.created_at == datetime(2024, 3, 1, tzinfo=UTC)
    (link,) = desk.notes.links.of_note(feedback.id)
    assert desk.notes.get(link.target.id if link.target else "").title == "Books"
    assert desk.actions.count() == 0


def test_joplins_export_comes_with_the_title_of_its_front_matter(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    written(
        tmp_path / "Joplin" / "Work" / "Salary talk_ part 1.md",
        "---\ntitle: 'Salary talk: part 1'\nupdated: 2023-05-06 07:08:09Z\ncreated: 2022-05-06 07:08:09Z\nlatitude: 0.00\n"
        "tags:\n  - pay\n---\n\nAsk for **more**.\n- [ ] rehearse\n",
    )
    written(tmp_path / "Joplin" / "_resources" / "a.md", "not a note")
    texts(desk, clock, tmp_path / "Joplin").apply(desk, clock)
    (note,) = desk.notes.where()
    assert note.text == "# Salary talk: part 1\n\nAsk for **more**.\n- [ ] rehearse\n\n#pay\n"
    assert note.created_at == datetime(2022, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert note.updated_at == datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_the_same_folder_again_adds_nothing_and_of_two_texts_the_later_counts(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    first, second = written(tmp_path / "v" / "one.md", "# one\n"), written(tmp_path / "v" / "two.md", "# two\n")
    assert texts(desk, clock, tmp_path / "v").apply(desk, clock).added == 2
    assert texts(desk, clock, tmp_path / "v").to_do == ()
    one, two = sorted(desk.notes.where(), key=lambda note: note.text)
    desk.notes.write(two.id, "# two\n\nwritten here")
    written(first, "# one\n\nwritten there", "2026-12-01T10:00:00+00:00")
    written(second, "# two\n\nwritten there before", "2026-02-01T10:00:00+00:00")
    preview = texts(desk, clock, tmp_path / "v")
    assert [row.fate for row in preview.rows] == [TextFate.CHANGED, TextFate.LATER_HERE]
    preview.apply(desk, clock)
    assert desk.notes.get(one.id).text == "# one\n\nwritten there"
    assert [each.text for each in desk.notes.revisions(one.id)] == ["# one\n"]
    assert desk.notes.get(two.id).text == "# two\n\nwritten here"
    desk.notes.remove(one.id)
    assert texts(desk, clock, tmp_path / "v").rows[0].fate is TextFate.REMOVED


def test_an_import_of_notes_is_one_step_of_undo(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    desk.profile.begin(Person(name="Elena"), Profile())
    written(tmp_path / "v" / "one.md", "# one [[two]]")
    written(tmp_path / "v" / "two.md", "# two")
    texts(desk, clock, tmp_path / "v").apply(desk, clock)
    assert desk.notes.count() == 2
    desk.database.undo()
    assert desk.notes.count() == 0


def test_a_text_that_names_a_person_of_the_desk_belongs_to_them(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    desk.profile.begin(Person(name="Elena"), Profile())
    maria = desk.people.add(Person(name="Maria Santos"))
    mentorship = desk.mentorships.add(Mentorship(person_id=maria.id))
    written(tmp_path / "v" / "a.md", '---\nperson: "[[Maria Santos]]"\n---\nhello')
    texts(desk, clock, tmp_path / "v").apply(desk, clock)
    (note,) = desk.notes.where()
    assert (note.person_id, note.mentorship_id) == (maria.id, mentorship.id)


def test_one_odd_text_does_not_keep_the_others_out(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    written(
        tmp_path / "v" / "half.md",
        '---\ntitle: "\\ud800"\nmentordesk: note\nid: ../../evil\nperson: [a, b]\n---\nhello\n',
    )
    written(tmp_path / "v" / "dates.md", "---\ncreated: 0001-01-01\nupdated: 99999-01-01\ntags: {a: b}\n---\nhello\n")
    written(tmp_path / "v" / "latin.md", "caf\xe9".encode("latin-1"))
    with suppress(OSError):
        written(Path(os.fsdecode(os.fsencode(tmp_path / "v") + b"/\xff.md")), "odd name")
    written(tmp_path / "v" / "good.md", "fine")
    texts(desk, clock, tmp_path / "v").apply(desk, clock)
    assert {"# good\n\nfine", "# latin\n\ncafé"} <= {note.text for note in desk.notes.where()}
    assert desk.notes.count() >= 4
    assert texts(desk, clock, tmp_path / "v").to_do == ()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of Unix")
def test_nothing_outside_the_folder_is_read(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    written(tmp_path / "secret" / "secret.md", "# secret")
    written(tmp_path / "v" / "own.md", "# own")
    (tmp_path / "v" / "link.md").symlink_to(tmp_path / "secret" / "secret.md")
    (tmp_path / "v" / "folder").symlink_to(tmp_path / "secret")
    (tmp_path / "v" / "loop").symlink_to(tmp_path / "v")
    os.mkfifo(tmp_path / "v" / "pipe.md")
    assert [row.title for row in texts(desk, clock, tmp_path / "v").rows] == ["own"]


def test_a_folder_without_texts_is_refused_with_a_sentence(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(Mistake, match="no Markdown files"):
        preview_file(desk, clock, tmp_path / "nothing")


@pytest.mark.parametrize(
    "table",
    [
        "Name,E-Mail,Ort\nMaria Santos,maria@example.org,Manila\n",
        "\ufeffVorname;Nachname;E-Mail-Adresse;Ort\r\nMaria;Santos;maria@example.org;Manila\r\n",
        "First Name\tLast Name\tE-mail 1 - Value\tCity\nMaria\tSantos\tmaria@example.org\tManila\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_of_people_comes_however_its_columns_are_called(
    desk: Desk, clock: FakeClock, tmp_path: Path, table: str, encoding: str
) -> None:
    path = written(tmp_path / "people.csv", table.encode(encoding))
    preview = preview_file(desk, clock, path)
    assert isinstance(preview, ContactsPreview)
    preview.apply(desk, clock)
    (person,) = desk.people.where()
    assert (person.name, person.mail, person.city) == ("Maria Santos", "maria@example.org", "Manila")
    assert preview_file(desk, clock, path).to_do == ()


def test_our_own_table_of_people_adds_nobody(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    desk.people.add(Person(name="Maria", channels=(Channel(ChannelKind.MAIL, "m@example.org"),), city="Manila"))
    take_along(desk, tmp_path / "tables", Form.CSV)
    preview = preview_file(desk, clock, tmp_path / "tables" / "person.csv")
    assert isinstance(preview, ContactsPreview)
    preview.apply(desk, clock)
    assert desk.people.count() == 1


def test_a_table_of_notes_comes_once(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    path = written(
        tmp_path / "notes.csv", 'title,text,tags,date\nFirst,"Line one\nline two",work,2025-01-02\n,alone,,\n'
    )
    texts(desk, clock, path).apply(desk, clock)
    assert {note.text for note in desk.notes.where()} == {"# First\n\nLine one\nline two\n\n#work", "alone"}
    assert texts(desk, clock, path).to_do == ()


@pytest.mark.parametrize("content", [b"", b"  \n", b"\x00\x01", b"colour,size\nred,1\n", b'name\n"' + b"x" * 6_000_000])
def test_a_table_that_cannot_be_understood_is_refused_with_a_sentence(
    desk: Desk, clock: FakeClock, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(Mistake, match=r"“t\.csv”"):
        preview_file(desk, clock, written(tmp_path / "t.csv", content))
