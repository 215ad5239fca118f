"""The people list as Excel and people write it."""

from datetime import date

import pytest

from govflow.adapters.files.people_csv import read_people, write_people
from govflow.core.errors import GovflowError
from govflow.core.people.people import Term

HEAD = "id,name,email,audiences,manager,joined,left,other_emails,language\n"


def test_excels_semicolons_and_windows_letters_are_read() -> None:
    raw = "ID;Name;Email;Audiences\r\n1;Zoë;ZOE@x.example;staff,trustees\r\n".encode("cp1252")
    person = read_people(raw, "people.csv")[0]
    assert (person.name, person.email) == ("Zoë", "zoe@x.example")
    assert person.audiences == ("staff", "trustees")


def test_a_written_list_reads_back_the_same() -> None:
    raw = (
        HEAD
        + '1,"Bell, Jo",jo@x.example,staff;trustees,,2024-02-29,31/12/2026,j@y.example;k@z.example,cy\n'
    )
    people = read_people(raw.encode(), "people.csv")
    assert read_people(write_people(people), "people.csv") == people
    assert people[0].addresses == ("jo@x.example", "j@y.example", "k@z.example")


@pytest.mark.parametrize(
    ("line", "problem", "place"),
    [
        (
            "1,Jo,not-an-address,staff\n",
            "'not-an-address' is not an e-mail address",
            "people.csv:2",
        ),
        ("1,Jo,a@x.example,staff,,31/31/2026\n", "'31/31/2026' is not a date", "people.csv:2"),
        ("1,,a@x.example,staff\n", "this person has no name", "people.csv:2"),
        (",Jo,a@x.example,staff\n", "this person has no id", "people.csv:2"),
        (
            "1,Jo,a@x.example,staff\n1,Al,b@x.example,staff\n",
            "the id '1' is used twice",
            "people.csv:3",
        ),
        ("1,Jo,a@x.example,staff 2026-31-31/\n", "'2026-31-31' is not a date", "people.csv:2"),
        (
            "1,Jo,a@x.example,staff\n2,Al,A@x.example,staff\n",
            "belongs to two people",
            "people.csv:3",
        ),
    ],
)
def test_a_slip_is_named_with_its_line(line: str, problem: str, place: str) -> None:
    with pytest.raises(GovflowError, match=problem.replace("(", r"\(")) as refusal:
        read_people((HEAD + line).encode(), "people.csv")
    assert refusal.value.place == place
    assert refusal.value.remedy


def test_terms_format_and_leave_are_read_and_written_where_somebody_has_them() -> None:
    raw = (
        HEAD.strip() + ",format,on_leave_until\n"
        "1,Jo,jo@x.example,staff;trustees 2026-09-01/31-08-2027,,,,,en,Large Print,2027-01-08\n"
        "2,Al,jo@home.example,staff,,,,,en,paper,\n"
        "3,Di,jo@home.example,staff /2026-12-31,,,,,en,paper,\n"
    )
    people = read_people(raw.encode(), "people.csv")
    assert people[0].audiences == ("staff", "trustees")
    assert people[0].terms == (Term("trustees", date(2026, 9, 1), date(2027, 8, 31)),)
    assert (people[0].format, people[0].on_leave_until) == ("large print", date(2027, 1, 8))
    assert [person.addresses for person in people[1:]] == [(), ()]
    assert read_people(write_people(people), "people.csv") == people
    assert write_people(()).decode() == HEAD


def test_an_address_two_people_share_speaks_for_neither_only_when_both_read_on_paper() -> None:
    head = HEAD.strip() + ",format\n"
    for formats in (("", "paper"), ("paper", ""), ("large print", "paper")):
        lines = "".join(
            f"{n},P{n},desk@x.example,staff,,,,,en,{how}\n" for n, how in enumerate(formats)
        )
        with pytest.raises(GovflowError, match="belongs to two people"):
            read_people((head + lines).encode(), "people.csv")


def test_a_missing_column_and_an_empty_list_are_refused() -> None:
    with pytest.raises(GovflowError, match="the column 'audiences' is missing"):
        read_people(b"id,name,email\n1,Jo,a@x.example\n", "people.csv")
    with pytest.raises(GovflowError, match="empty"):
        read_people(b"\n\n", "people.csv")
