from __future__ import annotations

import unicodedata
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.excerpts import LONGEST
from mentordesk.domain.meetings import Meeting, Status, planned
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.store.search import MOST_SPELLINGS
from mentordesk.store.search_feed import gaps
from mentordesk.store.searchable import SEARCHABLE
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import put_right
from tests.store.conftest import Pair
from tests.support.clock import FakeClock


def _ids(desk: Desk, text: str) -> list[str]:
    return [found.record_id for found in desk.search.find(text)]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café in Zürich", "cafe"),
        ("Café in Zürich", "zuri"),
        ("Cafe\u0301 decomposed", "café"),
        ("Łukasz in Kraków", "lukasz krakow"),
        ("Lukasz", "Łukasz"),
        ("Søren and Straße", "soren strasse"),
        ("Çağrı Yılmaz", "cagri yilmaz"),
        ("İstanbul", "istanbul"),
        ("STRASSE", "straß"),
        ("عمّان كِتاب", "عمان كتاب"),
        ("أحمد", "احمد"),
        ("עִבְרִית", "עברית"),
        ("हिन्दी में", "हिन्"),
        ("今日は会議です", "会議"),
        ("今日は会議です", "議"),
        ("会議では沈黙は同意ではない。", "沈黙は同意"),
        ("ＡＢＣとﾃｽﾄ", "abc"),
        ("ＡＢＣとﾃｽﾄ", "テスト"),
        ("회의에서 말하기", "회의"),
        ("ภาษาไทยดี", "ไทย"),
        ("e-mail about C++", "e-mail"),
        ("snake_case name", "case"),
        ('she said "go"', '"said go'),
        ("🎉 party", "🎉 party"),
        ("half-marathon", "HALF-MAR"),
    ],
)
def test_words_are_found_whatever_their_accents_case_and_script(desk: Desk, written: str, typed: str) -> None:
    note = desk.notes.add(Note(text=f"before {written} after"))
    desk.notes.add(Note(text="something else entirely"))
    assert _ids(desk, typed) == [note.id]


def test_east_asian_text_is_found_as_it_stands_not_by_its_characters_in_another_order(desk: Desk) -> None:
    desk.notes.add(Note(text="東京都に住む"))
    assert len(_ids(desk, "東京")) == 1
    assert _ids(desk, "京東") == []


def test_all_words_are_looked_for_as_beginnings_of_words(desk: Desk) -> None:
    both = desk.notes.add(Note(text="delegation without guilt"))
    desk.notes.add(Note(text="delegation only"))
    assert _ids(desk, "gui dele") == [both.id]
    assert _ids(desk, "egation") == []


@pytest.mark.parametrize("typed", ["", "   ", "!!!", '"', "*", "person:", '""', "\0", "-"])
def test_nothing_to_look_for_finds_nothing(desk: Desk, typed: str) -> None:
    desk.notes.add(Note(text="anything"))
    assert _ids(desk, typed) == []


@pytest.mark.parametrize(
    "typed", ["a AND", "NOT x", "a OR (", "NEAR(a b", "words:a", "a*b", "{a}", "a^b", "a:b:c", "'"]
)
def test_signs_that_mean_something_to_the_index_mean_nothing_to_people(desk: Desk, typed: str) -> None:
    desk.search.find(typed)


def test_the_newest_is_found_first_by_when_it_happened(desk: Desk, clock: FakeClock) -> None:
    now = clock.now()
    old = desk.notes.add(Note(text="garden", created_at=now - timedelta(days=900)))
    newest = desk.notes.add(Note(text="garden", created_at=now))
    middle = desk.notes.add(Note(text="garden", created_at=now - timedelta(days=3)))
    assert _ids(desk, "garden") == [newest.id, middle.id, old.id]
    assert [found.at for found in desk.search.find("garden")] == [
        now,
        now - timedelta(days=3),
        now - timedelta(days=900),
    ]
    assert desk.search.find("garden", limit=2)[-1].record_id == middle.id


def test_a_meeting_that_was_moved_is_found_at_its_new_date(desk: Desk, pair: Pair) -> None:
    first = planned(Meeting(title="Review", person_id=pair.maria.id, wall_start=datetime(2026, 11, 20, 15), zone="UTC"))
    meeting = desk.meetings.add(first)
    desk.meetings.save(planned(replace(meeting, wall_start=datetime(2027, 2, 1, 9, 30))))
    found = desk.search.find("review")
    assert [one.at.isoformat() for one in found] == ["2027-02-01T09:30:00+00:00"]
    held = replace(desk.meetings.get(meeting.id), status=Status.HELD, actual_start=desk.database.clock.now())
    desk.meetings.save(held)
    assert desk.search.find("review")[0].at == desk.database.clock.now()


def test_thousands_of_records_of_one_moment_are_all_found(desk: Desk) -> None:
    desk.notes.add_all(Note(text=f"imported {number}") for number in range(5000))
    assert len(desk.search.find("imported", limit=10_000)) == 5000


def test_the_trash_is_not_found_and_what_comes_back_is(desk: Desk) -> None:
    note = desk.notes.add(Note(text="lighthouse"))
    desk.notes.remove(note.id)
    assert _ids(desk, "lighthouse") == []
    assert _ids(desk, "after:2026") == []
    desk.notes.restore(note.id)
    assert _ids(desk, "lighthouse") == [note.id]


def test_edited_text_is_found_anew_and_no_longer_by_what_it_said(desk: Desk) -> None:
    note = desk.notes.add(Note(text="oranges #fruit"))
    desk.notes.write(note.id, "lemons #citrus")
    assert _ids(desk, "oranges") == _ids(desk, "tag:fruit") == []
    assert _ids(desk, "lemons") == _ids(desk, "tag:citrus") == [note.id]


def test_an_edited_name_is_found_anew(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"))
    desk.people.save(replace(ana, name="Beatriz"))
    assert _ids(desk, "ana") == []
    assert _ids(desk, "beat") == [ana.id]


def test_a_filter_by_person_takes_what_is_about_them_alone(desk: Desk, pair: Pair) -> None:
    chidi = desk.people.add(Person(name="Chidi Okafor"))
    hers = desk.notes.add(Note(text="salary talk", person_id=pair.maria.id))
    desk.notes.add(Note(text="salary talk with maria mentioned", person_id=chidi.id))
    item = desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text="Salary, the number"))
    assert set(_ids(desk, "person:maria salary")) == {hers.id, item.id}
    assert set(_ids(desk, 'person:"maria santos" salary')) == {hers.id, item.id}
    assert _ids(desk, "person:nobody salary") == []
    assert pair.maria.id in _ids(desk, "person:maria")


def test_a_filter_by_person_means_the_beginnings_of_names_accents_aside(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana Lucía Gómez", called="Lu", organisation="Páramo Lab"))
    desk.people.add(Person(name="Susana Banana"))
    misaki = desk.people.add(Person(name="田中 美咲", called="Misaki"))
    one, two = (desk.notes.add(Note(text="hello", person_id=person.id)) for person in (ana, misaki))
    for name in ("ana", "LUCIA", "gómez", "lu", '"ana gom"', "paramo"):
        assert _ids(desk, f"person:{name} hello") == [one.id], name
    for name in ("misa", "田中", "美", "咲"):
        assert _ids(desk, f"person:{name} hello") == [two.id], name


def test_filters_by_tag_and_day_and_words_hold_together(desk: Desk, clock: FakeClock) -> None:
    now = clock.now()
    old = desk.notes.add(Note(text="plan #Career", created_at=now - timedelta(days=400)))
    new = desk.notes.add(Note(text="plan #career-map", created_at=now))
    tagged = desk.notes.add(Note(text="plan #career", created_at=now - timedelta(days=1)))
    assert _ids(desk, "tag:career plan") == [new.id, tagged.id, old.id]
    assert _ids(desk, "tag:#career after:2026-11 before:2026-11-12") == [tagged.id]
    assert _ids(desk, "before:2026 plan") == [old.id]
    assert _ids(desk, "after:2026-11-12") == [new.id]
    with pytest.raises(Mistake):
        desk.search.find("after:2026-02-30")


def test_every_noun_that_is_searched_is_found_and_can_be_shown(desk: Desk, pair: Pair) -> None:
    for searchable in SEARCHABLE:
        desk.database.tables.conn.execute(
            f"INSERT INTO {searchable.table} (id, created_at, {searchable.columns[0]})"
            f" VALUES ('{searchable.table}', '2026-01-01T00:00:00.000Z', 'quokka')"
        )
    found = desk.search.find("quokka")
    assert {one.table for one in found} == {searchable.table for searchable in SEARCHABLE}
    assert all(one.title == "quokka" for one in found if one.table != "reflection")
    assert all(one.words == "quokka" for one in found)


def test_a_note_is_titled_by_its_first_line_and_shown_around_what_was_looked_for(desk: Desk) -> None:
    desk.notes.add(
        Note(
            text="\n## **Promotion** case\n\n" + "Filler words here. " * 400 + "\n- [ ] the Übung begins\n" + "x " * 900
        )
    )
    found = desk.search.find("ubung")[0]
    assert found.title == "Promotion case"
    assert "the Übung begins" in found.excerpt
    assert "[ ]" not in found.excerpt
    assert len(found.excerpt) <= LONGEST
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("…")


def test_what_is_found_is_never_longer_than_a_line(desk: Desk) -> None:
    desk.notes.add(Note(text="word" + "é́" * 5000))
    found = desk.search.find("word")[0]
    for text in (found.title, found.excerpt, found.words):
        assert len(text) <= LONGEST
        assert not unicodedata.combining(text[:1] or "x")


def test_what_the_title_says_is_not_said_again(desk: Desk, pair: Pair) -> None:
    desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text="Saying no"))
    found = desk.search.find("saying")[0]
    assert (found.title, found.excerpt, found.words) == ("Saying no", "", "Saying no")
    assert found.person == "Maria Santos"


def test_what_is_put_in_together_is_found_as_if_it_came_one_by_one(tmp_path: Path) -> None:
    pairs = []
    for together in (False, True):
        clock = FakeClock()
        desk = Desk.open(tmp_path / str(together), clock)
        people = [Person(id=f"person-{n}", name=f"Mariá 山田 {n}", created_at=clock.now()) for n in range(3)]
        people.append(replace(people[0], id="person-gone", deleted_at=clock.now()))
        with desk.database.change(Topic.PEOPLE), desk.database.found_at_the_end() if together else nullcontext():
            desk.people.put_in(people)
        desk.people.add(Person(name="Maria later"))
        desk.people.save(replace(people[1], name="Somebody else"))
        pairs.append([[found.title for found in desk.search.find(words)] for words in ("maria", "山", "somebody")])
        assert gaps(desk.database.tables.conn) == 0
        desk.close()
    assert pairs[0] == pairs[1]
    assert [len(found) for found in pairs[1]] == [3, 2, 1]


def test_what_is_put_in_together_and_taken_back_leaves_the_search_as_it_was(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path, FakeClock())
    with pytest.raises(Mistake):
        _put_in_and_fail(desk)
    assert not put_right(desk.database.tables.conn)
    desk.people.add(Person(name="Tomasz"))
    assert [len(desk.search.find(words)) for words in ("maria", "tomasz")] == [0, 1]


def _put_in_and_fail(desk: Desk) -> None:
    with desk.database.change(Topic.PEOPLE), desk.database.found_at_the_end():
        desk.people.put_in([Person(name="Maria")])
        desk.people.get("nobody")


@pytest.mark.parametrize("words", [0, 1, MOST_SPELLINGS, MOST_SPELLINGS + 3])
def test_a_long_beginning_finds_every_word_that_begins_so_however_many(desk: Desk, words: int) -> None:
    written = [f"mentoring{chr(ord('a') + number)}" for number in range(words)]
    for word in written:
        desk.notes.add(Note(text=f"{word} pays"))
    desk.notes.add(Note(text="mentor"))
    assert len(desk.search.find("MENTORing")) == words
    assert len(desk.search.find("mentoring pays")) == words
    assert [len(desk.search.find(word)) for word in written] == [1] * words


def test_a_word_written_since_the_last_question_is_found(desk: Desk) -> None:
    assert _ids(desk, "lighthouse") == []
    note = desk.notes.add(Note(text="Lighthouses"))
    assert _ids(desk, "lighthouse") == [note.id]
    desk.notes.save(replace(note, text="Beacons"))
    assert _ids(desk, "lighthouse") == []
