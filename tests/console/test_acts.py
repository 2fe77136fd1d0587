"""What an agent does on the pages: seen first, then said; by the session's name, as first come."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from mailbot import road
from mailbot.__main__ import main
from mailbot.console import thread
from mailbot.edges.accounts import AccessRow
from mailbot.edges.database import reading, transaction
from mailbot.edges.registry import DossierRow
from mailbot.edges.tables import AuditRow, LetterRow, NoteRow, RulingRow
from mailbot.values import Ruling
from tests.console.forms import act, confirm, form_to, send, text, token, write
from tests.console.inbox import case, change, held_for, settle_all


def events(office, case_id: int) -> list[tuple[str, str]]:
    with reading(office.engine) as session:
        rows = session.exec(select(AuditRow).where(col(AuditRow.case_id) == case_id))
        return [(row.actor, row.event) for row in sorted(rows, key=lambda row: row.id or 0)]


def letters_of(office, case_id: int) -> list[LetterRow]:
    with reading(office.engine) as session:
        return list(session.exec(select(LetterRow).where(LetterRow.case_id == case_id)))


def test_an_objection_is_waived_seen_first_then_said(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    seen = act(browser, case_id, "ecarter", raison="appelée au numéro du dossier")
    assert "le résultat serait transféré" in text(seen)
    letter = seen.text.split('aria-label="Texte de la lettre">')[1].split("</div>")[0]
    assert "CE QU’IL VOUS RESTE À FAIRE\n" in letter  # its lines, and no sign of their ends
    assert case(office, case_id).status == "held"  # nothing counts yet
    answer = confirm(browser, case_id, seen)
    assert answer.headers["location"] == f"/affaires/{case_id}?fait=ecarter"
    done = case(office, case_id)
    assert (done.status, done.decision) == ("done", "accept")
    assert ("agathe", "ruled") in events(office, case_id)
    assert "acceptée" in text(browser.get(f"/affaires/{case_id}"))


def test_the_actor_is_the_sessions_whatever_the_form_says(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    seen = act(browser, case_id, "ecarter", raison="vu", by="solange", compte="solange")
    hidden = form_to(seen.text, f"/affaires/{case_id}/decision")
    browser.post(f"/affaires/{case_id}/decision", data={**hidden, "by": "solange"})
    with reading(office.engine) as session:
        [ruling] = session.exec(select(RulingRow)).all()
    assert ruling.by == "agathe"


@pytest.mark.parametrize("acte", ["ecarter", "clore"])
def test_without_a_reason_nothing_is_changed_and_the_field_is_named(visit, office, acte) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    answer = act(browser, case_id, acte, raison="  ")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Dites pourquoi" in text(answer)
    assert case(office, case_id).status == "held"


def test_what_may_not_be_waived_is_not_by_a_form_of_ones_own(visit, office) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    browser.get(f"/affaires/{case_id}")
    form = {"jeton": token(browser), "acte": "ecarter", "regle": "exam_valid", "raison": "x"}
    form["vu"] = str(case(office, case_id).version)
    answer = browser.post(f"/affaires/{case_id}/decision", data=form)
    assert answer.status_code == 400
    assert "ne peut être levée" in text(answer)
    assert case(office, case_id).status == "held"


def test_a_correction_of_wrong_form_is_told_beside_its_field(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    answer = act(browser, case_id, "corriger", dossier_number="CAR2021")
    assert answer.status_code == 400
    assert 'href="#corriger-dossier_number"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="CAR2021"' in answer.text
    assert "n'a pas la forme attendue" in text(answer)


def test_a_correction_shows_the_new_verdict(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    seen = act(browser, case_id, "corriger", dossier_number="CAR202199999999")
    assert "Dossier inconnu du registre" in text(seen)
    assert case(office, case_id).dossier_number != "CAR202199999999"
    confirm(browser, case_id, seen)
    assert "dossier_known" in case(office, case_id).reasons


def test_what_an_agent_corrected_is_shown_beside_what_was_read(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    was = case(office, case_id).dossier_number
    given = {"dossier_number": "CAR202199999999", "question": "non"}
    confirm(browser, case_id, act(browser, case_id, "corriger", **given))
    for path in ("", "/impression"):
        said = text(browser.get(f"/affaires/{case_id}{path}")).split("Ce qui a été lu", 1)[1]
        said = said.split("Registre", 1)[0]
        read = said.split("Numéro du nouveau dossier", 1)[1].split("«")[0]
        assert was in read
        assert "CAR202199999999 corrigé par agathe" in read
        assert "Question : non corrigé par agathe" in said  # of which nothing was read


def test_a_machine_is_named_and_filed(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    confirm(browser, case_id, act(browser, case_id, "classer", classe="spam"))
    filed = case(office, case_id)
    assert (filed.status, filed.decision, filed.label) == ("done", "ignore", "automatic")


def test_closing_sends_nothing_and_reopening_brings_it_back(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    confirm(browser, case_id, act(browser, case_id, "clore", raison="appel reçu, réglé"))
    assert case(office, case_id).status == "done"
    with reading(office.engine) as session:
        assert not session.exec(select(LetterRow).where(LetterRow.case_id == case_id)).all()
    confirm(browser, case_id, act(browser, case_id, "rouvrir", raison="erreur"))
    assert case(office, case_id).status == "held"


def test_two_persons_one_record_takes_a_second_agent_who_is_a_supervisor(visit, office) -> None:
    case_id = different_holders(office)
    agathe, bruno, solange = visit("agathe"), visit("bruno"), visit("solange")
    seen = act(agathe, case_id, "ecarter", raison="changement de nom, acte de mariage vu")
    assert "Un second agent devrait confirmer" in text(seen)
    answer = confirm(agathe, case_id, seen)
    assert answer.headers["location"] == f"/affaires/{case_id}?fait=second"
    page = text(agathe.get(answer.headers["location"]))
    assert "attend un second agent" in page
    assert "L'objection est écartée" not in page
    assert case(office, case_id).status == "held"
    page = bruno.get(f"/affaires/{case_id}")
    assert "Un superviseur doit la confirmer" in text(page)
    assert 'value="confirmer"' not in page.text
    assert case(office, case_id).claimed_by is None  # neither of them keeps Solange off
    row = text(solange.get("/affaires?vue=second")).split("Sylvie Arès", 1)[1]
    assert "Attend un second agent" in row
    page = text(solange.get(f"/affaires/{case_id}"))
    form = page.split("Confirmer qu'on écarte", 1)[1]
    assert "écartée par agathe" in form
    assert "changement de nom, acte de mariage vu" in form
    assert case(office, case_id).claimed_by == "solange"
    confirm(solange, case_id, act(solange, case_id, "confirmer", raison="acte vu"))
    done = case(office, case_id)
    assert (done.status, done.decision) == ("done", "accept")


def different_holders(office) -> int:
    """Sylvie Arès' case, once her dossier bears another family name."""
    case_id = held_for(office, "sender_holder")
    with transaction(office.engine) as session:
        row = session.get_one(DossierRow, case(office, case_id).dossier_number)
        row.family_name, row.email = "Arès-Tremblay", "sylvie.ares@bureau.exemple"
        session.add(row)
    road.rule(case_id, Ruling("tests", "de nouveau"), office, case(office, case_id).received_at)
    settle_all(office)
    assert case(office, case_id).reasons == ["holder_same"]
    return case_id


def test_a_supervisor_who_waived_is_not_offered_to_confirm_nor_keeps_the_case(
    visit, office
) -> None:
    case_id, solange = different_holders(office), visit("solange")
    confirm(solange, case_id, act(solange, case_id, "ecarter", raison="vu"))
    page = solange.get(f"/affaires/{case_id}")
    assert 'value="confirmer"' not in page.text
    assert case(office, case_id).claimed_by is None


def test_the_list_of_the_terminal_knows_what_awaits_a_second_agent(visit, office, capsys) -> None:
    case_id, agathe = different_holders(office), visit("agathe")
    path = Path(office.engine.url.database or "").parent / "config.toml"
    list_them = ["--config", str(path), "cases", "list", "--awaiting-second", "--json"]
    capsys.readouterr()
    assert main(list_them) == 0
    assert capsys.readouterr().out == ""
    confirm(agathe, case_id, act(agathe, case_id, "ecarter", raison="vu"))
    assert main(list_them) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == case_id


def test_opening_a_case_takes_it_and_another_is_told(visit, office) -> None:
    agathe, bruno = visit("agathe"), visit("bruno")
    agathe.get("/affaires/11")
    assert case(office, 11).claimed_by == "agathe"
    page = bruno.get("/affaires/11")
    assert "Prise par agathe." in text(page)
    assert "/affaires/11/apercu" not in page.text
    assert case(office, 11).claimed_by == "agathe"
    form = {"jeton": token(bruno), "acte": "clore", "raison": "x", "vu": "0"}
    answer = bruno.post("/affaires/11/decision", data=form)
    assert answer.status_code == 409
    assert "prise par agathe" in text(answer)
    agathe.post("/affaires/11/rendre", data={"jeton": token(agathe)})
    bruno.get("/affaires/11")
    assert case(office, 11).claimed_by == "bruno"


def test_an_auditor_takes_nothing_by_looking(visit, office) -> None:
    visit("viateur").get("/affaires/11")
    assert case(office, 11).claimed_by is None


def test_a_claim_lapses_after_a_quarter_of_an_hour(visit, office, clock) -> None:
    visit("agathe").get("/affaires/11")
    clock.at += timedelta(minutes=16)
    visit("bruno").get("/affaires/11")
    assert case(office, 11).claimed_by == "bruno"


def test_whoever_is_at_a_case_keeps_it_by_opening_it_and_by_acting(visit, office, clock) -> None:
    case_id, agathe, bruno = held_for(office, "sender_holder"), visit("agathe"), visit("bruno")
    page = agathe.get(f"/affaires/{case_id}").text
    began = case(office, case_id).claimed_until
    hidden = form_to(page, f"/affaires/{case_id}/apercu", 'value="ecarter"')
    ways = (
        lambda: agathe.get(f"/affaires/{case_id}"),
        lambda: agathe.post(f"/affaires/{case_id}/apercu", data={**hidden, "raison": "vu"}),
        lambda: agathe.get(f"/affaires/{case_id}/lettre"),
    )
    for way in ways:
        clock.at += timedelta(minutes=10)
        assert way().status_code == 200
        now_until = case(office, case_id).claimed_until
        assert now_until == began + timedelta(minutes=10)
        began = now_until
    zone = ZoneInfo(office.settings.office.timezone)
    until = f"{began.astimezone(zone):%H h %M}"
    # What is seen is until when, on both sides.
    assert f"Elle lui est réservée jusqu'à {until}" in text(bruno.get(f"/affaires/{case_id}"))
    assert f"Elle vous est réservée jusqu'à {until}" in text(agathe.get(f"/affaires/{case_id}"))


def test_what_somebody_else_changed_is_told_and_nothing_is_lost(visit, office, clock) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    seen = act(browser, case_id, "ecarter", raison="vu au téléphone")
    meanwhile(office, case_id, clock())
    answer = confirm(browser, case_id, seen)
    assert answer.status_code == 409
    said = text(answer)
    assert "a changé depuis que vous l'avez ouverte" in said
    assert "bruno" in said
    assert "la dame a rappelé" in said
    assert case(office, case_id).status == "held"
    where = f"/affaires/{case_id}/apercu"
    hidden = form_to(answer.text, where)
    assert 'name="raison" value="vu au téléphone"' in answer.text
    again = browser.post(where, data={**hidden, "raison": "vu au téléphone"})
    assert again.status_code == 200
    assert confirm(browser, case_id, again).status_code == 303
    assert case(office, case_id).decision == "accept"


def meanwhile(office, case_id: int, now: datetime) -> None:
    """Bruno says something of the case that changes it."""
    road.release(case_id, "agathe", office, now)
    said = Ruling("bruno", "la dame a rappelé", corrections={"question": "oui"})
    road.rule(case_id, said, office, now)
    road.settle(case_id, office, now)


def test_a_note_does_not_spoil_what_another_is_about_to_say(visit, office, clock) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    seen = act(browser, case_id, "ecarter", raison="vu")
    road.annotate(case_id, "bruno", "la dame a rappelé", office, clock())
    assert confirm(browser, case_id, seen).status_code == 303


@pytest.mark.parametrize("step", ["", "/apercu"])
def test_a_letter_over_a_case_that_changed_keeps_its_words(visit, office, clock, step) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    where = f"/affaires/{case_id}/lettre"
    page = browser.get(f"{where}?gabarit=libre").text
    meanwhile(office, case_id, clock())
    typed = {"objet": "Votre demande", "texte": "Des mots & des mots."}
    hidden = form_to(page, f"{where}/apercu")
    answer = browser.post(where + step, data={**hidden, **typed})
    assert answer.status_code == 409
    assert "la dame a rappelé" in text(answer)
    assert "Des mots &amp; des mots.</textarea>" in answer.text
    again = browser.post(
        f"{where}/apercu", data={**form_to(answer.text, f"{where}/apercu"), **typed}
    )
    assert again.status_code == 200
    assert "Des mots &amp; des mots.</textarea>" in again.text
    preview = browser.post(
        f"{where}/apercu", data={**form_to(again.text, f"{where}/apercu"), **typed}
    )
    assert send(browser, case_id, preview).status_code == 303


def test_the_notice_is_drafted_changed_sent_and_called_back(visit, office, clock) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    assert "Préparer la lettre : Préavis" in text(browser.get(f"/affaires/{case_id}"))
    page = browser.get(f"/affaires/{case_id}/lettre")
    assert "a l’intention de la refuser" in text(page)
    letter = {"objet": "Votre demande", "texte": "Bonjour. Nous avons l'intention de refuser."}
    answer = send(browser, case_id, write(browser, case_id, **letter))
    assert answer.status_code == 303
    sent = int(answer.headers["location"].partition("#lettre-")[2])
    assert case(office, case_id).status == "done"
    page = browser.get(f"/affaires/{case_id}")
    assert "Rappeler la lettre" in text(page)
    answer = browser.post(f"/lettres/{sent}/rappeler", data={"jeton": token(browser)})
    assert answer.headers["location"].startswith(f"/affaires/{case_id}?fait=rappelee")
    assert case(office, case_id).status == "held"
    assert ("agathe", "letter called back") in events(office, case_id)
    talk = text(browser.get(f"/affaires/{case_id}")).split("Conversation", 1)[1]
    assert "jamais partie Nous : Préavis (rappelée avant son départ)" in talk


def test_a_letter_is_seen_as_it_would_leave_before_it_counts(visit, office) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    typed = {"objet": "Votre demande", "texte": "Bonjour <b>Gaston</b>.\r\n\r\nÀ bientôt."}
    preview = write(browser, case_id, "libre", **typed)
    said = text(preview)
    assert case(office, case_id).sender in said
    assert "Objet Votre demande" in said
    assert "Bonjour <b>Gaston</b>." in said
    assert "Office de la protection du consommateur" in preview.text.split('role="region"')[1]
    assert letters_of(office, case_id) == []
    assert case(office, case_id).status == "held"
    assert send(browser, case_id, preview).status_code == 303
    ended = text(browser.get(f"/affaires/{case_id}"))
    assert "Décision : répondue par la lettre d'un agent" in ended
    [letter] = letters_of(office, case_id)
    left = " ".join(thread.told(letter.content)[1].split())
    assert left in said


def test_from_its_preview_a_letter_goes_back_to_its_text(visit, office) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    preview = write(browser, case_id, "libre", objet="Objet à moi", texte="Des mots & des mots.")
    hidden = form_to(preview.text, f"/affaires/{case_id}/lettre")
    where = f"/affaires/{case_id}/lettre/apercu"
    page = browser.post(where, data={**hidden, "modifier": "oui"})
    assert page.status_code == 200
    assert 'value="Objet à moi"' in page.text
    assert "Des mots &amp; des mots.</textarea>" in page.text
    assert letters_of(office, case_id) == []


@pytest.mark.parametrize("step", ["", "/apercu"])
@pytest.mark.parametrize(
    ("texte", "why"),
    [("", "vide"), ("Payez 150 $ svp.", "montant"), ("x" * 20_001, "trop longue")],
)
def test_a_letter_that_may_not_leave_comes_back_with_its_words(
    visit, office, texte, why, step
) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    page = browser.get(f"/affaires/{case_id}/lettre?gabarit=libre")
    hidden = form_to(page.text, f"/affaires/{case_id}/lettre/apercu")
    form = {**hidden, "objet": "Votre demande", "texte": texte}
    answer = browser.post(f"/affaires/{case_id}/lettre{step}", data=form)
    assert answer.status_code == 400
    assert why in text(answer)
    assert texte[:100] in answer.text
    assert case(office, case_id).status == "held"


def test_no_letter_is_seen_of_a_case_that_changed_meanwhile(visit, office) -> None:
    case_id, browser = held_for(office, "exam_valid"), visit("agathe")
    page = browser.get(f"/affaires/{case_id}/lettre?gabarit=libre").text
    change(office, case_id, error="x")
    hidden = form_to(page, f"/affaires/{case_id}/lettre/apercu")
    form = {**hidden, "objet": "Votre demande", "texte": "Bonjour."}
    answer = browser.post(f"/affaires/{case_id}/lettre/apercu", data=form)
    assert answer.status_code == 409
    assert "a changé depuis que vous l'avez ouverte" in text(answer)


def test_canned_texts_are_offered(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    page = browser.get(f"/affaires/{case_id}/lettre?gabarit=ecrire-de-l-adresse-du-dossier")
    assert page.status_code == 200
    assert "adresse" in page.text.split("<textarea")[1]
    assert browser.get(f"/affaires/{case_id}/lettre?gabarit=rien-de-tel").status_code == 400


def test_a_canned_letter_is_told_by_its_title(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    typed = {"objet": "Votre message", "texte": "Nous ne répondons pas ici."}
    preview = write(browser, case_id, "autre-sujet", **typed)
    assert send(browser, case_id, preview).status_code == 303
    for page in (preview, browser.get(f"/affaires/{case_id}")):
        assert "votre message porte sur un autre sujet" in text(page).lower()
    seen = text(browser.get(f"/affaires/{case_id}"))
    assert seen.count("Votre message porte sur un autre sujet") >= 3  # letters, thread, history
    assert "autre-sujet" not in seen


def test_a_note_is_for_the_colleagues(visit, office) -> None:
    browser = visit("agathe")
    form = {"jeton": token(browser), "texte": "rappeler <b>demain</b>\nmerci"}
    assert browser.post("/affaires/11/note", data=form).status_code == 303
    page = visit("viateur").get("/affaires/11").text
    assert "rappeler &lt;b&gt;demain&lt;/b&gt;" in page
    with reading(office.engine) as session:
        assert session.exec(select(NoteRow)).one().by == "agathe"


def test_an_empty_note_is_told_beside_its_field(visit, office) -> None:
    browser = visit("agathe")
    answer = browser.post("/affaires/11/note", data={"jeton": token(browser), "texte": " \n"})
    assert answer.status_code == 400
    assert 'href="#note"' in answer.text
    field = answer.text.split('<textarea id="note"')[1].split(">")[0]
    assert 'aria-invalid="true"' in field
    long = browser.post("/affaires/11/note", data={"jeton": token(browser), "texte": "x" * 4001})
    assert "x" * 4001 + "</textarea>" in long.text


def test_an_answered_question_leaves_the_queue(visit, office) -> None:
    browser = visit("agathe")
    [line] = browser.get("/affaires?vue=questions").text.split('data-case="')[1:]
    case_id = int(line.split('"')[0])
    assert "Rouvrir pour répondre à la question" in text(browser.get(f"/affaires/{case_id}"))
    confirm(browser, case_id, act(browser, case_id, "rouvrir", raison="Répondre à la question"))
    letter = {"objet": "Votre question", "texte": "La facture est dans le dossier."}
    preview = write(browser, case_id, "libre", **letter)
    assert send(browser, case_id, preview).status_code == 303
    assert 'data-case="' not in browser.get("/affaires?vue=questions").text


def test_several_are_closed_at_once_after_they_were_shown(visit, office) -> None:
    browser, one, other = visit("solange"), held_for(office, "sender_holder"), 11
    change(office, one, proposal="none")
    form = {"jeton": token(browser), "affaire": [str(one), str(other)], "raison": "doublons"}
    shown = browser.post("/affaires/lot", data=form)
    assert "1 affaire serait close, 1 resterait dans la file" in text(shown)
    closable, left = text(shown).split("Resteraient")
    assert f"Affaire {one}" in closable
    assert f"Affaire {other}" in left
    assert "ni un remerciement" in left
    assert f'name="affaire" value="{other}"' not in shown.text
    assert case(office, one).status == "held"
    closed = browser.post("/affaires/lot/clore", data=form)
    assert "1 affaire close" in text(closed)
    assert case(office, one).status == "done"
    assert case(office, other).status == "held"
    assert f"Affaire {other}" in text(closed)
    assert browser.post("/affaires/lot", data={**form, "affaire": []}).status_code == 400
    assert browser.post("/affaires/lot", data={**form, "raison": ""}).status_code == 400


def test_the_pairs_of_an_agency_each_with_its_verdict(visit, office) -> None:
    case_id, browser = held_for(office, "request_one_person"), visit("agathe")
    page = browser.get(f"/affaires/{case_id}/paires")
    assert page.text.count("Ne garder que cette paire") == 3
    assert "CAR202100310132" in page.text
    assert "Adresse autre que celle du dossier" in text(page)


def test_a_letter_of_unknown_fate_is_sent_again_or_noted_as_gone(visit, office) -> None:
    browser, case_id = visit("agathe"), 1
    with transaction(office.engine) as session:
        letter = session.exec(select(LetterRow).where(LetterRow.case_id == case_id)).one()
        letter.fate, number = "unknown", letter.id
        session.add(letter)
    change(office, case_id, status="held", details={"letter": "unknown"})
    page = browser.get(f"/affaires/{case_id}")
    assert "Renvoyer la même lettre" in text(page)
    form = {"jeton": token(browser), "raison": "la personne l'a reçue"}
    assert browser.post(f"/lettres/{number}/partie", data={**form, "raison": ""}).status_code == 409
    assert browser.post(f"/lettres/{number}/partie", data=form).status_code == 303
    assert case(office, case_id).status == "done"
    assert browser.post(f"/lettres/{number}/renvoyer", data=form).status_code == 409


def test_who_looked_is_noted_before_it_is_shown(visit, office) -> None:
    browser = visit("agathe")
    for path in ("", "/impression", "/source", "/entetes"):
        assert browser.get(f"/affaires/11{path}").status_code == 200
    with reading(office.engine) as session:
        rows = session.exec(select(AccessRow).order_by(col(AccessRow.id))).all()
    assert [(row.account, row.case_id, row.what) for row in rows] == [
        ("agathe", 11, what) for what in ("page", "print", "source", "headers")
    ]
    assert browser.get("/affaires/9999").status_code == 404
    assert "agathe (page)" in text(visit("viateur").get("/affaires/11"))


def test_the_console_and_the_terminal_leave_the_same_rows(visit, office, monkeypatch) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    here = case(office, case_id)
    confirm(browser, case_id, act(browser, case_id, "clore", raison="réglé"))
    monkeypatch.setattr("getpass.getuser", lambda: "agathe")
    path = Path(office.engine.url.database or "").parent / "config.toml"
    assert main(["--config", str(path), "cases", "close", "11", "--reason", "réglé"]) == 0

    def rows(of: int) -> list[tuple[str, str, object]]:
        with reading(office.engine) as session:
            found = session.exec(select(AuditRow).where(col(AuditRow.case_id) == of)).all()
        told = [(row.actor, row.event, json.loads(row.data)) for row in found]
        return [one for one in told if one[0] == "agathe" and one[1] != "claimed"]

    ours, theirs = rows(case_id), rows(11)
    assert [row[:2] for row in ours] == [("agathe", "ruled"), ("agathe", "decided")]
    assert ours[0] == theirs[0]
    assert ours[1][2].keys() == theirs[1][2].keys()
    assert ours[1][2]["ruling"] == theirs[1][2]["ruling"]
    assert here.status == "held"


def test_the_rules_are_heard_again_when_the_registry_has_changed(visit, office) -> None:
    case_id, browser = held_for(office, "sender_holder"), visit("agathe")
    with transaction(office.engine) as session:
        row = session.get_one(DossierRow, case(office, case_id).dossier_number)
        row.email = "sylvie.ares@bureau.exemple"
        session.add(row)
    seen = act(browser, case_id, "reprendre")
    assert "Aucune règle ne s'opposerait." in text(seen)
    confirm(browser, case_id, seen)
    assert case(office, case_id).decision == "accept"


def test_what_the_code_fails_on_can_be_read_closed_and_tried_again(
    visit, office, monkeypatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    change(office, 11, status="failed", error="KeyError: 'x'")
    change(office, 12, status="failed", error="KeyError: 'x'")
    monkeypatch.setattr("mailbot.journey.understand", fail)
    browser = visit("agathe")
    page = browser.get("/affaires/11")
    assert page.status_code == 200
    assert "Gaston Lepire" in text(page)
    for case_id, acte, status in ((11, "clore", "done"), (12, "reprendre", "waiting")):
        html = browser.get(f"/affaires/{case_id}").text
        hidden = form_to(html, f"/affaires/{case_id}/decision", f'value="{acte}"')
        form = {**hidden, "raison": "réglé au téléphone"}
        assert browser.post(f"/affaires/{case_id}/decision", data=form).status_code == 303
        assert case(office, case_id).status == status
