"""Machines and people, told apart from every sort of evidence. All messages are our own."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot.core.machines.judgement import judge
from mailbot.core.mime.tree import Structure
from mailbot.values import Address, Identity, Nature, ParsedMail, Passage, Voice

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
RECEIVED = "from a.ca (a.ca [203.0.113.9]) by mx.opc.gouv.qc.ca (Postfix) with ESMTPS id A1"
PLAIN = (Structure("1", "text/plain"),)
REQUEST = (
    "Bonjour, veuillez transférer mon résultat d'examen au dossier CAR202100123456. "
    "Mon ancien certificat : CAR2019001234. Merci. Lise Gagné"
)


def mail(
    body: str = "",
    subject: str = "",
    headers: tuple[tuple[str, str], ...] = (),
    sender: str = "lise.gagne@exemple.ca",
    name: str = "",
    quoted: str = "",
) -> ParsedMail:
    shown = f"{name} <{sender}>"
    return ParsedMail(
        received_at=datetime(2021, 3, 1, 15, tzinfo=UTC),
        received_on=date(2021, 3, 1),
        headers=(("received", RECEIVED), ("from", shown), ("subject", subject), *headers),
        senders=(Address(name, sender),) if sender else (),
        subject=subject,
        passages=(
            Passage(Voice.OWN, "1", 0, len(body), body),
            Passage(Voice.QUOTED, "1", len(body), len(body) + len(quoted), quoted),
        ),
    )


def nature(message: ParsedMail, structure: tuple[Structure, ...] = PLAIN) -> Nature:
    return judge(message, structure, OFFICE)[0]


def signs(message: ParsedMail, structure: tuple[Structure, ...] = PLAIN) -> set[str]:
    return {sign.name for sign in judge(message, structure, OFFICE)[1]}


# --- header fields -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "sign"),
    [
        ("auto-submitted", "auto-replied", "auto-submitted"),
        ("auto-submitted", "auto-generated", "auto-submitted"),
        ("auto-submitted", "(vacances) Auto-Replied; owner-email=a@exemple.ca", "auto-submitted"),
        ("auto-submitted", "auto-notified", "auto-submitted"),
        ("auto-submitted", "auto-replied (zimbra; vacation)", "auto-submitted"),
        ("precedence", "bulk", "precedence"),
        ("precedence", "Junk", "precedence"),
        ("precedence", "list", "precedence"),
        ("precedence", "auto_reply", "precedence"),
        ("list-id", "Recouvrement <recouvrement.exemple.ca>", "mailing-list"),
        ("x-mailman-version", "2.1.34", "mailing-list"),
        ("x-autoreply", "yes", "vendor-header"),
        ("x-autorespond", "", "vendor-header"),
        ("x-auto-response", "vacances", "vendor-header"),
        ("x-autoreply-from", "lise.gagne@exemple.ca", "vendor-header"),
        ("x-vacation", "yes", "vendor-header"),
        ("x-apple-action", "VACATION", "vendor-header"),
        ("x-ms-exchange-generated-message-source", "Mailbox Rules Agent", "vendor-header"),
        ("x-fc-machinegenerated", "true", "vendor-header"),
        ("x-failed-recipients", "x@exemple.ca", "non-delivery"),
        ("x-mailer", "vacation 1.2.7", "robot-program"),
        ("return-path", "<>", "null-return-path"),
        ("return-path", "< >", "null-return-path"),
        ("return-path", "<MAILER-DAEMON@mx.exemple.ca>", "null-return-path"),
        ("content-class", "urn:content-classes:mdn", "content-class"),
        ("x-loop", "infocertificat@opc.gouv.qc.ca", "own-loop"),
    ],
)
def test_a_field_that_only_programs_write_is_enough(field: str, value: str, sign: str) -> None:
    message = mail(REQUEST, "Transfert", ((field, value),))
    assert nature(message) is not Nature.PERSON
    assert sign in signs(message)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("auto-submitted", "no"),
        ("auto-submitted", "No (écrit à la main)"),
        ("auto-submitted", "(par une personne) no"),
        ("auto-submitted", ""),
        ("x-auto-response-suppress", "All"),
        ("x-auto-response-suppress", "DR, RN, NRN, OOF, AutoReply"),
        ("precedence", "normal"),
        ("precedence", "first-class"),
        ("return-path", "<bounces+4471-lise@envois.exemple.ca>"),
        ("return-path", "<lise.gagne@exemple.ca>"),
        ("x-priority", "1"),
        ("importance", "high"),
        ("x-autoreply", "no"),
        ("x-spam-flag", "NO"),
        ("x-mailer", "Microsoft Outlook 16.0"),
        ("x-ms-exchange-inbox-rules-loop", "lise.gagne@exemple.ca"),
        ("x-loop", "quelquun@exemple.ca"),
        ("list-unsubscribe", "<mailto:desabonnement@exemple.ca>"),
        ("disposition-notification-to", "lise.gagne@exemple.ca"),
        ("return-receipt-to", "lise.gagne@exemple.ca"),
    ],
)
def test_a_field_that_a_persons_mail_may_bear_proves_nothing(field: str, value: str) -> None:
    assert nature(mail(REQUEST, "Transfert", ((field, value),))) is Nature.PERSON


def test_a_null_return_path_counts_even_when_repeated() -> None:
    twice = (("return-path", "<>"), ("return-path", "<>"))
    assert nature(mail(REQUEST, "Transfert", twice)) is not Nature.PERSON


def test_the_topmost_return_path_is_the_servers() -> None:
    below = (("return-path", "<lise.gagne@exemple.ca>"), ("return-path", "<>"))
    assert nature(mail(REQUEST, "Transfert", below)) is Nature.PERSON


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sender",
    [
        "no-reply@exemple.ca",
        "noreply@exemple.ca",
        "ne-pas-repondre@exemple.ca",
        "nepasrepondre@exemple.ca",
        "do-not-reply@exemple.ca",
        "noreply-4471@exemple.ca",
        "system.no_reply@exemple.ca",
        "listserv@exemple.ca",
        "postmaster@exemple.ca",
        "mailer-daemon@exemple.ca",
        "cron-daemon@exemple.ca",
        "infocertificat@opc.gouv.qc.ca",
    ],
)
def test_some_addresses_are_no_persons(sender: str) -> None:
    assert nature(mail("Bonjour.", "Avis", sender=sender)) is not Nature.PERSON


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("Ne pas répondre", "lise.gagne@exemple.ca"),
        ("No Reply", "lise@gmail.com"),
        ("Mailer Daemon", "lise@videotron.ca"),
        ("Service des avis automatiques", "l.gagne@exemple.ca"),
        ("infocertificat@opc.gouv.qc.ca", "lise@hotmail.com"),
        ("Lise", "noreply.lise@gmail.com"),
        ("Autoreply", "reply.gagne@exemple.ca"),
        ("Norépondeur", "norepondo@exemple.ca"),
    ],
)
def test_a_display_name_or_a_look_proves_nothing(name: str, sender: str) -> None:
    assert nature(mail(REQUEST, "Transfert", sender=sender, name=name)) is Nature.PERSON


# --- the office's own server ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("x-spam-flag", "YES"),
        ("x-spam-status", "Yes, score=14.2 required=5.0 tests=BAYES_99"),
        ("x-spam", "yes"),
        ("x-ms-exchange-organization-scl", "6"),
        ("x-forefront-antispam-report", "CIP:203.0.113.9;CTRY:CA;SFV:SPM;H:x;"),
    ],
)
def test_spam_is_what_the_offices_own_server_marks(field: str, value: str) -> None:
    own = mail(REQUEST, "Transfert")
    top, *rest = own.headers
    marked = ParsedMail(
        own.received_at,
        own.received_on,
        headers=(top, (field, value), *rest),
        senders=own.senders,
        subject=own.subject,
        passages=own.passages,
    )
    assert nature(marked) is Nature.AUTOMATIC
    below = ParsedMail(
        own.received_at,
        own.received_on,
        headers=(*own.headers, (field, value)),
        senders=own.senders,
        subject=own.subject,
        passages=own.passages,
    )
    assert nature(below) is Nature.PERSON


# --- structure -----------------------------------------------------------------------------------


def report(kind: str, *parts: Structure) -> tuple[Structure, ...]:
    root = Structure("", "multipart/report", (("report-type", kind),))
    return (root, Structure("1", "text/plain"), *parts)


@pytest.mark.parametrize(
    ("kind", "part", "expected"),
    [
        ("delivery-status", "message/delivery-status", Nature.BOUNCE),
        ("", "message/delivery-status", Nature.BOUNCE),
        ("delivery-status", "text/plain", Nature.BOUNCE),
        ("disposition-notification", "message/disposition-notification", Nature.AUTOMATIC),
        ("feedback-report", "message/feedback-report", Nature.AUTOMATIC),
        ("tlsrpt", "application/tlsrpt+gzip", Nature.AUTOMATIC),
    ],
)
def test_a_report_is_a_machines(kind: str, part: str, expected: Nature) -> None:
    assert nature(mail("Voici."), report(kind, Structure("2", part))) is expected


@pytest.mark.parametrize("sender", ["postmaster@exemple.ca", "MAILER-DAEMON@exemple.ca"])
def test_a_mail_system_that_rejects_by_a_disposition_notice_says_that_it_was_not_delivered(
    sender: str,
) -> None:
    parts = report("disposition-notification", Structure("2", "message/disposition-notification"))
    assert nature(mail("Refusé.", sender=sender), parts) is Nature.BOUNCE


def test_a_delivery_report_forwarded_with_ones_own_words_is_a_persons() -> None:
    structure = (
        Structure("", "multipart/mixed"),
        Structure("1", "text/plain"),
        Structure("2", "message/rfc822", content="Subject: Non remis : Votre dossier"),
        Structure("2/", "multipart/report", (("report-type", "delivery-status"),)),
        Structure("2/2", "message/delivery-status", content="Action: failed"),
    )
    body = "Bonjour, je vous transfère ce que j'ai reçu. Mon adresse est pourtant la bonne."
    assert nature(mail(body, "TR : Non remis : Votre dossier"), structure) is Nature.PERSON


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "CANCEL"])
@pytest.mark.parametrize("where", ["parameter", "content"])
def test_a_calendar_answer_is_a_machines(method: str, where: str) -> None:
    params = (("method", method),) if where == "parameter" else ()
    content = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n" if where == "content" else ""
    structure = (
        Structure("", "multipart/alternative"),
        Structure("1", "text/plain"),
        Structure("2", "text/calendar", params, None, content),
    )
    assert nature(mail("", "Accepté : Rencontre"), structure) is Nature.AUTOMATIC


@pytest.mark.parametrize("method", ["PUBLISH", "REQUEST", ""])
@pytest.mark.parametrize("disposition", ["attachment", None])
def test_an_event_sent_along_leaves_the_message_to_the_person(
    method: str, disposition: str | None
) -> None:
    part = Structure("2", "text/calendar", (("method", method),), disposition, "BEGIN:VCALENDAR")
    structure = (Structure("", "multipart/mixed"), Structure("1", "text/plain"), part)
    assert nature(mail(REQUEST, "Transfert"), structure) is Nature.PERSON


# --- words, where no header tells ----------------------------------------------------------------


def messages(file: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    pairs = (re.split(r" ?\| ?", line.replace(" / ", "\n")) for line in lines if line[:1] != "#")
    return [tuple(pair) for pair in pairs]


@pytest.mark.parametrize(("subject", "body"), messages("said_by_machines.txt"))
def test_a_machine_is_known_by_its_words_and_a_second_sign(subject: str, body: str) -> None:
    assert nature(mail(body, subject)) is Nature.AUTOMATIC


@pytest.mark.parametrize(("subject", "body"), messages("said_by_mail_systems.txt"))
def test_an_old_mailers_bounce_without_any_header_is_a_bounce(subject: str, body: str) -> None:
    assert nature(mail(body, subject, sender="courrier@exemple.ca")) is Nature.BOUNCE


@pytest.mark.parametrize(("subject", "body"), messages("said_by_people.txt"))
def test_a_person_is_never_taken_for_a_machine(subject: str, body: str) -> None:
    message = mail(body, subject)
    assert nature(message) is Nature.PERSON
    assert signs(message) == set()


@pytest.mark.parametrize(
    "subject", ["Non remis : x", "Undeliverable: x", "Échec de livraison", "failure notice", ""]
)
def test_words_of_a_bounce_under_a_null_return_path_make_a_bounce(subject: str) -> None:
    body = "L'utilisateur x@exemple.ca est inconnu ; votre message n'a pas pu être remis."
    assert nature(mail(body, subject, (("return-path", "<>"),))) is Nature.BOUNCE


def test_an_absence_under_a_null_return_path_is_no_bounce() -> None:
    message = mail("Je suis en vacances.", "Réponse automatique : x", (("return-path", "<>"),))
    assert nature(message) is Nature.AUTOMATIC


# --- whose words ---------------------------------------------------------------------------------

ABSENCE = ("Réponse automatique : Votre dossier", "Je suis absent du bureau jusqu'au 8 février.")


def test_auto_submitted_no_outweighs_the_words() -> None:
    subject, body = ABSENCE
    assert nature(mail(body, subject, (("auto-submitted", "no"),))) is Nature.PERSON


def test_what_a_person_quotes_is_not_their_word() -> None:
    subject, body = ABSENCE
    assert nature(mail("Voici mes numéros.", f"RE: {subject}", quoted=body)) is Nature.PERSON


def test_a_machine_that_quotes_a_request_is_a_machine() -> None:
    body = "Message automatique. Je suis en vacances jusqu'au 8 février.\n\nVotre message :\n"
    assert nature(mail(body + REQUEST, "Auto: Re: Transfert")) is Nature.AUTOMATIC


@pytest.mark.parametrize(
    "second",
    [
        ("list-unsubscribe-post", "List-Unsubscribe=One-Click"),
        ("feedback-id", "1.2.3:campagne"),
        ("x-campaign-id", "77"),
        ("x-mailer", "EnvoiMasse 4"),
    ],
)
def test_a_way_to_unsubscribe_and_a_second_sign_make_a_newsletter(second: tuple[str, str]) -> None:
    headers = (("list-unsubscribe", "<https://exemple.ca/d?u=7>"), second)
    assert nature(mail("Ce mois-ci : la tenue des comptes.", "Bulletin", headers)) is (
        Nature.AUTOMATIC
    )


def test_nothing_at_all_is_a_person_and_never_raises() -> None:
    empty = ParsedMail(datetime(2021, 3, 1, tzinfo=UTC), date(2021, 3, 1))
    assert judge(empty, (), OFFICE) == (Nature.PERSON, (), None)


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "seed",
    [
        *("a", " ", "\n", "(", "<", "@", "je suis ", "ne pas ", "votre message ", "confirm "),
        *("message automatique ", "user ", "click ", "adresse ", "this is the ", "jusqu'au "),
        *("a@b.c ", "re: ", "nous repondrons ", "delivery ", "[a ", "urgent "),
    ],
)
def test_a_megabyte_of_anything_is_judged_at_once(seed: str) -> None:
    long = (seed * (1_000_000 // len(seed) + 1))[:1_000_000]
    headers = (("auto-submitted", "no"), ("return-path", long), ("x-mailer", long))
    for subject, sender in ((long, "a@b.ca"), ("failure notice", "mailer-daemon@b.ca")):
        structure = (Structure("1", "text/plain", content=long),)
        judge(mail(long, subject, headers, sender), structure, OFFICE)


# --- our own letters, come back ------------------------------------------------------------------

OURS = "<mailbot.0123456789abcdef0123.finalisez@opc.gouv.qc.ca>"


def test_a_letter_of_ours_is_known_by_its_identifier_whoever_sends_it_on() -> None:
    back = replace(mail(REQUEST), message_id=OURS)
    assert nature(back) is Nature.AUTOMATIC
    assert signs(back) == {"own-identifier"}


@pytest.mark.parametrize(
    "message_id",
    [
        "<F00D5E1A.1020304@opc.gouv.qc.ca>",  # a colleague's
        "<mailbot.0123456789abcdef0123.finalisez@exemple.ca>",  # another office's mailbot
        "<mailbot@opc.gouv.qc.ca>",
        f"{OURS[:-1]}.exemple.ca>",
    ],
)
def test_an_identifier_of_the_offices_domain_alone_is_a_persons(message_id) -> None:
    colleague = replace(mail(REQUEST, sender="a.roy@opc.gouv.qc.ca"), message_id=message_id)
    assert nature(colleague) is Nature.PERSON


def test_an_answer_to_a_letter_of_ours_is_a_persons() -> None:
    answer = replace(mail(REQUEST), message_id="<1@exemple.ca>", references=(OURS,))
    assert nature(answer) is Nature.PERSON
