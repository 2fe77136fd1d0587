"""The registry's words, in French."""

KINDS = {"temporary": "temporaire", "regular": "régulier"}
STATUSES = {
    "open": "ouvert",
    "awaiting_finalisation": "en attente de finalisation",
    "issued": "délivré",
    "closed": "fermé",
    "expired": "expiré",
    "active": "en vigueur",
    "suspended": "suspendu",
    "cancelled": "annulé",
}
OUTCOMES = {"passed": "réussi", "failed": "échoué"}
