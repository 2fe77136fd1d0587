"""What no kind of request recognises: a person reads it."""

from mailbot.core.kind import Kind
from mailbot.kinds.unclear.registry import UnclearFacts, look_up
from mailbot.kinds.unclear.understand import UnclearRequest, extract, propose, recognise
from mailbot.values import Nature


def closes(request: UnclearRequest, facts: UnclearFacts) -> str | None:
    """Thanks for what we did, and nothing more: nobody needs to read it."""
    return "remerciement" if request.thanks and facts.answered else None


KIND = Kind(
    name="unclear",
    label="other",
    hears=Nature.PERSON,
    recognise=recognise,
    extract=extract,
    look_up=look_up,
    facts=UnclearFacts,
    closes=closes,
    propose=propose,
)
