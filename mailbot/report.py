"""A decision in the words of the commands: one JSON object, or lines for a reader."""

from datetime import datetime
from typing import Any

from mailbot.decided import Decided
from mailbot.values import Outcome


def as_json(file: str, received_at: datetime, decided: Decided) -> dict[str, Any]:
    """The keys are a contract (design.md section 4)."""
    described, verdict, kind = decided.described, decided.verdict, decided.kind
    return {
        "file": file,
        "received_at": received_at.isoformat(),
        "class": kind.label,
        "request": kind.name if kind.perform else None,
        "dossier_number": described.get("dossier_number"),
        "certificate_number": described.get("certificate_number"),
        "intent": bool(described.get("intent")) if kind.label == "request" else False,
        "question": described.get("question") if kind.label == "request" else None,
        "decision": verdict.outcome.word,
        "reasons": list(verdict.reasons),
        "proposal": verdict.proposal if verdict.outcome is Outcome.REVIEW else None,
        "reply": kind.answers.get(verdict.outcome),
        "last_day": described.get("last_day"),
        "evidence": [
            {
                "field": evidence.field,
                "value": evidence.value,
                "quote": evidence.quote,
                "part": evidence.part,
                "start": evidence.start,
                "end": evidence.end,
                "repaired": evidence.repaired,
            }
            for evidence in decided.understood.read.evidence
        ],
    }
