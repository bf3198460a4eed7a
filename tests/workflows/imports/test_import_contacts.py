"""Importing contacts: who is new, who is known, and that nothing written here is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.exchange.contacts import Birthday, Contact
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_contacts import CardFate, compare_contacts, import_contacts
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk

MARIA = Contact(uid="u1", full_name="Maria Santos", mails=("maria@example.org",), zone="Asia/Manila", city="Manila")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", clock, keeps_undo=True)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    yield desk
    desk.close()


def take_in(desk: Desk, clock: FakeClock, *contacts: Contact) -> list[CardFate]:
    rows = compare_contacts(desk, contacts)
    import_contacts(desk, clock, rows, range(len(rows)))
    return [row.fate for row in rows]


def test_a_card_becomes_a_person_with_all_it_says(desk: Desk, clock: FakeClock) -> None:
    card = replace(MARIA, phones=("+63 2 1234",), birthday=Birthday(5, 9, 1990), note="Met in Cebu", nickname="Mia")
    assert take_in(desk, clock, card) == [CardFate.NEW]
    (person,) = desk.people.others()
    assert (person.name, person.called, person.zone, person.city) == ("Maria Santos", "Mia", "Asia/Manila", "Manila")
    assert [channel.value for channel in person.channels] == ["maria@example.org", "+63 2 1234"]
    assert (person.birthday, person.remember) == ("1990-05-09", "Met in Cebu")


def test_a_birthday_without_a_year_keeps_its_day(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, replace(MARIA, birthday=Birthday(12, 24)))
    assert desk.people.others()[0].birthday == "--12-24"


def test_the_same_file_again_adds_nothing(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, MARIA)
    assert take_in(desk, clock, MARIA) == [CardFate.SAME]
    assert len(desk.people.others()) == 1


def test_two_people_of_one_name_stay_two(desk: Desk, clock: FakeClock) -> None:
    other = replace(MARIA, uid="u2", mails=("another.maria@example.org",))
    assert take_in(desk, clock, MARIA, other) == [CardFate.NEW, CardFate.NEW]
    assert [person.name for person in desk.people.others()] == ["Maria Santos", "Maria Santos"]


def test_a_card_from_another_program_is_known_by_name_and_mail(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, MARIA)
    assert take_in(desk, clock, replace(MARIA, uid="other", phones=("+63 2 1234",))) == [CardFate.FILLS_IN]
    (person,) = desk.people.others()
    assert [channel.value for channel in person.channels] == ["maria@example.org", "+63 2 1234"]


def test_what_was_edited_here_is_not_overwritten(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, MARIA)
    (person,) = desk.people.others()
    desk.people.save(replace(person, city="Cebu", zone="Asia/Tokyo"))
    take_in(desk, clock, MARIA)
    assert (desk.people.get(person.id).city, desk.people.get(person.id).zone) == ("Cebu", "Asia/Tokyo")


def test_only_chosen_cards_are_imported_and_one_undo_takes_all_back(desk: Desk, clock: FakeClock) -> None:
    cards = [replace(MARIA, uid=f"u{number}", full_name=f"Person {number}", mails=()) for number in range(4)]
    rows = compare_contacts(desk, cards)
    done = import_contacts(desk, clock, rows, {1, 3}, Role.MENTOR)
    assert (done.added, done.unchanged) == (2, 2)
    assert [person.name for person in desk.people.others()] == ["Person 1", "Person 3"]
    assert [one.my_role for one in desk.mentorships.running()] == [Role.MENTOR, Role.MENTOR]
    desk.database.undo()
    assert (desk.people.others(), desk.mentorships.running()) == ((), ())
