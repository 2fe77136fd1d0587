"""What a delivery report names: who did not receive, and which message it is about."""

from datetime import UTC, date, datetime

import pytest

from mailbot.core.machines.bounces import delivery_report
from mailbot.core.mime.tree import Structure
from mailbot.values import Address, DeliveryReport, Identity, ParsedMail

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
RETURNED = Structure(
    "3",
    "message/rfc822",
    content="From: infocertificat@opc.gouv.qc.ca\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>",
)


def mail(subject: str = "Undelivered Mail", *headers: tuple[str, str]) -> ParsedMail:
    return ParsedMail(
        datetime(2021, 3, 1, tzinfo=UTC),
        date(2021, 3, 1),
        headers=(
            ("from", "Mail Delivery <mailer-daemon@exemple.ca>"),
            ("to", "infocertificat@opc.gouv.qc.ca"),
            ("subject", subject),
            *headers,
        ),
        senders=(Address("Mail Delivery", "mailer-daemon@exemple.ca"),),
        references=("<cas.9.1@opc.gouv.qc.ca>",),
        subject=subject,
    )


def status(content: str) -> tuple[Structure, ...]:
    root = Structure("", "multipart/report", (("report-type", "delivery-status"),))
    return (root, Structure("2", "message/delivery-status", content=content), RETURNED)


def plain(content: str) -> tuple[Structure, ...]:
    return (Structure("1", "text/plain", content=content),)


def test_each_recipient_of_the_status_is_failed_or_late() -> None:
    content = (
        "Reporting-MTA: dns; mx.exemple.ca\n\n"
        "Final-Recipient: rfc822; Lise@Exemple.ca\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: RFC822;<marc@exemple.ca>\nAction: delayed\nStatus: 4.4.1\n\n"
        "Original-Recipient: rfc822;ann@exemple.ca\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; paul@exemple.ca\nStatus: 5.2.2\n"
    )
    report = delivery_report(mail(), status(content), OFFICE)
    assert report == DeliveryReport(
        ("lise@exemple.ca", "paul@exemple.ca"),
        ("marc@exemple.ca",),
        ("<cas.12.1@opc.gouv.qc.ca>",),
    )


def test_windows_line_ends_separate_recipients_too() -> None:
    content = "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; lise@exemple.ca\r\n"
    assert delivery_report(mail(), status(content), OFFICE).failed == ("lise@exemple.ca",)


PROSE = [
    "Hi. This is the qmail-send program at mail.exemple.ca.\nI'm afraid I wasn't able to deliver "
    "your message to the following addresses.\n\n<lise@exemple.ca>:\nSorry, no mailbox here.\n\n"
    "--- Below this line is a copy of the message.\n\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>\n",
    "A message that you sent could not be delivered to one or more of its recipients. The "
    "following address(es) failed:\n\n  lise@exemple.ca\n    mailbox is full\n\n"
    "------ This is a copy of the headers. ------\n\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>\n",
    "   ----- The following addresses had permanent fatal errors -----\n<lise@exemple.ca>\n\n"
    "   ----- Transcript of session follows -----\n550 5.1.1 <lise@exemple.ca>... User unknown\n"
    "\nMessage-Id: <cas.12.1@opc.gouv.qc.ca>\n",
    "Échec de la remise à ces destinataires ou groupes :\n\nlise@exemple.ca\nL'adresse est "
    "introuvable.\n\nEn-têtes de message d'origine :\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>\n",
    "Adresse introuvable. Votre message n'a pas pu être remis à lise@exemple.ca, car l'adresse est "
    "introuvable.\n\n----- Message d'origine -----\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>\n",
    "Sorry, we were unable to deliver your message to the following address.\n\n"
    "<lise@exemple.ca>:\n554: delivery error: dd This user doesn't have an account\n\n"
    "--- Original message follows.\n\nMessage-ID: <cas.12.1@opc.gouv.qc.ca>\n",
]


@pytest.mark.parametrize("prose", PROSE)
def test_an_old_mailers_prose_names_the_address_and_the_message(prose: str) -> None:
    report = delivery_report(mail("failure notice"), plain(prose), OFFICE)
    assert report.failed == ("lise@exemple.ca",)
    assert report.delayed == ()
    assert report.about == ("<cas.12.1@opc.gouv.qc.ca>",)


@pytest.mark.parametrize(
    ("subject", "prose"),
    [
        ("Delayed Mail (still being retried)", "<lise@exemple.ca>: connection timed out"),
        ("Warning: message 1KNm delayed 24 hours", "The address is:\n  lise@exemple.ca\n"),
        ("Retard de remise", "La remise à lise@exemple.ca est retardée."),
    ],
)
def test_a_late_address_has_not_failed(subject: str, prose: str) -> None:
    report = delivery_report(mail(subject), plain(prose), OFFICE)
    assert (report.failed, report.delayed) == ((), ("lise@exemple.ca",))


def test_the_failed_recipients_of_the_header_count() -> None:
    report = delivery_report(mail("x", ("x-failed-recipients", "a@b.ca, C@D.ca")), (), OFFICE)
    assert report.failed == ("a@b.ca", "c@d.ca")


def test_the_offices_own_address_is_never_the_one_that_failed() -> None:
    prose = "From infocertificat@opc.gouv.qc.ca to lise@exemple.ca: user unknown"
    assert delivery_report(mail(), plain(prose), OFFICE).failed == ("lise@exemple.ca",)


def test_without_the_message_what_is_answered_tells_what_it_is_about() -> None:
    assert delivery_report(mail(), plain("Inconnu."), OFFICE).about == ("<cas.9.1@opc.gouv.qc.ca>",)


def test_a_report_that_says_nothing_is_still_a_report() -> None:
    empty = ParsedMail(datetime(2021, 3, 1, tzinfo=UTC), date(2021, 3, 1))
    assert delivery_report(empty, (), OFFICE) == DeliveryReport()


@pytest.mark.timeout(5)
@pytest.mark.parametrize("seed", ["\n", "<a@b.c>\n", "a@b.c ", "<", "received:\n", "action: \n\n"])
def test_a_megabyte_of_anything_is_read_at_once(seed: str) -> None:
    long = (seed * 1_000_000)[:1_000_000]
    structure = (*plain(long), Structure("2", "message/delivery-status", content=long))
    delivery_report(mail(), structure, OFFICE)
