"""The examples of rules on certificates: a request to which no rule objects, changed word by word.

Anne Roy, whose temporary certificate expired on 31 December 2020 and who passed on 3 March 2020,
writes from the address of her new, open dossier and gives both numbers. What an example says of
the day of decision, `today`, is the day of receipt too, unless it gives `received_on`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mailbot.certificates.records import (
    Certificate,
    CertificateFacts,
    CertificateRequest,
    Dossier,
    Exam,
    Given,
    Holder,
)
from mailbot.values import Authentication, Nature, Sign

ANNE = Holder("Roy", "Anne", date(1985, 2, 14))
ADDRESS, ELSEWHERE = "anne.roy@example.org", "quelqu.un@example.net"
DOSSIER, CERTIFICATE, ANOTHER = "CAR202100418823", "CAR2019003417", "CAR202100755001"
DAY, PASSED_ON, LAST_VALID_ON = date(2021, 3, 1), date(2020, 3, 3), date(2020, 12, 31)


def set_up(inputs: Mapping[str, Any]) -> tuple[CertificateRequest, CertificateFacts]:
    today = inputs.get("today", inputs.get("received_on", DAY))
    return _request(inputs, inputs.get("received_on", today)), _facts(inputs, today)


def _request(inputs: Mapping[str, Any], received_on: date) -> CertificateRequest:
    return CertificateRequest(
        sender=ADDRESS if inputs.get("one_sender", True) else "",
        sender_name="Anne Roy",
        authentication=Authentication(inputs.get("authenticated", True), "dmarc=fail"),
        received_on=received_on,
        nature=Nature(inputs.get("writer", "person")),
        signs=(Sign(inputs["sign"], ""),) if "sign" in inputs else (),
        dossier=_given(inputs.get("dossier", "given"), DOSSIER, ANOTHER),
        certificate=_given(inputs.get("certificate", "given"), CERTIFICATE, "CAR2018000112"),
        intent=inputs.get("intent", True),
        recognised=True,
    )


def _given(how: str, number: str, another: str) -> Given:
    match how:
        case "missing":
            return Given()
        case "malformed":
            return Given(malformed=(number[:-1],))
        case "several":
            return Given((number, another))
        case _:
            return Given((number,))


def _facts(inputs: Mapping[str, Any], today: date) -> CertificateFacts:
    dossier, certificate = inputs.get("dossier", "given"), inputs.get("certificate", "given")
    return CertificateFacts(
        today,
        dossier_number=DOSSIER if dossier in ("given", "unknown") else None,
        certificate_number=CERTIFICATE if certificate in ("given", "unknown") else None,
        dossier=_dossier(inputs) if dossier == "given" else None,
        certificate=_certificate(inputs) if certificate == "given" else None,
        exams=_exams(inputs) if certificate == "given" else (),
    )


def _dossier(inputs: Mapping[str, Any]) -> Dossier:
    here = inputs.get("transferred") == "here"
    return Dossier(
        DOSSIER,
        inputs.get("dossier_status", "awaiting_finalisation" if here else "open"),
        _holder(inputs.get("holders", "same")),
        _address(inputs.get("dossier_address", "sender")),
        has_result=inputs.get("result_in_dossier", here),
    )


def _certificate(inputs: Mapping[str, Any]) -> Certificate:
    return Certificate(
        CERTIFICATE,
        inputs.get("certificate_kind", "temporary"),
        inputs.get("certificate_status", "expired"),
        ANNE,
        _address(inputs.get("certificate_address", "sender")),
        inputs.get("last_valid_on", LAST_VALID_ON),
    )


def _holder(which: str) -> Holder:
    """The dossier's; the certificate's is Anne Roy, born 14 February 1985."""
    match which:
        case "accents":
            return replace(ANNE, family_name="ROY", given_name="Ànne")
        case "other name":
            return replace(ANNE, family_name="Tremblay")
        case "other birth date":
            return replace(ANNE, birth_date=date(1985, 2, 15))
        case "unknown birth date":
            return replace(ANNE, birth_date=None)
        case _:
            return ANNE


def _address(whose: str) -> str:
    return {"sender": ADDRESS, "other": ELSEWHERE, "none": ""}[whose]


def _exams(inputs: Mapping[str, Any]) -> tuple[Exam, ...]:
    place = {"here": DOSSIER, "elsewhere": ANOTHER}.get(inputs.get("transferred", "nowhere"))
    failed = Exam(1, "failed", date(2019, 11, 4), None)
    passed = Exam(2, "passed", inputs.get("passed_on", PASSED_ON), place)
    return {
        "passed": (passed,),
        "failed": (failed,),
        "failed then passed": (failed, passed),
        "none": (),
        "undated": (replace(passed, passed_on=None),),
    }[inputs.get("exam", "passed")]
