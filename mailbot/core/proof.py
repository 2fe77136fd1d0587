"""What of an audit row proves and stays, and what speaks of a person and may be purged one day.

What is not named here is taken for personal: a new event needs no line of this module to be safe.
"""

from collections.abc import Mapping
from typing import Any

NOTHING = object()  # None is a value

# True: kept whole. A mapping: kept in part, of a mapping or of each one in a list.
Shape = Mapping[str, Any]

REFERENCE = {"title": True, "place": True, "consulted": True, "verified": True}
FINDING = {
    "rule": True,
    "leads_to": True,
    "since": True,
    "reference": REFERENCE,
    "waivable": True,
    "seconded": True,
    "proposal": True,
}
PROOF: Shape = {
    "version": True,  # of the code
    "rules": True,  # SHA-256 over every rule file, which edges/archive keeps
    "message_sha256": True,
    "received_at": True,
    "kind": True,
    "accepted": True,  # the kinds it could be of
    "identity": True,  # the office's: its address, the name of its mail server
    "outcome": True,
    "proposal": True,
    "findings": FINDING,
    "escalated": FINDING,
    "satisfied": True,
    "waived": True,
    "answerable": True,
    "facts": {"today": True, "asked": True},
    "ruling": {"by": True, "waived": True, "closed": True, "seconded": True},
    "letter": True,  # the Message-ID of ours
    "letter_sha256": True,  # of its bytes; to whom it is addressed is personal
    # of a purge
    "purged": True,  # how far it went
    "rows": True,  # the audit rows it emptied, with the SHA-256 of what stays of each
    "letters": True,  # Message-ID of each letter destroyed, with the SHA-256 of its bytes
    # of the registry and of the incidents: what was changed, not what it said
    "record": True,
    "fields": True,
    "incident": True,
    "counts": True,
}


def parted(data: Mapping[str, Any], shape: Shape = PROOF) -> tuple[dict[str, Any], dict[str, Any]]:
    """The proof, and the personal part, which `joined` puts together again."""
    proof: dict[str, Any] = {}
    personal: dict[str, Any] = {}
    for name, value in data.items():
        kept, sealed = _parted(value, shape.get(name))
        if sealed is not NOTHING:
            personal[name] = sealed
        if kept is not NOTHING:
            proof[name] = kept
    return proof, personal


def _parted(value: Any, wanted: Any) -> tuple[Any, Any]:
    """What is kept of one value and what is sealed, NOTHING where there is none."""
    if wanted is True or value is None:
        return value, NOTHING
    if isinstance(wanted, Mapping) and isinstance(value, Mapping):
        proof, personal = parted(value, wanted)
        return proof, personal or NOTHING
    if isinstance(wanted, Mapping) and _is_list_of_mappings(value):
        pairs = [parted(one, wanted) for one in value]
        some = any(personal for _, personal in pairs)
        return [one for one, _ in pairs], [one for _, one in pairs] if some else NOTHING
    return NOTHING, value


def joined(proof: Any, personal: Any) -> Any:
    """The whole again: as it was written, or what a purge has left of it."""
    if isinstance(proof, Mapping) and isinstance(personal, Mapping):
        both = proof.keys() & personal.keys()
        together = {name: joined(proof[name], personal[name]) for name in both}
        return {**proof, **personal, **together}
    return [joined(*pair) for pair in zip(proof, personal, strict=True)]


def _is_list_of_mappings(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)
