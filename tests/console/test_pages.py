"""The pages that only tell: a case's past, the statistics, the rules of a day, errors, help."""

import re
from datetime import UTC, date, datetime

import pytest

from mailbot import road
from mailbot.console.chart import ceiling, drawn
from mailbot.console.french import PLACEHOLDERS
from mailbot.console.rules_page import groups
from mailbot.console.statistics import counted, open_ages
from mailbot.edges import database
from mailbot.edges.database import reading, transaction
from mailbot.edges.registry import CertificateRow
from mailbot.edges.words import WordsRow
from tests.console.forms import text
from tests.console.inbox import case, change, deliver, held_for, message

TODAY = date(2021, 1, 26)


def test_a_case_says_why_in_the_rules_own_words_with_their_source(visit, office) -> None:
    page = text(visit("agathe").get(f"/affaires/{held_for(office, 'exam_valid')}"))
    assert "L'examen n'était valide que jusqu'au 20 novembre 2020" in page
    assert "Office de la protection du consommateur, document de départ" in page
    assert "Proposé : envoyer un préavis." in page
    assert "✗ s'oppose" in page
    assert "17 règles ne s'opposent pas" in page


def test_whoever_wrote_is_named_and_the_holder_only_as_such(visit, office) -> None:
    """An impostor with another's dossier must not be taken for its holder."""
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    change(office, case_id, sender="x@exemple.ca", holder_name="Carl Vézina")
    with transaction(office.engine) as session:
        words = session.get_one(WordsRow, case_id)
        words.sender_name = ""
        session.add(words)
    row = browser.get("/affaires").text.split(f'id="lien-{case_id}"')[1].split("</tr>")[0]
    assert row.index("x@exemple.ca") < row.index("titulaire du dossier : <bdi>Carl Vézina")
    for path in ("", "/lettre", "/impression"):
        page = browser.get(f"/affaires/{case_id}{path}")
        [heading] = re.findall("<h1>.*?</h1>", page.text)
        assert "Vézina" not in heading
        assert "Sylvie Arès" in heading
        assert "Titulaire du dossier : Carl Vézina , dont ce n'est pas l'adresse" in text(page)


def test_what_was_read_is_tied_to_where_it_was_read(visit, office) -> None:
    html = visit("agathe").get("/affaires/1").text
    assert '<mark id="lu-1"' in html
    assert '<a class="ref" href="#champ-1"' in html
    assert '<li id="champ-1">' in html
    assert '<a href="#lu-1">' in html


def test_the_records_stand_side_by_side_and_what_differs_is_said(visit, office) -> None:
    case_id = held_for(office, "sender_holder")
    browser = visit("agathe")
    assert "diffère" not in text(browser.get(f"/affaires/{case_id}"))
    with database.transaction(office.engine) as session:
        row = session.get_one(CertificateRow, case(office, case_id).certificate_number)
        row.given_name = "Sylvette"
        session.add(row)
    page = browser.get(f"/affaires/{case_id}")
    assert "Prénom diffère Sylvie Sylvette" in text(page)
    assert page.text.count('<tr class="differs">') == 1


def test_a_near_miss_is_shown_and_never_taken(visit, office) -> None:
    body = (
        "Transférez le résultat de mon examen au dossier CAR202100310059, certificat CAR2019007105."
    )
    sender = "Lucie Bonenfant <lucie@ailleurs.ca>"
    [case_id] = deliver(office, [(message(body, sender), datetime(2021, 1, 21, 15, tzinfo=UTC))])
    page = text(visit("agathe").get(f"/affaires/{case_id}"))
    assert "à une faute près, CAR202100310058" in page
    assert case(office, case_id).status == "held"


def test_a_settled_case_shows_the_facts_of_its_day(visit, office) -> None:
    page = text(visit("agathe").get("/affaires/1"))
    assert "Tel qu'au moment de la décision." in page
    assert "État ouvert" in page  # since then the dossier awaits its holder
    assert "acceptée" in page


def test_the_conversation_is_there_with_our_letters(visit, office) -> None:
    page = text(visit("agathe").get("/affaires/7"))
    assert "Affaire 6" in page
    assert "Nous : Demande de renseignements" in page


def test_the_history_is_in_french(visit, office, clock) -> None:
    road.claim(11, "bruno", office, clock())
    road.annotate(11, "bruno", "à revoir", office, clock())
    page = text(visit("viateur").get("/affaires/11"))
    for words in ("Prise en charge", "Note aux collègues : à revoir", "remise à une personne"):
        assert words in page


def test_a_failed_case_says_so(visit, office) -> None:
    change(office, 11, status="failed", error="KeyError: 'x'")
    browser = visit("agathe")
    assert "Le programme a failli sur ce message." in text(browser.get("/affaires/11"))
    assert "Échec technique" in text(browser.get("/affaires"))


def test_the_weeks_are_the_offices_and_every_message_is_counted_once(office) -> None:
    deliver(office, [(message(), datetime(2021, 1, 18, 4, 59, tzinfo=UTC))])  # still Sunday there
    with reading(office.engine) as session:
        weeks = counted(session, office, TODAY, 8)
    assert [week.monday for week in weeks][-3:] == [
        date(2021, 1, 11), date(2021, 1, 18), date(2021, 1, 25)
    ]  # fmt: skip
    assert [week.received for week in weeks][-3:] == [10, 8, 3]
    assert all(sum(week.decisions.values()) == week.received for week in weeks)
    assert weeks[-2].reasons["exam_valid"] == 1


def test_ages_of_what_waits(office) -> None:
    with reading(office.engine) as session:
        assert open_ages(session, office, date(2021, 1, 25))["in_time"] == 7
        assert open_ages(session, office, TODAY) == {"in_time": 5, "warned": 2, "late": 0}
        assert open_ages(session, office, date(2021, 2, 12))["late"] == 7


@pytest.mark.parametrize(("most", "top"), [(0, 2), (2, 2), (3, 4), (5, 10), (11, 20), (500, 1000)])
def test_the_chart_ends_at_a_round_number(most, top) -> None:
    assert ceiling(most) == top


def test_the_bars_stand_on_one_another_and_within_the_drawing() -> None:
    chart = drawn([[1, 2, 0, 1], [0, 0, 0, 0]], ["01-11", "01-18"])
    assert [one.series for one in chart.segments] == [0, 1, 3]
    for lower, upper in zip(chart.segments, chart.segments[1:], strict=False):
        assert upper.y + upper.height == pytest.approx(lower.y, abs=0.2)
    assert all(0 < one.y <= chart.floor for one in chart.segments)
    assert chart.segments[1].height == pytest.approx(2 * chart.segments[0].height, abs=0.2)


def test_the_rules_of_a_day_are_those_in_force(visit, office) -> None:
    standing = dict(groups(office, date(2021, 1, 1)))
    assert {one.rule.name for one in standing["transfer"]} == set(office.rules["transfer"])
    assert all(one.version for one in standing["transfer"])
    before = dict(groups(office, date(2000, 1, 1)))["transfer"]
    assert any(one.version is None for one in before)
    browser = visit("agathe")
    page = text(browser.get("/regles?jour=2000-01-01"))
    assert "Aucune version n'était en vigueur" in page
    assert "Règles en vigueur le 24 juin 2021" in text(browser.get("/regles?jour=2021-06-24"))
    wrong = browser.get("/regles?jour=hier")
    assert wrong.status_code == 400
    assert "AAAA-MM-JJ" in text(wrong)


def test_the_rules_speak_in_words_where_there_is_no_case(visit, office) -> None:
    page = visit("agathe").get("/regles").text
    assert not re.findall(r"\{[a-z_]+\}|\[[a-z_]+\]", page)
    assert "Indices : [les indices relevés]." in page
    for _, standings in groups(office, TODAY):
        for one in standings:
            for motif in one.rule.motifs.values():
                assert set(re.findall(r"\{(\w+)\}", motif)) <= PLACEHOLDERS.keys()


def test_what_is_not_there_says_what_to_do(visit) -> None:
    browser = visit("agathe")
    for path in ("/affaires/9999", "/nulle-part", "/affaires/11/piece?partie=7"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Cette page n'existe pas" in text(answer)
    assert browser.get("/affaires/abc").status_code == 400
    assert browser.get("/affaires/99999999999999999999").status_code == 400
    assert browser.get("/affaires/11/note").status_code == 405


def test_a_database_that_is_away_is_said_in_french(visit, office) -> None:
    browser = visit("agathe")
    with database.transaction(office.engine) as session:
        session.connection().exec_driver_sql("DROP TABLE case_words")
    answer = browser.get("/affaires")
    assert answer.status_code == 503
    assert "La base de données ne répond pas" in text(answer)
    assert "DROP" not in answer.text
    assert "SELECT" not in answer.text


def test_the_programs_own_failure_is_a_page_and_a_line_in_the_log(
    visit, caplog, monkeypatch
) -> None:
    browser = visit("agathe")
    browser._transport.raise_server_exceptions = False
    monkeypatch.setattr("mailbot.console.queue.find", lambda *_: 1 / 0)
    answer = browser.get("/affaires")
    assert answer.status_code == 500
    assert "Le programme a failli" in text(answer)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in answer.text


def test_a_monitor_learns_that_it_is_alive_and_nothing_else(visit) -> None:
    assert visit().get("/sante").text == "bon\n"


def test_nothing_describes_the_application_to_a_stranger(visit) -> None:
    for path in ("/openapi.json", "/docs", "/redoc"):
        assert visit().get(path).status_code == 404


def test_everything_a_page_needs_is_served_here(visit) -> None:
    browser = visit("agathe")
    html = browser.get("/affaires").text
    for mark in ("src=", "href="):
        for value in html.split(mark)[1:]:
            path = value[1:].split('"')[0]
            assert path.startswith(("/", "#")), path
            if path.startswith("/statique/"):
                assert browser.get(path).status_code == 200, path
    css = browser.get("/statique/console.css").text
    for one in css.split('url("')[1:]:
        assert browser.get("/statique/" + one.split('"')[0]).status_code == 200
