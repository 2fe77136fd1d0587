"""draft: a letter as an agent may still change it, from what the case says and the rules heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from mailbot.config import Office
from mailbot.core.compose import answerable, letter_words
from mailbot.core.letters import canned, freehand
from mailbot.core.letters.reply import subject_of
from mailbot.core.letters.templates import render_block, render_body
from mailbot.core.notice import last_day_to_answer, observation_days
from mailbot.core.read import read
from mailbot.decided import Decided
from mailbot.edges import store
from mailbot.edges.database import rehearsal
from mailbot.edges.tables import CaseRow
from mailbot.journey import judge, languages_for
from mailbot.road.refusals import NotAllowed, NotHeld
from mailbot.values import Draft, Finding, Outcome, ParsedMail

NOTICE, DECISION = "preavis", "decision"
MACHINES = ("automatic", "bounce")
AGAINST = "notice"  #: the proposal of a ground that is against the person


@dataclass(frozen=True)
class Outline:
    """A template with its words, before an agent changed anything."""

    draft: Draft
    mail: ParsedMail
    kind: str | None = None  #: whose template it is; None: an agent's own words
    words: Mapping[str, Any] | None = None
    languages: tuple[str, ...] = ("fr",)  #: of the template as it is; an agent's own words are one


def draft(case_id: int, template: str, office: Office, now: datetime) -> Draft:
    """The letter to begin with. Raises NotAllowed when none of that sort may be sent of this case.

    `template`: renseignements, preavis, decision (as the kind has them), libre, or a canned text.
    """
    with rehearsal(office.engine) as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            raise NotHeld(f"l'affaire {case_id} n'existe pas")
        return outline(session, case, template, office, now).draft


def proposed(case: CaseRow, office: Office) -> str:
    """Which template an agent is likely to want."""
    kind = office.kinds.get(case.kind or "")
    if kind is None or not kind.drafts:
        return freehand.FREE
    if case.details.get("draft") in kind.drafts:
        return str(case.details["draft"])
    if case.noticed_until:  # its days still run
        return freehand.FREE
    likely = {"ask": kind.answers.get(Outcome.ASK, freehand.FREE), AGAINST: NOTICE}
    return likely.get(case.proposal or "", freehand.FREE)


def outline(
    session: Session, case: CaseRow, template: str, office: Office, now: datetime
) -> Outline:
    """The template over the case as it stands; the same inputs give the same text."""
    mail = read(store.raw_of(session, case), office.identity)
    if case.label in MACHINES:
        raise NotAllowed("on ne répond pas à une machine ; si une personne a écrit, nommez-le")
    if not answerable(mail):
        raise NotAllowed("aucune adresse unique et simple à qui répondre")
    if template == freehand.FREE:
        return Outline(Draft(template, subject_of(mail.subject, "Votre courriel"), ""), mail)
    kind = office.kinds.get(case.kind or "")
    if kind is None or template not in kind.drafts:
        return from_canned(template, mail, office)
    decided = judge(session, case, office, now)
    if decided.kind is not kind:
        raise NotAllowed("la demande se lit autrement depuis ; décidez-la avant d'en écrire")
    words = {
        **kind.words(decided.request, decided.facts, decided.verdict, decided.described),
        **grounds(case, template, decided, office, office.day(now)),
    }
    given = letter_words(mail, words, office.letterhead, person=True)
    source = office.templates.get_template(f"{kind.name}/{template}.txt")
    subject = subject_of(mail.subject, render_block(source, "subject", given))
    begun = Draft(template, subject, render_body(source, given))
    return Outline(begun, mail, kind.name, words, languages_for(session, case, decided))


def from_canned(template: str, mail: ParsedMail, office: Office) -> Outline:
    texts = canned.read(office.templates)
    if template not in texts:
        known = ", ".join((freehand.FREE, *texts))
        raise NotAllowed(f"« {template} » : aucune lettre de ce nom pour cette affaire ; {known}")
    chosen = texts[template]
    return Outline(Draft(template, subject_of(mail.subject, chosen.title), chosen.text), mail)


def grounds(
    case: CaseRow, template: str, decided: Decided, office: Office, today: date
) -> Mapping[str, Any]:
    """What a letter of the rules says beside its kind's words. Raises NotAllowed."""
    findings = decided.verdict.findings
    if template not in (NOTICE, DECISION):
        if not any(finding.leads_to is Outcome.ASK for finding in findings):
            raise NotAllowed("rien ne manque à cette demande : il n'y a rien à demander")
        return {}
    against = [finding for finding in findings if finding.proposal == AGAINST]
    for_another_reason = [finding.rule for finding in findings if finding.proposal != AGAINST]
    if not against:
        raise NotAllowed("aucune règle ne s'oppose à la demande elle-même : rien à refuser")
    if for_another_reason:
        # It would tell what the registry holds to somebody who may not be its holder.
        names = ", ".join(for_another_reason)
        raise NotAllowed(f"réglez d'abord ce qui fait douter de la demande : {names}")
    until = last_day(case, template, office, today)
    answered = "answered_by" in case.details
    return {"motifs": motifs(against), "until": until, "answered": answered}


def motifs(findings: list[Finding]) -> list[str]:
    """The reasons in words, without the texts they stand on: some of those are unverified."""
    return [finding.motif for finding in findings]


def last_day(case: CaseRow, template: str, office: Office, today: date) -> date:
    """Until when the person may answer; a decision is drafted only once they could."""
    rule = office.common["observation_days"]
    if template == NOTICE:
        return last_day_to_answer(today, rule)
    if case.noticed_until is None:
        raise NotAllowed("aucun préavis n'a été envoyé : il précède toute décision défavorable")
    if too_soon := observation_days(case.noticed_until, today, rule):
        raise NotAllowed(too_soon.motif)
    return case.noticed_until
