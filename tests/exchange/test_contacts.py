"""Contact cards of every version, and what programs made of them."""

from __future__ import annotations

import base64

import pytest

from mentordesk.exchange.contact_file import parse_contacts
from mentordesk.exchange.contacts import Birthday, Contact
from mentordesk.exchange.report import NoteKind, Refusal, RefusalKind, Why
from tests.support.exchange_files import card, read_cards


def one(*lines: str, version: str = "3.0") -> Contact:
    [contact] = read_cards(card(*lines, version=version)).contacts
    return contact


def test_a_card_of_version_3_is_read() -> None:
    found = one(
        "UID:urn:uuid:7", "FN:Ana Moreau", "N:Moreau;Ana;;;", "NICKNAME:Ani,Anna", "ORG:Lumen;Research;Team 2", "TITLE:Head",
        "EMAIL;TYPE=INTERNET:ana@example.org", "EMAIL;TYPE=INTERNET,pref:am@example.com", "TEL;TYPE=CELL:+33 6 12", "URL:example.org",
        "ADR;TYPE=HOME:;;Rue 1;Lyon;;69001;France", "TZ:Europe/Paris", "BDAY:1980-03-22", "NOTE:one\\ntwo",
    )  # fmt: skip
    assert found == Contact(
        uid="7", full_name="Ana Moreau", given="Ana", family="Moreau", nickname="Ani, Anna", organisation="Lumen",
        department="Research, Team 2", title="Head", mails=("am@example.com", "ana@example.org"), phones=("+33 6 12",),
        links=("https://example.org",), city="Lyon", country="France", zone="Europe/Paris", birthday=Birthday(3, 22, 1980),
        note="one\ntwo",
    )  # fmt: skip


def test_quoted_printable_with_soft_breaks_and_charset_is_read() -> None:
    found = one(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=\r\n=D1=8C;=D0=9E=D0=BB=D1=8F;;;",
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB M=FCller",
        "NOTE;QUOTED-PRINTABLE:a=0D=0A=\r\nb",
        "TEL;CELL;PREF:123456",
        version="2.1",
    )
    assert (found.family, found.given, found.full_name) == ("Коваль", "Оля", "Zoë Müller")
    assert (found.note, found.phones) == ("a\nb", ("123456",))


def test_a_soft_break_that_is_folded_too_is_joined() -> None:
    assert one("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=9E=D0=\r\n =BB=D1=8F", version="2.1").full_name == "Оля"


def test_a_soft_break_before_the_end_does_not_swallow_it() -> None:
    assert len(read_cards(card("FN;ENCODING=QUOTED-PRINTABLE:Ana=", version="2.1"), card("FN:Ben")).contacts) == 2


def test_letters_of_a_declared_charset_are_read_unencoded_too() -> None:
    content = card("N;CHARSET=Windows-1251:Иванова;Екатерина;;;", version="2.1").encode("cp1251")
    [found] = parse_contacts(content).contacts
    assert (found.given, found.full_name) == ("Екатерина", "Екатерина Иванова")


def test_an_undeclared_western_encoding_is_guessed_and_told() -> None:
    reading = parse_contacts(card("FN:Zoë Müller").encode("cp1252"))
    assert reading.contacts[0].full_name == "Zoë Müller"
    assert [note.kind for note in reading.notes] == [NoteKind.ENCODING]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_encodings_and_line_ends_of_whole_files_are_understood(encoding: str, ends: str) -> None:
    content = card("FN:Zoë 李", "NOTE:long\r\n er").replace("\r\n", ends).encode(encoding)
    [found] = parse_contacts(content).contacts
    assert (found.full_name, found.note) == ("Zoë 李", "longer")


def test_base64_text_is_read_and_pictures_are_passed_over_folded_or_not() -> None:
    name = base64.b64encode("Zoë".encode()).decode()
    found = one(
        f"FN;ENCODING=B;CHARSET=UTF-8:{name}",
        "PHOTO;ENCODING=BASE64;JPEG:\r\n/9j/4AAQ\r\nSkZJRg==\r\n",
        "TEL;HOME:12345",
        version="2.1",
    )
    assert (found.full_name, found.phones) == ("Zoë", ("12345",))


def test_groups_and_labels_of_apple_are_understood() -> None:
    found = one(
        "FN:Ana", "item1.EMAIL;type=INTERNET:ana@example.org", "item1.X-ABLabel:_$!<Other>!$_", "item2.URL:http\\://example.org",
        "item2.X-ABLabel:_$!<HomePage>!$_", "item3.ADR:;;;Lyon;;;France", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22",
        "X-SOCIALPROFILE;type=twitter;x-user=ana:https://example.org/ana",
    )  # fmt: skip
    assert (found.mails, found.links) == (("ana@example.org",), ("http://example.org", "https://example.org/ana"))
    assert (found.city, found.birthday) == ("Lyon", Birthday(3, 22))


def test_a_card_of_version_4_is_read() -> None:
    found = one(
        "FN;PREF=2:A. Moreau", "FN;PREF=1:Ana Moreau", "N:Moreau;Ana;;;ing. jr,M.Sc.", "PRONOUNS;LANGUAGE=en;PREF=1:she/her",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102', "TEL;VALUE=uri;TYPE=fax:tel:+1-418-000",
        "EMAIL;PREF=2:b@example.org", "EMAIL;PREF=1:a@example.org", "BDAY:--0203", "TZ:-0500", "IMPP:xmpp:ana@example.org",
        "GEO:geo:46.7,-71.2", "KIND:individual", version="4.0",
    )  # fmt: skip
    assert (found.full_name, found.pronouns, found.mails) == (
        "Ana Moreau",
        "she/her",
        ("a@example.org", "b@example.org"),
    )
    assert (found.phones, found.birthday, found.zone) == (("+1-418-656-9254 ext. 102",), Birthday(2, 3), None)
    assert found.links == ("xmpp:ana@example.org",)


@pytest.mark.parametrize("name", ["PRONOUNS", "X-PRONOUNS"])
def test_pronouns_are_read_under_both_names(name: str) -> None:
    assert one("FN:Sam", f"{name}:they/them", version="4.0").pronouns == "they/them"


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("19800322", Birthday(3, 22, 1980)),
        ("1980-03-22T00:00:00Z", Birthday(3, 22, 1980)),
        ("--03-22", Birthday(3, 22)),
        ("0000-03-22", Birthday(3, 22)),
        ("19800230", None),
        ("1980-03", None),
        ("circa 1980", None),
    ],
)
def test_birthdays_are_read_with_or_without_a_year(text: str, birthday: Birthday | None) -> None:
    assert one("FN:A", f"BDAY:{text}").birthday == birthday


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("FN:", "N:Moreau;Ana;Marie;Dr.;Jr."), "Dr. Ana Marie Moreau Jr."),
        (("FN:Moreau;Ana;;;",), "Moreau Ana"),
        (("NICKNAME:Ani",), "Ani"),
        (("ORG:Lumen;",), "Lumen"),
        (("EMAIL:ana@example.org",), "ana@example.org"),
    ],
)
def test_a_card_without_a_full_name_is_named_by_what_it_has(lines: tuple[str, ...], name: str) -> None:
    assert one(*lines).full_name == name


def test_nameless_cards_lists_and_rooms_are_left_out_with_a_reason() -> None:
    reading = read_cards(
        card("TEL:123456"), card("FN:Team", "KIND:group", version="4.0"), card("FN:Team", "X-ADDRESSBOOKSERVER-KIND:group"),
        card("FN:Room", "KIND:location", version="4.0"), card("FN:Ana"),
    )  # fmt: skip
    assert [contact.full_name for contact in reading.contacts] == ["Ana"]
    assert [left.why for left in reading.left_out] == [Why.NO_NAME, Why.GROUP, Why.GROUP, Why.NOT_A_PERSON]
    assert all(left.reason for left in reading.left_out)


def test_two_people_of_one_name_stay_two_and_a_card_twice_is_one() -> None:
    reading = read_cards(card("FN:Ana", "TEL:111"), card("FN:Ana", "TEL:222"), card("FN:Ana", "TEL:111"))
    assert [contact.phones for contact in reading.contacts] == [("111",), ("222",)]
    assert len({contact.uid for contact in reading.contacts}) == 2
    assert [left.why for left in reading.left_out] == [Why.TWICE]


def test_two_people_of_one_uid_stay_two() -> None:
    reading = read_cards(card("UID:1#2", "FN:Cy"), card("UID:1", "FN:Ana"), card("UID:1", "FN:Ben"))
    assert [(found.uid, found.full_name) for found in reading.contacts] == [("1#2", "Cy"), ("1", "Ana"), ("1#3", "Ben")]


def test_a_card_without_uid_gets_the_same_one_again() -> None:
    assert one("FN:Ana", "TEL:111").uid == one("FN:Ana", "TEL:111").uid


def test_a_missing_end_between_cards_costs_nothing() -> None:
    reading = read_cards("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n", card("FN:Ben"))
    assert [contact.full_name for contact in reading.contacts] == ["Ana", "Ben"]


def test_a_missing_last_end_is_told_and_a_file_that_breaks_off_is_refused() -> None:
    reading = parse_contacts(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n")
    assert [note.kind for note in reading.notes] == [NoteKind.NO_END_MARK]
    with pytest.raises(Refusal) as refused:
        parse_contacts((card("FN:Ana") + card("FN:Ben", "EMAIL:ben@example.org")).encode()[:-20])
    assert refused.value.kind is RefusalKind.TRUNCATED


def test_the_card_of_an_assistant_inside_a_card_is_not_a_contact() -> None:
    inner = "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Secretary\r\nEND:VCARD"
    [found] = read_cards(card("FN:Ana", inner, "TEL:12345", version="2.1")).contacts
    assert (found.full_name, found.phones) == ("Ana", ("12345",))


def test_escapes_commas_and_names_in_every_script_are_kept() -> None:
    found = one("N:Doe;John;Richter\\, James;Mr.;Sr.", "ORG:Company\\, The;Unit\\; A", "NICKNAME:محمد 🦊")
    assert found.full_name == "Mr. John Richter, James Doe Sr."
    assert (found.organisation, found.department, found.nickname) == ("Company, The", "Unit; A", "محمد 🦊")


def test_zones_of_windows_and_outlook_are_understood() -> None:
    assert one("FN:A", "TZ:W. Europe Standard Time").zone == "Europe/Berlin"
    assert one("FN:A", "TZ;VALUE=text:-05:00; EST; Raleigh/North America").zone is None
    assert one("FN:A", "TZ;VALUE=text:-05:00;America/New_York").zone == "America/New_York"


@pytest.mark.parametrize("mail", ["mailto:ana@example.org", "Ana <ana@example.org>", "ana@example.org "])
def test_mail_addresses_are_freed_of_what_surrounds_them(mail: str) -> None:
    assert one("FN:A", f"EMAIL:{mail}", "EMAIL;X400:c=us;a= ;p=x", "EMAIL:ANA@example.org").mails == (
        "ana@example.org",
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", RefusalKind.EMPTY),
        (b"\x00\x01\x02" * 500, RefusalKind.BINARY),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", RefusalKind.CALENDAR_NOT_CONTACTS),
        (b"Name,Mail\nAna,a@example.org\n", RefusalKind.OTHER_KIND),
    ],
)
def test_what_holds_no_contacts_is_refused_with_a_sentence(content: bytes, kind: RefusalKind) -> None:
    with pytest.raises(Refusal) as refused:
        parse_contacts(content)
    assert refused.value.kind is kind
    assert "“x.vcf”" in refused.value.mistake(contacts=True, name="x.vcf").sentence
