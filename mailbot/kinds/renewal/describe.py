"""What is shown and kept of a renewal: as of a transfer, and a last day only where one is."""

from collections.abc import Mapping
from typing import Any

from mailbot.certificates import reading
from mailbot.core.rulebook import Rules
from mailbot.kinds.renewal.request import RenewalFacts, RenewalRequest
from mailbot.values import Facts


def describe(request: RenewalRequest, facts: Facts | None, rules: Rules) -> Mapping[str, Any]:
    """Whoever was affiliated at expiry has no last day: the age of their exam does not matter."""
    told = reading.describe(request, facts, rules)
    if isinstance(facts, RenewalFacts) and facts.affiliated:
        return {**told, "last_day": None, "urgent": False}
    return told
