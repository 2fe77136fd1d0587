"""The Office's numbers, in every disguise that people give them, and nothing else."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mailbot.kinds.transfer.numbers import pages, read_numbers
from mailbot.kinds.transfer.request import Given
from mailbot.kinds.transfer.understand import said
from mailbot.values import ParsedMail, Passage, Voice

DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"


def passage(text: str, voice: Voice = Voice.OWN, start: int = 0) -> Passage:
    return Passage(voice, "1", start, start + len(text), text)


def read(text: str, year: int = 2021) -> tuple[Given, Given]:
    numbers = read_numbers(pages([passage(text)], year), ())
    return numbers.dossier, numbers.certificate


def mail(*pieces: tuple[Voice, str]) -> ParsedMail:
    passages, at = [], 0
    for voice, text in pieces:
        passages.append(passage(text, voice, at))
        at += len(text)
    day = date(2021, 3, 15)
    return ParsedMail(datetime(2021, 3, 15, 12, tzinfo=UTC), day, passages=tuple(passages))


WELL_FORMED = [
    # as the Office writes it, and in any case
    "CAR202100418823", "car202100418823", "Car202100418823", "cAR202100418823", "#CAR202100418823",
    # spaces of every sort, wherever the groups are cut
    "CAR 2021 0041 8823", "CAR2021 00418823", "CAR 202100418823", "CAR2021 004 188 23",
    "CAR2021 0041 88 23", "CAR 2021 00 41 88 23", "CAR\u00a02021\u00a00041\u00a08823",
    "CAR2021\u202f0041\u202f8823", "CAR2021\u20090041\u20098823", "CAR\t2021\t00418823",
    # hyphens of every sort
    "CAR-2021-00418823", "CAR2021-0041-8823", "CAR\u20102021\u20110041\u20118823",
    "CAR2021\u20130041\u20148823", "CAR\u22122021\u22120041\u22128823", "CAR2021 - 0041 - 8823",
    # dots, slashes, underscores, the asterisks of bold made plain
    "CAR.2021.0041.8823", "CAR2021.00418823", "CAR/2021/0041/8823", "CAR_2021_00418823",
    "*CAR2021*0041*8823*", "C.A.R. 2021 0041 8823",
    # full-width, styled, invisible
    "ＣＡＲ２０２１００４１８８２３", "CAR２０２１００４１８８２３", "𝐂𝐀𝐑𝟐𝟎𝟐𝟏𝟎𝟎𝟒𝟏𝟖𝟖𝟐𝟑",
    "CAR2021\u200b0041\u200b8823", "CAR\u00ad2021\u00ad00418823", "\ufeffCAR2021\u206000418823",
    # line ends inside, quoted or not
    "CAR2021\n00418823", "CAR\n202100418823", "CAR2021 0041\n8823", "CAR2021 0041 \r\n8823",
    "> CAR2021\n> 00418823", "CAR2021 \n  00418823",
    # what stands around it
    "(CAR202100418823)", "«\u00a0CAR202100418823\u00a0»", "CAR202100418823.",
    "CAR202100418823, merci",
    "dossierCAR202100418823", "noCAR202100418823", "n°CAR202100418823et voilà", "1.CAR202100418823",
    "dossier=CAR202100418823;", "CAR202100418823|", "→CAR202100418823←",
    # what follows belongs to something else
    "CAR202100418823 514 555-0142", "CAR202100418823\n514 555-0142", "CAR202100418823 1250 rue X",
    "CAR202100418823\n2) combien coûte", "CAR202100418823\n2019-03-12", "CAR202100418823 2021",
    "CAR202100418823\n3e étage", "CAR2021 00418823 2 fois", "CAR202100418823.\n12 mars",
    "CAR2021 0041 8823\n88 rue des Pins", "CAR202100418823 (2)", "CAR202100418823/2e envoi",
]  # fmt: skip


@pytest.mark.parametrize("text", WELL_FORMED)
def test_a_dossier_number_is_read_however_it_is_written(text: str) -> None:
    assert (Given(well_formed=(DOSSIER,)), Given()) == read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CAR2019003417", CERTIFICATE),
        ("CAR 2019 003 417", CERTIFICATE),
        ("CAR2019 0034 17", CERTIFICATE),
        ("CAR 2019 00 34 17", CERTIFICATE),
        ("CAR-2019–003–417", CERTIFICATE),
        ("CAR2019003417\n2) combien", CERTIFICATE),
        ("CAR2019003417 12 rue des Pins", CERTIFICATE),
        ("CAR2019003417\n31 décembre", CERTIFICATE),
        ("CAR2019003417 2019", CERTIFICATE),
        ("CAR201800004217", "CAR201800004217"),
        ("CAR 2018 0000 4217", "CAR201800004217"),
        ("CAR2018 00 00 42 17", "CAR201800004217"),
        ("CAR2018-0000-42-17", "CAR201800004217"),
        (
            "CAR202000418823",
            "CAR202000418823",
        ),  # a dossier typed 2020 has the form of an old number
    ],
)
def test_a_certificate_has_six_digits_or_eight(text: str, number: str) -> None:
    assert (Given(), Given(well_formed=(number,))) == read(text)


@pytest.mark.parametrize(
    ("text", "dossier", "certificate"),
    [
        ("CAR2O21OO418823", DOSSIER, None),
        ("CAR202l004l8823", DOSSIER, None),
        ("CAR2021 OO41 8823", DOSSIER, None),
        ("CAR20I90034I7", None, CERTIFICATE),
        ("CAR2O19 OO3 417", None, CERTIFICATE),
        ("САR202100418823", DOSSIER, None),  # Cyrillic С and А
        ("CAR٢٠٢١٠٠٤١٨٨٢٣", DOSSIER, None),  # Arabic digits
        ("dossier : 202100418823", DOSSIER, None),
        ("No de nouveau dossier : 2021 0041 8823", DOSSIER, None),
        ("mon dossier est le 2021-00418823", DOSSIER, None),
        ("numéro CAR : 202100418823", DOSSIER, None),
        ("202100418823 (nouveau dossier)", DOSSIER, None),
        ("Nouveau dossier\n202100418823", DOSSIER, None),
        ("certificat no 2019003417", None, CERTIFICATE),
        ("my old certificate is 2019003417", None, CERTIFICATE),
        ("2019003417 : ancien certificat", None, CERTIFICATE),
        ("nouveau : 202100418823 ancien : 2019003417", DOSSIER, CERTIFICATE),
        ("mes numéros : 202100418823 et 2019003417", DOSSIER, CERTIFICATE),
        (
            "new file number 202100418823, expired certificate number 2019003417",
            DOSSIER,
            CERTIFICATE,
        ),
    ],
)
def test_what_must_be_repaired_is_only_a_suggestion(
    text: str, dossier: str | None, certificate: str | None
) -> None:
    expected = tuple(
        Given(repaired=(number,) if number else ()) for number in (dossier, certificate)
    )
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CAR20210041882", "CAR20210041882"),
        ("CAR2021004188230", "CAR2021004188230"),
        ("dossier CAR 2021 0041 882, merci", "CAR 2021 0041 882"),
        ("CAR2021 0041 88231", "CAR2021 0041 88231"),
        ("CAR202100418823-1", "CAR202100418823-1"),
        ("CAR202100418823B", "CAR202100418823B"),
        ("CAR20210041882 514 555-0142", "CAR20210041882"),
        ("CAR20210041882\n2) combien", "CAR20210041882"),
        ("CAR202200418823", "CAR202200418823"),
        ("CRA202100418823", "CRA202100418823"),
        ("CAT202100418823", "CAT202100418823"),
        ("CA202100418823", "CA202100418823"),
        ("CARR202100418823", "CARR202100418823"),
        ("CAE-2021-00418823", "CAE-2021-00418823"),
        ("dossier OPC202100418823", "OPC202100418823"),
        ("dossier 00418823", "00418823"),
        ("Mon numéro de dossier : 418823", "418823"),
        ("nouveau dossier: 20210041882", "20210041882"),
        ("CAR00418823", "CAR00418823"),
        ("nouveau dossier CAR2021004512", "CAR2021004512"),
    ],
)
def test_a_wrong_dossier_number_is_malformed_and_never_mended(text: str, written: str) -> None:
    assert (Given(malformed=(written,)), Given()) == read(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CAR20190034170", "CAR20190034170"),
        ("CAR201900341", "CAR201900341"),
        ("ancien certificat CAR2021004512", "CAR2021004512"),
        ("certificat numéro 003417", "003417"),
        ("certificat CAR1998003417", "CAR1998003417"),
        ("CAR20190026001 et le dossier", "CAR20190026001"),
        ("CRA2019003417", "CRA2019003417"),
    ],
)
def test_a_wrong_certificate_number_is_malformed_too(text: str, written: str) -> None:
    assert (Given(), Given(malformed=(written,))) == read(text)


NOTHING = [
    "CAR2021xxxxxxxx", "CAR2019xxxxxx", "CAR2019XXXXXX", "CAR2021########", "CAR2021________",
    "CAR2021 xxxx xxxx", "CAR2021********", "CAR2021…", "CAR2021????????", "CAR-2021", "CAR2021",
    "il commence par CAR2021 : lequel?", "car 2021 a été difficile", "j'écris car 20 personnes",
    "Facture no 2021-0098-4471 déjà réglée", "code clicSÉQUR 7741 2209 5518", "réf. GM-2021-556075",
    "mon compte clicSÉQUR, code 4471 9920 3316", "permis d'agent de recouvrement 600829-1",
    "permis 2019002466", "NEQ 1177000000", "2019, boul. Industriel, local 003, Laval H7S 1P9",
    "Tél. 514 555-0121 | sans frais 1 888 555-0121", "poste 2021", "dossier ouvert le 2021-01-14",
    "certificat expiré le 2020-12-31 à 08:30", "né le 1988-02-14", "certificat du 31/12/2020",
    "mon dossier, appelez-moi au 418 555-0142", "dossier de 2021", "certificat 2019",
    "l'article 2019 du Code", "P-40.1, r. 3", "facture 202100418823", "paiement 2021 0041 8823",
    "par 2021 personnes", "reçu 2019003417 (paiement)", "202100418823", "OSCAR a 20 ans",
    "dossier: 514-555-0142", "numéro de facture du dossier : 2021-0098-4471",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_number_of_ours_is_never_read(text: str) -> None:
    assert (Given(), Given()) == read(text)


def test_a_year_after_2021_is_well_formed_once_it_has_come() -> None:
    assert Given(well_formed=("CAR202200418823",)) == read("CAR202200418823", year=2022)[0]


def test_one_number_written_several_ways_is_one() -> None:
    text = "CAR2021-0041-8823, aussi noté car202100418823 ou CAR 2021 00418823"
    assert Given(well_formed=(DOSSIER,)) == read(text)[0]


def test_two_distinct_numbers_are_two_even_as_an_erratum() -> None:
    text = "Dossier CAR202100741488. Erratum : lire plutôt CAR202100741844."
    assert read(text)[0].well_formed == ("CAR202100741488", "CAR202100741844")


def test_a_malformed_number_that_the_same_mail_corrects_is_corrected() -> None:
    text = "dossier CAR2021004188. Oups, le bon dossier est CAR202100418823."
    assert Given(well_formed=(DOSSIER,)) == read(text)[0]


def test_the_form_tells_even_when_the_labels_are_swapped() -> None:
    text = f"nouveau dossier : {CERTIFICATE}\ncertificat expiré : {DOSSIER}"
    expected = (Given(well_formed=(DOSSIER,)), Given(well_formed=(CERTIFICATE,)))
    assert expected == read(text)


def test_labels_that_follow_their_numbers_tell_malformed_ones_apart() -> None:
    text = "CAR20210041882 (nouveau dossier), CAR202100341 (ancien certificat)"
    expected = (Given(malformed=("CAR20210041882",)), Given(malformed=("CAR202100341",)))
    assert expected == read(text)


def test_two_numbers_run_together_are_read_apart() -> None:
    expected = (Given(well_formed=(DOSSIER,)), Given(well_formed=(CERTIFICATE,)))
    assert expected == read(DOSSIER + CERTIFICATE)


# --- whose words ---------------------------------------------------------------------------------


def test_a_quoted_number_is_read_where_the_own_words_have_none_of_its_sort() -> None:
    request = said(
        mail(
            (Voice.OWN, f"Le bon dossier est {DOSSIER}.\n"),
            (Voice.QUOTED, f"> dossier CAR20210041882\n> certificat {CERTIFICATE}\n"),
        )
    )
    assert (
        request.said_dossier.well_formed,
        request.said_certificate.well_formed,
    ) == ((DOSSIER,), (CERTIFICATE,))


def test_own_words_win_over_quoted_ones() -> None:
    request = said(
        mail((Voice.OWN, f"dossier {DOSSIER}\n"), (Voice.QUOTED, "> dossier CAR202100999999\n"))
    )
    assert Given(well_formed=(DOSSIER,)) == request.said_dossier


def test_a_repaired_number_of_ones_own_wins_over_a_quoted_one() -> None:
    request = said(
        mail((Voice.OWN, "dossier 202100418823\n"), (Voice.QUOTED, "> CAR202100999999\n"))
    )
    assert Given(repaired=(DOSSIER,)) == request.said_dossier


def test_a_malformed_correction_is_not_replaced_by_what_it_corrects() -> None:
    request = said(
        mail(
            (Voice.OWN, "Le bon dossier est CAR20210099887\n"),
            (Voice.QUOTED, f"> dossier {DOSSIER}\n"),
        )
    )
    assert Given(malformed=("CAR20210099887",)) == request.said_dossier


def test_a_number_cut_short_above_the_whole_of_it_is_the_same() -> None:
    request = said(
        mail(
            (Voice.OWN, "Je relance mon dossier 00418823.\n"),
            (Voice.QUOTED, f"> dossier {DOSSIER}\n"),
        )
    )
    assert Given(well_formed=(DOSSIER,)) == request.said_dossier


@pytest.mark.parametrize("voice", [Voice.OFFICE, Voice.FOOTER])
def test_the_offices_text_and_footers_are_never_read(voice: Voice) -> None:
    request = said(
        mail((Voice.OWN, "Bonjour\n"), (voice, f"{DOSSIER} {CERTIFICATE} CAR2021xxxxxxxx\n"))
    )
    assert (Given(), Given(), ()) == (
        request.said_dossier,
        request.said_certificate,
        request.evidence,
    )


def test_a_number_over_the_seam_of_two_own_passages_is_read() -> None:
    request = said(mail((Voice.OWN, "dossier CAR2021\n"), (Voice.SIGNATURE, "00418823")))
    assert Given(well_formed=(DOSSIER,)) == request.said_dossier


# --- evidence and properties ---------------------------------------------------------------------


def test_evidence_spans_index_the_original_text() -> None:
    text = "L’œuvre… dossier\u200b : Ｃ\u200bＡＲ\u00ad２０２１ 0041\n> 8823 №3"
    request = said(mail((Voice.QUOTED, "> œ\n"), (Voice.OWN, text)))
    [found] = [each for each in request.evidence if each.field == "dossier_number"]
    whole = "> œ\n" + text
    assert whole[found.start : found.end] == found.quote
    assert (found.quote[0], found.quote[-1]) == ("Ｃ", "3")


SEPARATORS = st.sampled_from(
    ["", " ", "  ", "\u00a0", "\u202f", "-", "\u2011", "\u2013", "\u2212", ".", "/", "_", "\n",
     "\n> ", "\u200b", "\u00ad", " - "]
)  # fmt: skip
WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"}


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A well-formed number, and how somebody wrote it."""
    if draw(st.booleans()):
        year, digits = "2021", draw(st.text("0123456789", min_size=8, max_size=8))
        parts = draw(st.sampled_from([(8,), (4, 4), (3, 3, 2), (4, 2, 2), (2, 2, 2, 2)]))
    else:
        year = str(draw(st.integers(2000, 2020)))
        digits = draw(st.text("0123456789", min_size=6, max_size=6))
        parts = draw(st.sampled_from([(6,), (3, 3), (4, 2), (2, 2, 2)]))
    groups, at = ["CAR", year], 0
    for size in parts:
        groups.append(digits[at : at + size])
        at += size
    mark = draw(SEPARATORS)
    written = groups[0] + draw(SEPARATORS) + mark.join(groups[1:])
    shape = draw(st.sampled_from([str, str.lower, str.title, lambda text: text.translate(WIDE)]))
    return f"CAR{year}{digits}", shape(written)


AROUND = st.sampled_from(
    [
        ("", ""), ("Dossier : ", "."), ("(", ")"), ("svp\n", "\n"), ("Roy\n\n", "\nTel"),
        ("mon certificat ", ", merci"), ("no ", "\nMerci"),
        ("dossier\n", "\n\n514 555-0142"), ("c'est le ", " et voilà"), ("1) ", "\n2) la suite"),
    ]
)  # fmt: skip


@given(disguised(), AROUND)
@settings(max_examples=500, deadline=None)
def test_a_disguised_number_is_read_back_exactly(
    number: tuple[str, str], around: tuple[str, str]
) -> None:
    value, written = number
    dossier, certificate = read(around[0] + written + around[1])
    assert ((value,), ()) == (
        dossier.well_formed + certificate.well_formed,
        dossier.repaired + certificate.repaired,
    )


@given(st.text(max_size=300))
@settings(max_examples=500, deadline=None)
def test_random_text_invents_no_number(text: str) -> None:
    assume("car" not in text.lower())
    dossier, certificate = read(text)
    assert (dossier.well_formed, certificate.well_formed) == ((), ())


@given(st.text("carCAR0123456789oOlI|xX#_-./ \n>*", max_size=120))
@settings(max_examples=800, deadline=None)
def test_a_number_read_stands_in_the_text_digit_by_digit(text: str) -> None:
    """Whatever the soup, a value is never padded, cut or guessed: its digits are the quote's."""
    letters = str.maketrans("oOlLiI|", "0011111")
    for found in read_numbers(pages([passage(text)], 2021), ()).evidence:
        written = "".join(char for char in found.quote.translate(letters) if char.isdigit())
        assert found.value.removeprefix("CAR") == written
