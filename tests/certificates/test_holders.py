"""When two names, two people and two addresses are the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.certificates.holders import same_address, same_name, same_person
from mailbot.certificates.records import Holder

BORN = date(1985, 2, 14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lévesque", "LEVESQUE"),
        ("Desrochers-Nguyen", "Desrochers Nguyen"),
        ("Desrochers\u2011Nguyen", "Desrochers\u2013Nguyen"),
        ("L'Heureux", "L\u2019Heureux"),
        ("D`Amours", "Damours"),
        ("E\u0301thier", "Éthier"),
        ("Saint\u00a0Pierre", "saint-pierre"),
        ("Lecœur", "LECOEUR"),
        ("Anne-\u200bMarie ", "anne marie"),
        ("Gagne\u00adr", "Gagner"),
        ("Strauß", "STRAUSS"),
        ("Nguyễn", "Nguyen"),
    ],
)
def test_names_agree_but_for_case_accents_hyphens_apostrophes_and_spaces(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roy", "Roi"),
        ("St-Pierre", "Saint-Pierre"),
        ("Anne", "Anne-Marie"),
        ("", ""),
        ("-", "'"),
        ("Roy", ""),
        ("Roy", "R.oy"),
        ("Røy", "Roy"),
    ],
)
def test_other_names_do_not_agree_and_an_unknown_one_agrees_with_nothing(one, other):
    assert not same_name(one, other)


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_names_is_symmetric_and_never_raises(one, other):
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) == same_name(one, f" {one}\t")


def test_a_person_is_both_names_and_the_birth_date():
    anne = Holder("Roy", "Anne", BORN)
    assert same_person(anne, Holder("ROY", "anne", BORN))
    assert not same_person(anne, Holder("Roy", "Jean", BORN))
    assert not same_person(anne, Holder("Roi", "Anne", BORN))
    assert not same_person(anne, Holder("Roy", "Anne", date(1985, 2, 15)))
    assert not same_person(anne, Holder("Anne", "Roy", BORN))


def test_an_unknown_birth_date_agrees_with_nothing_not_even_itself():
    unknown = Holder("Roy", "Anne", None)
    assert not same_person(unknown, unknown)
    assert not same_person(unknown, Holder("Roy", "Anne", BORN))


def test_addresses_agree_letter_for_letter_but_for_case():
    assert same_address("Anne@Example.org", "anne@example.ORG")
    assert not same_address("anne+x@example.org", "anne@example.org")
    assert not same_address("h\u043etmail@example.org", "hotmail@example.org")
    assert not same_address("", "")
