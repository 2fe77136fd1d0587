"""Machines and people, told apart from every sort of evidence. All messages are our own."""

from datetime import UTC, date, datetime

import pytest

from mailbot.core.machine import judge
from mailbot.core.mime import Structure
from mailbot.values import Address, Identity, Nature, ParsedMail, Passage, Voice

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
RECEIVED = "from smtp.exemple.ca (smtp.exemple.ca [203.0.113.9]) by mx.opc.gouv.qc.ca (Postfix) with ESMTPS"
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

ABSENCES = [
    ("Réponse automatique : Votre dossier", "Je suis absent du bureau jusqu'au 8 février."),
    ("Réponse automatique: transfert", "Merci de votre courriel. Je reviens lundi."),
    ("Absence du bureau", "Bonjour, je serai de retour le 12 avril."),
    ("Automatic reply: Votre dossier", "I am out of the office until Monday."),
    ("Out of Office: Re: dossier", "I will be back on May 3rd. For urgent matters call Ann."),
    ("Louise Roy est absente du bureau (retour le 3)", "Je répondrai à votre message à mon retour."),
    ("Auto: Re: Transfert", "Message automatique. En vacances."),
    ("Message d'absence", "Actuellement en vacances, je vous répondrai à mon retour."),
    ("RE: Votre dossier", "Je suis actuellement en congé. Pour toute urgence, contactez ma "
     "collègue Mme Roy au 418 555-0107."),
    ("Re: dossier", "Je suis en congé de maternité jusqu'au 5 septembre. Veuillez écrire à "
     "direction@exemple.ca."),
    ("Re: Votre demande", "Bonjour, je suis absente du bureau du 3 au 14 mai et je ne consulte pas "
     "mes courriels. Je vous répondrai à mon retour."),
    ("Re: Your file", "Thank you for your email. I am on vacation and will respond when I return."),
    ("Re: finalisez", "Ceci est une réponse automatique. Je suis en déplacement."),
    ("Re: votre résultat", "Merci pour votre message. Notre bureau est fermé jusqu'au 4 janvier. "
     "Nous vous répondrons dès que possible."),
    ("Re: file", "I'm currently on maternity leave with no access to email. Please contact "
     "hr@exemple.ca for immediate assistance."),
    ("Re: Votre dossier", "Étant actuellement absent, je prendrai connaissance de votre message dès "
     "mon retour le 1er mai."),
    ("Re: Votre dossier", "Mme Tremblay n'est plus à l'emploi de notre entreprise. Veuillez "
     "adresser vos messages à info@exemple.ca."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), ABSENCES)
def test_an_absence_message_without_any_header_is_a_machines(subject: str, body: str) -> None:
    assert nature(mail(body, subject)) is Nature.AUTOMATIC


ROBOTS = [
    ("[Billet #40412] Nous avons bien reçu votre demande",
     "##- Veuillez répondre au-dessus de cette ligne -## Votre demande (40412) a été reçue."),
    ("Accusé de réception", "Nous avons bien reçu votre courriel et vous répondrons dans un délai "
     "de deux jours ouvrables. Ceci est un message automatique, merci de ne pas y répondre."),
    ("Ticket #8812 created", "Your request has been received. Please do not reply to this email."),
    ("Re: Votre demande", "Ce courriel est généré automatiquement, veuillez ne pas y répondre. "
     "Votre demande a bien été enregistrée."),
    ("Confirmation de réception", "Votre message a bien été transmis à notre équipe."),
    ("Votre courriel requiert une vérification", "Pour que votre message soit remis à M. Roy, "
     "cliquez sur le lien et confirmez que vous n'êtes pas un robot."),
    ("Action requise : authentifiez-vous", "Votre message est en attente. Authentifiez-vous pour "
     "qu'il soit délivré à son destinataire. Protégé par MailInBlack."),
    ("Please verify your email", "To prove you are a real person and have your message delivered, "
     "click the link below."),
    ("Re: dossier", "This is an automated response. We have received your email and will reply "
     "within two business days."),
    ("Lu : Votre demande", "Votre message a été lu le 3 mars. Ceci est une notification automatique."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), ROBOTS)
def test_a_program_that_says_so_is_heard(subject: str, body: str) -> None:
    assert nature(mail(body, subject)) is Nature.AUTOMATIC


BOUNCES = [
    ("failure notice", "Hi. This is the qmail-send program at mail.exemple.ca.\n\nI'm afraid I "
     "wasn't able to deliver your message to the following addresses."),
    ("Mail delivery failed: returning message to sender", "This message was created automatically "
     "by mail delivery software. A message that you sent could not be delivered."),
    ("Undelivered Mail Returned to Sender", "This is the mail system at host mx.exemple.ca. I'm "
     "sorry to have to inform you that your message could not be delivered."),
    ("Returned mail: see transcript for details", "The original message was received at Mon, 1 Mar "
     "2021. ----- Transcript of session follows ----- 550 5.1.1 User unknown"),
    ("Non remis : Votre dossier", "Échec de la remise à ces destinataires ou groupes : "
     "x@exemple.ca. L'adresse de courrier que vous avez entrée est introuvable."),
    ("Échec de la remise", "Impossible de remettre votre message à x@exemple.ca."),
    ("Delivery Status Notification (Failure)", "Address not found. Your message wasn't delivered "
     "to x@gmail.com because the address couldn't be found."),
    ("Adresse introuvable", "Votre message n'a pas pu être remis à x@gmail.com, car l'adresse est "
     "introuvable."),
    ("Failure Notice", "Sorry, we were unable to deliver your message to the following address. "
     "<x@yahoo.ca>: 554 delivery error: This user doesn't have a yahoo.ca account"),
    ("DELIVERY FAILURE: User x not listed", "Your message to x@exemple.ca could not be delivered."),
    ("Delayed Mail (still being retried)", "Your message could not be delivered for 4 hours. It "
     "will be retried until it is 5 days old."),
    ("Avis de retard de remise", "La remise à ces destinataires a été retardée : x@exemple.ca."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), BOUNCES)
def test_an_old_mailers_bounce_without_any_header_is_a_bounce(subject: str, body: str) -> None:
    assert nature(mail(body, subject, sender="courrier@exemple.ca")) is Nature.BOUNCE


@pytest.mark.parametrize(
    "subject", ["Non remis : x", "Undeliverable: x", "Échec de livraison", "failure notice", ""]
)
def test_words_of_a_bounce_under_a_null_return_path_make_a_bounce(subject: str) -> None:
    body = "L'utilisateur x@exemple.ca est inconnu ; votre message n'a pas pu être remis."
    assert nature(mail(body, subject, (("return-path", "<>"),))) is Nature.BOUNCE


def test_an_absence_under_a_null_return_path_is_no_bounce() -> None:
    message = mail("Je suis en vacances.", "Réponse automatique : x", (("return-path", "<>"),))
    assert nature(message) is Nature.AUTOMATIC


# --- people --------------------------------------------------------------------------------------

PEOPLE = [
    ("RE: Réponse automatique : Transfert", "Bonjour, j'ai reçu votre message automatique mais pas "
     "de nouvelles depuis. Je répète : dossier CAR202100575231, certificat CAR2019001347."),
    ("Réponse automatique ?", "Est-ce que votre courriel était une réponse automatique ? "
     "J'attends toujours."),
    ("Re: Réponse automatique: Votre demande", "Merci, voici mes numéros."),
    ("Transfert", f"{REQUEST} Je suis en vacances jusqu'au 15, répondez-moi après."),
    ("Transfert", f"Je serai absente du bureau du 3 au 10 mars. {REQUEST}"),
    ("My exam", "Please transfer my exam result. I will be away until Monday, so email me."),
    ("Question", "Voici ce que j'ai reçu de vous : « Je suis absente du bureau jusqu'au 3 mai. En "
     "cas d'urgence, contactez Mme Roy au 418 555-0107. » Que dois-je faire ?"),
    ("Problème de courriel", "Bonjour, mon message n'a pas pu être remis à votre adresse. Pouvez-vous "
     "me dire si vous l'avez reçu ?"),
    ("Mon dossier", "Votre demande de documents a bien été reçue. Les voici."),
    ("Accusé de réception", "Bonjour, je n'ai pas eu d'accusé de réception pour mon dossier "
     "CAR202100123456. L'avez-vous reçu ?"),
    ("Échec", "Bonjour, je n'arrive pas à payer la facture en ligne. Que faire ?"),
    ("Vacances", "Bonjour, je pars en vacances demain ; pouvez-vous faire vite ? Merci."),
    ("Re: dossier", "Merci pour votre réponse. Je vais payer la facture cette semaine."),
    ("Congé de maternité", "Bonjour, je suis en congé de maternité jusqu'en juin. Est-ce que mon "
     "résultat d'examen reste valide ?"),
    ("Merci", "Merci beaucoup !"),
    ("Mon adresse", "Ne répondez pas à mon ancienne adresse, écrivez-moi à celle-ci. Mon dossier "
     "est le CAR202100123456."),
    ("Fwd: Returned mail", "Je vous renvoie mon courriel, qui m'est revenu."),
    ("Transfert", "Bonjour, j'ai bien reçu votre message. Mon certificat est le CAR2019001234."),
    ("Absence", "Bonjour, je n'ai pas pu répondre, j'étais en vacances. Voici mon numéro de dossier."),
    ("Confirmation", "Pouvez-vous confirmer votre adresse ? Mon courriel ne passe pas."),
    ("", "svp transférer mon examen CAR2019001234 dans CAR202100123456"),
    ("Test", ""),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
def test_a_person_is_never_taken_for_a_machine(subject: str, body: str) -> None:
    message = mail(body, subject)
    assert nature(message) is Nature.PERSON
    assert signs(message) == set()


def test_auto_submitted_no_outweighs_the_words() -> None:
    subject, body = ABSENCES[0]
    assert nature(mail(body, subject, (("auto-submitted", "no"),))) is Nature.PERSON


def test_what_a_person_quotes_is_not_their_word() -> None:
    subject, body = ABSENCES[0]
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
    ["a", " ", "\n", "je suis ", "ne pas ", "votre message ", "(", "<", "@", "message automatique "]
    + ["confirm ", "user ", "click ", "adresse ", "this is the ", "jusqu'au ", "a@b.c ", "re: "],
)
def test_a_megabyte_of_anything_is_judged_at_once(seed: str) -> None:
    long = (seed * (1_000_000 // len(seed) + 1))[:1_000_000]
    headers = (("auto-submitted", "no"), ("return-path", long), ("x-mailer", long))
    for subject, sender in ((long, "a@b.ca"), ("failure notice", "mailer-daemon@b.ca")):
        structure = (Structure("1", "text/plain", content=long),)
        judge(mail(long, subject, headers, sender), structure, OFFICE)
