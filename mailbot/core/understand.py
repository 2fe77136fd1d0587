"""understand: which kind of message is this, and what exactly does it ask?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mailbot.core.kind import Kind
from mailbot.values import Nature, ParsedMail, Request, Ruling, Sign

UNCLEAR = "unclear"
SPAM = "spam"  # an agent's word for it; to mailbot, mail that is never answered


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
    agent's corrections replace what was read; the correction `kind` names the kind itself, and the
    ruling's `label` its class. ValueError, in French, when there is no such kind.
    """
    corrections = ruling.corrections if ruling else {}
    read = readings(mail, earlier, accepted, kinds, corrections)
    listening = [kind for kind in kinds.values() if kind.hears is mail.nature]
    named = named_kind(ruling, accepted, kinds)
    if named:
        matches = [named]
    else:
        matches = [
            kind
            for kind in listening
            if (kind.name in read or mail.nature is not Nature.PERSON)
            and kind.recognise(read.get(kind.name) or kind.extract(mail, (), corrections))
        ]
    kind = matches[0] if len(matches) == 1 else kinds[UNCLEAR]
    request = read.get(kind.name) or kind.extract(mail, (), corrections)
    if named and ruling and request.nature is not kind.hears:
        request = written_by(kind.hears, request, ruling)
    if kind.name in read or len(read) != 1:
        return Understood(kind, request, kind, request)
    [(only, its_reading)] = read.items()
    return Understood(kind, request, kinds[only], its_reading)


def named_kind(
    ruling: Ruling | None, accepted: Iterable[str], kinds: Mapping[str, Kind]
) -> Kind | None:
    """The kind an agent names, by itself or by its class; None when they name none."""
    if ruling is None or not (ruling.label or ruling.corrections.get("kind")):
        return None
    name = ruling.corrections.get("kind")
    if name:
        if name not in kinds:
            raise ValueError(f"« {name} » : genre inconnu ; il y a : {', '.join(sorted(kinds))}.")
        return kinds[name]
    label = "automatic" if ruling.label == SPAM else ruling.label
    taken = set(accepted)
    fit = [k for k in kinds.values() if k.label == label and (not k.perform or k.name in taken)]
    if len(fit) != 1:
        several = " ou ".join(f"kind={kind.name}" for kind in fit) or "aucun ici"
        raise ValueError(f"« {ruling.label} » ne dit pas de quel genre : {several}.")
    return fit[0]


def written_by(nature: Nature, request: Request, ruling: Ruling) -> Request:
    """Who wrote, as the agent sees it: a sign of a machine that the agent gives bears that name."""
    sign = Sign("agent-spam" if ruling.label == SPAM else "agent", "")
    signs = request.signs if nature is Nature.PERSON else (*request.signs, sign)
    return replace(request, nature=nature, signs=signs)


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
