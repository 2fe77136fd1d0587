"""The préavis: how long the person has to answer before a decision against them (J-3, s. 5)."""

from datetime import date

from mailbot.core.kind import says, takes
from mailbot.core.rules.calendar import DAYS_OFF, working_day_after
from mailbot.core.rules.rule import COUNT, Rule
from mailbot.values import Finding


@says("until")
@takes(days=COUNT, also=DAYS_OFF)
def observation_days(until: date, today: date, rule: Rule) -> Finding | None:
    """Have the days to answer passed? `until`: the last of them, fixed when the notice was sent."""
    if today > until:
        return None
    return rule.objection(rule.on(today), until=until)


def last_day_to_answer(sent_on: date, rule: Rule) -> date:
    """Working days after the one of sending, which is not counted. Raises NoRuleInForce."""
    parameters = rule.on(sent_on).parameters
    return working_day_after(sent_on, parameters["days"], parameters["also"])
