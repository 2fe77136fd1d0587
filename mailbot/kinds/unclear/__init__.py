"""What no kind of request recognises: a person reads it."""

from mailbot.core.kind import Kind
from mailbot.kinds.unclear.understand import extract, propose, recognise
from mailbot.values import Nature

KIND = Kind(
    name="unclear",
    label="other",
    hears=Nature.PERSON,
    recognise=recognise,
    extract=extract,
    propose=propose,
)
