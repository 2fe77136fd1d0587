"""Rules read aloud: what the commands and the page for jurists say of them, in French."""

from collections.abc import Mapping
from typing import Any

from mailbot.core.french import in_full
from mailbot.core.rules.changes import ENDS, shown
from mailbot.core.rules.examples import day_that_counts
from mailbot.core.rules.rule import Example, Rule, Twin, Word
from mailbot.values import Reference

__all__ = ["ENDS", "day_aloud", "example_aloud", "parameters_aloud", "source_aloud", "staff_aloud"]


def parameters_aloud(parameters: Mapping[str, Any]) -> str:
    return " ; ".join(f"{name} = {shown(value)}" for name, value in parameters.items()) or "aucun"


def source_aloud(reference: Reference) -> str:
    verified = "vérifiée" if reference.verified else "à vérifier"
    consulted = f"consultée le {in_full(reference.consulted)}"
    return f"{reference.title}, {reference.place} ({consulted}, {verified})"


def staff_aloud(rule: Rule) -> str:
    """What the staff may do with the objection."""
    may = "Un agent peut lever l'objection" if rule.waivable else "Nul ne peut lever l'objection"
    second = ", avec un second agent" if rule.seconded else ""
    proposed = f" Proposition au personnel : {PROPOSALS[rule.proposal]}." if rule.proposal else ""
    return f"{may}{second}.{proposed}"


PROPOSALS = {
    "accept": "accepter",
    "ask": "demander ce qui manque",
    "notice": "envoyer un préavis",
    "answer": "répondre",
    "none": "aucune",
}


def day_aloud(twin: Twin, rule: Rule) -> str:
    """Which version is applied, where the examples can tell."""
    return DAYS.get(day_that_counts(twin, rule) or "", "")


DAYS = {
    "received_on": "La version appliquée est celle du jour de la réception.",
    "today": "La version appliquée est celle du jour de la décision.",
}


def example_aloud(example: Example, words: Mapping[str, Word]) -> str:
    said = " ; ".join(words[name].french(value) for name, value in example.inputs.items())
    return said or "la demande complète, telle quelle"
