"""The queue: what is in it, in what order, how it is narrowed; all of it in the address."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import event
from sqlmodel import select

from mailbot import road
from mailbot.console.filters import Filter
from mailbot.console.listing import Moment, find
from mailbot.edges import store
from mailbot.edges.database import reading, transaction
from mailbot.edges.letters import add
from mailbot.edges.registry import DossierRow
from mailbot.edges.tables import CaseRow, Fate, LetterRow
from mailbot.living import Living
from mailbot.values import Letter, Ruling
from tests.console.forms import form_to, text, token
from tests.console.inbox import change, deliver, held_for, message, settle_all

TODAY = date(2021, 1, 26)


def listed(office, **wanted) -> list[int]:
    moment = Moment("agathe", datetime.now(UTC), TODAY, "America/Toronto")
    with reading(office.engine) as session:
        found = find(session, Filter.of({k: str(v) for k, v in wanted.items()}), moment)
        return [store.id_of(row) for row, _ in found.rows]


def test_what_waits_for_a_person_is_there_and_nothing_else(office) -> None:
    with reading(office.engine) as session:
        rows = session.exec(select(CaseRow)).all()
    wanted = {row.id for row in rows if row.status in ("held", "failed") or row.question}
    assert set(listed(office)) == wanted
    assert len(wanted) == 7


def test_the_exam_about_to_end_comes_first_then_the_oldest_message(office) -> None:
    before = listed(office)
    change(office, before[3], last_day=TODAY + timedelta(days=10))
    change(office, before[5], last_day=TODAY + timedelta(days=4))
    change(office, before[6], last_day=TODAY - timedelta(days=1))  # over: no hurry any more
    change(office, before[1], last_day=TODAY + timedelta(days=31))  # not near yet
    after = listed(office)
    assert after[:2] == [before[5], before[3]]
    assert after[2:] == [n for n in before if n not in after[:2]]
    assert listed(office, vue="urgentes") == after[:2]


def test_who_was_given_days_to_answer_comes_last(office) -> None:
    first = listed(office)[0]
    change(office, first, noticed_until=TODAY + timedelta(days=3))
    assert listed(office)[-1] == first
    assert listed(office, vue="preavis") == [first]


def test_a_question_stays_until_it_is_answered_or_closed(office) -> None:
    [asked] = listed(office, vue="questions")
    change(office, asked, details={"answer": {"message_id": "<x@y>", "noticed_until": None}})
    assert listed(office, vue="questions") == []
    change(office, asked, details={}, decision="ignore")
    assert asked not in listed(office)


@pytest.mark.parametrize("fate", [Fate.UNKNOWN, Fate.REFUSED, Fate.HELD])
def test_a_letter_of_unknown_fate_is_found(office, fate) -> None:
    case_id = listed(office)[0]
    with transaction(office.engine) as session:
        add(session, case_id, 9, Letter("m@x.ca", "<l@x>", "libre", b"x"))
        session.flush()
        row = session.exec(select(LetterRow).where(LetterRow.message_id == "<l@x>")).one()
        row.fate = fate
    assert listed(office, vue="sort-inconnu") == [case_id]


def test_views_of_what_failed_bounced_waits_and_is_done(office) -> None:
    one, two, three = listed(office)[:3]
    change(office, one, status="failed")
    change(office, two, details={"bounced": True})
    change(office, three, status="waiting")
    assert listed(office, vue="echecs") == [one]
    assert listed(office, vue="rebonds") == [two]
    assert listed(office, vue="attente") == [three]
    assert three not in listed(office)


def test_filters_by_reason_class_and_age(office) -> None:
    assert listed(office, motif="exam_valid") == [held_for(office, "exam_valid")]
    assert listed(office, motif="exam_val") == []
    none = listed(office, motif="aucun")
    assert none
    assert held_for(office, "exam_valid") not in none
    others = listed(office, classe="other")
    assert others
    assert set(others) < set(listed(office))
    oldest = listed(office)[0]
    change(office, oldest, received_at=datetime(2021, 1, 15, 23, tzinfo=UTC))  # a Friday
    assert listed(office, age="7") == [oldest]  # Mon 18 … Tue 26: seven working days


def test_mine_and_free(office) -> None:
    mine, theirs, lapsed = listed(office)[:3]
    now = datetime.now(UTC)
    road.claim(mine, "agathe", office, now)
    road.claim(theirs, "bruno", office, now)
    road.claim(lapsed, "bruno", office, now - timedelta(minutes=16))
    assert listed(office, qui="miennes") == [mine]
    free = listed(office, qui="libres")
    assert theirs not in free
    assert {mine, lapsed} <= set(free)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Lepire", "exam_valid"),
        ("gaston lépire", "exam_valid"),
        ("gaston.lepire@exemple.net", "exam_valid"),
        ("CAR202100310090", "exam_valid"),
        ("car 2021 0031 0090", "exam_valid"),
        ("2018007109", "exam_valid"),
        ("prière de transférer", "exam_valid"),
        ("PRIERE   de transferer", "exam_valid"),
        ("Sylvie Arès", "sender_holder"),
        ("sylvie ares", "sender_holder"),
    ],
)
def test_search_finds_by_number_name_address_and_words(office, typed, reason) -> None:
    assert listed(office, vue="toutes", q=typed) == [held_for(office, reason)]


def test_the_holder_is_found_without_accents_when_another_wrote(office) -> None:
    case_id = held_for(office, "sender_holder")
    with reading(office.engine) as session:
        dossier = session.get_one(CaseRow, case_id).dossier_number
    with transaction(office.engine) as session:
        row = session.get_one(DossierRow, dossier)
        row.given_name, row.family_name = "Zoé", "Émond-Thériault"
        session.add(row)
    road.rule(case_id, Ruling("tests", "de nouveau"), office, datetime.now(UTC))
    settle_all(office)
    for typed in ("theriault", "zoe emond", "Émond", "THÉRIAULT"):
        assert listed(office, vue="toutes", q=typed) == [case_id], typed


def test_search_by_the_number_of_the_case(office) -> None:
    assert 11 in listed(office, vue="toutes", q="11")


@pytest.mark.parametrize("typed", ["%", "_", "'; drop table cases; --", "\\", "zzzz", "é" * 300])
def test_search_takes_every_sign_as_itself(office, typed) -> None:
    assert listed(office, vue="toutes", q=typed) == []


def test_the_address_holds_the_whole_filter() -> None:
    wanted = Filter("toutes", "exam_valid", "request", "7", "libres", "Arès & fils", 3)
    back = Filter.of(dict(parse_qsl(wanted.url(page=3).partition("?")[2])))
    assert back == wanted
    assert Filter().url() == "/affaires"
    assert "page" not in wanted.url(motif="")


@pytest.mark.parametrize(
    "given",
    [{"page": "-1"}, {"page": "²"}, {"page": "9" * 40}, {"vue": "x"}, {"motif": "a'b"},
     {"age": "6"}, {"q": "\0\u202e"}],
)  # fmt: skip
def test_an_address_that_means_nothing_is_the_plain_queue(given) -> None:
    assert Filter.of(given) in (Filter(), Filter(page=10_000))


def test_the_page_says_why_who_and_what_next(visit, office) -> None:
    page = text(visit("agathe").get("/affaires"))
    assert "Gaston Lepire" in page
    assert "Examen échu" in page
    assert "envoyer un préavis" in page
    for name in ("À traiter 7", "Questions 1", "Terminées 14", "Toutes 20"):
        assert name in page


def test_a_row_that_another_has_is_told_and_greyed(visit, office, clock) -> None:
    road.claim(11, "bruno", office, clock())
    html = visit("agathe").get("/affaires").text
    row = html.split('data-case="11"')[1].split("</tr>")[0]
    assert 'class="taken"' in html.split('data-case="11"')[1].split(">")[0]
    assert "bruno" in row
    assert "/affaires/11/prendre" not in row
    mine = visit("bruno").get("/affaires").text.split('data-case="11"')[1].split("</tr>")[0]
    assert "<strong>vous</strong>" in mine


def test_the_list_is_sent_again_only_when_it_changed(visit, office, clock) -> None:
    browser = visit("agathe")
    html = browser.get("/affaires").text
    poll = html.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    live = {"hx-request": "true"}
    assert browser.get(poll, headers=live).status_code == 204
    road.claim(11, "bruno", office, clock())
    changed = browser.get(poll, headers=live)
    assert changed.status_code == 200
    assert "<html" not in changed.text
    assert 'id="etat"' in changed.text
    poll = changed.text.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert browser.get(poll, headers=live).status_code == 204


def test_a_poll_after_the_session_ended_leads_to_the_log_in(visit, clock) -> None:
    browser = visit("agathe")
    clock.at += timedelta(hours=1)
    here = {"hx-request": "true", "hx-current-url": "http://127.0.0.1:8025/affaires?vue=toutes"}
    answer = browser.get("/affaires?vue=toutes&vu=x", headers=here)
    assert answer.headers["hx-redirect"].startswith("/connexion?suite=")


def test_an_empty_queue_says_that_nothing_waits(visit, office) -> None:
    for case_id in listed(office):
        change(office, case_id, status="done", question=False)
    browser = visit("agathe")
    assert "Rien n'attend personne." in text(browser.get("/affaires"))
    assert "Aucune affaire ne répond à ces filtres." in text(browser.get("/affaires?q=zzz"))


def test_a_case_leads_back_to_the_queue_as_it_was_left(visit, office) -> None:
    browser, case_id = visit("agathe"), held_for(office, "exam_valid")
    left = "/affaires?vue=toutes&motif=exam_valid&q=L%C3%A9pire%3B+%26+%22"
    browser.get(left)
    browser.get("/affaires?vue=terminees", headers={"hx-request": "true"})  # nobody went there
    page = browser.get(f"/affaires/{case_id}?fait=note").text
    assert f'href="{left.replace("&", "&amp;")}" id="retour"' in page
    form = form_to(page, f"/affaires/{case_id}/rendre")
    answer = browser.post(f"/affaires/{case_id}/rendre", data=form)
    assert answer.headers["location"] == f"{left}&fait=rendue"
    browser.post("/deconnexion", data={"jeton": token(browser)})
    assert "mailbot-file" not in browser.cookies


@pytest.mark.parametrize(
    "left", ["//ailleurs.ca", "https://ailleurs.ca", "vue=//x&page=-1", '"', ""]
)
def test_what_leads_back_leads_nowhere_else(visit, office, left) -> None:
    browser, case_id = visit("agathe"), held_for(office, "exam_valid")
    page = browser.get(f"/affaires/{case_id}", headers={"cookie": whole(browser, left)}).text
    assert 'href="/affaires" id="retour"' in page


def whole(browser, left: str) -> str:
    mine = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return f"{mine}; mailbot-file={left}"


def test_pages_follow_one_another(visit, office) -> None:
    deliver(
        office,
        [
            (message("Bonjour, quel est le prix ?", message_id=f"<{n}@exemple.ca>",
                     sender=f"A <a{n}@exemple.ca>", subject=f"Prix {n}"),
             datetime(2021, 1, 22, 12, n % 60, tzinfo=UTC))
            for n in range(60)
        ],
    )  # fmt: skip
    browser = visit("agathe")
    first = browser.get("/affaires").text
    assert "Page 1 de 2" in first
    second = browser.get("/affaires?page=2").text
    ids = {line.split('"')[0] for line in first.split('data-case="')[1:]}
    others = {line.split('"')[0] for line in second.split('data-case="')[1:]}
    assert len(ids) == 50
    assert not ids & others


def queries(office, act) -> int:
    counted: list[str] = []

    def count(_c, _cursor, statement, *_more) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            counted.append(statement)

    event.listen(office.engine, "before_cursor_execute", count)
    try:
        assert act().status_code == 200
    finally:
        event.remove(office.engine, "before_cursor_execute", count)
    return len(counted)


@pytest.mark.parametrize("path", ["/affaires", "/affaires?vue=toutes&q=prix", "/statistiques"])
def test_no_more_queries_for_more_rows(visit, office, path) -> None:
    browser = visit("solange")
    few = queries(office, lambda: browser.get(path))
    deliver(
        office,
        [
            (message("Bonjour, quel est le prix ?", message_id=f"<{n}@exemple.ca>",
                     sender=f"A <a{n}@exemple.ca>"), datetime(2021, 1, 22, 12, n, tzinfo=UTC))
            for n in range(40)
        ],
    )  # fmt: skip
    assert queries(office, lambda: browser.get(path)) == few
    assert few <= 8


def test_a_case_of_a_long_conversation_takes_no_more_queries_than_of_a_short_one(
    visit, office
) -> None:
    def conversation(sender: str, many: int) -> int:
        return deliver(
            office,
            [
                (message(f"Bonjour, quel est le prix ? {n}", sender=sender,
                         message_id=f"<{n}.{sender[-12:-1]}>"),
                 datetime(2021, 1, 22, 12, n, tzinfo=UTC))
                for n in range(many)
            ],
        )[-1]  # fmt: skip

    short, long = conversation("A <un@court.ca>", 3), conversation("B <deux@long.ca>", 15)
    browser = visit("viateur")
    few = queries(office, lambda: browser.get(f"/affaires/{short}"))
    many = queries(office, lambda: browser.get(f"/affaires/{long}"))
    assert few == many
    assert token(browser)


def test_whether_the_rules_files_have_changed_is_asked_once_a_page(
    visit, office, monkeypatch
) -> None:
    asked: list[Living] = []
    current = Living.current
    monkeypatch.setattr(Living, "current", lambda living: asked.append(living) or current(living))
    browser = visit("agathe")
    for path in ("/affaires", f"/affaires/{held_for(office, 'exam_valid')}", "/statistiques"):
        asked.clear()
        assert browser.get(path).status_code == 200
        assert len(asked) == 1, path
