"""understand: which kind of message is this, and what exactly does it ask?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.kind import Kind
from mailbot.values import Nature, ParsedMail, Request, Ruling

UNCLEAR = "unclear"


@dataclass(frozen=True)
class Understood:
    kind: Kind
    request: Request
    read_by: Kind  #: the kind whose words describe what was read: `kind`, or the mailbox's only one
    read: Request


def understand(
    mail: ParsedMail,
    earlier: Sequence[Mapping[str, Request]],
    accepted: Iterable[str],
    kinds: Mapping[str, Kind],
    ruling: Ruling | None = None,
) -> Understood:
    """Exactly one kind must recognise the message, else it is `unclear`: never the first that fits.

    `earlier` is what `readings` gave of each earlier message of the same sender, oldest first. An
    agent's corrections replace what was read; the correction `kind` names the kind itself.
    """
    corrections = ruling.corrections if ruling else {}
    read = readings(mail, earlier, accepted, kinds, corrections)
    listening = [kind for kind in kinds.values() if kind.hears is mail.nature]
    named = corrections.get("kind")
    if named:
        matches = [kinds[named]]
    else:
        matches = [
            kind
            for kind in listening
            if (kind.name in read or mail.nature is not Nature.PERSON)
            and kind.recognise(read.get(kind.name) or kind.extract(mail, (), corrections))
        ]
    kind = matches[0] if len(matches) == 1 else kinds[UNCLEAR]
    request = read.get(kind.name) or kind.extract(mail, (), corrections)
    if kind.name in read or len(read) != 1:
        return Understood(kind, request, kind, request)
    [(only, its_reading)] = read.items()
    return Understood(kind, request, kinds[only], its_reading)


def readings(
    mail: ParsedMail,
    earlier: Sequence[Mapping[str, Request]],
    accepted: Iterable[str],
    kinds: Mapping[str, Kind],
    corrections: Mapping[str, str],
) -> dict[str, Request]:
    """What each kind that the mailbox accepts reads in the message."""
    return {
        name: kinds[name].extract(
            mail, [turn[name] for turn in earlier if name in turn], corrections
        )
        for name in accepted
    }
