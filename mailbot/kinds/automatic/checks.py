"""The rule that every kind shares: a person wrote. A machine is never answered (RFC 3834)."""

from mailbot.core.kind import says
from mailbot.core.rulebook import Rule
from mailbot.kinds.automatic.signs import signs_in_french
from mailbot.values import Facts, Finding, Nature, Request


@says("signs")
def sender_human(request: Request, facts: Facts, rule: Rule) -> Finding | None:
    """The day of receipt counts: whether a machine wrote does not change afterwards."""
    if request.nature is Nature.PERSON:
        return None
    return rule.objection(rule.on(request.received_on), signs=signs_in_french(request.signs))
