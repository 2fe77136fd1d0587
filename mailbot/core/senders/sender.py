"""Is the message from the address that it bears? The office's own server's word, and no other's."""

from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from publicsuffixlist import PublicSuffixList

from mailbot.core.senders.authres import Result, Results, parse
from mailbot.core.senders.trace import own_block
from mailbot.values import Address, Authentication, Identity

# What dmarc says when it does not fail: the domain has no policy, or it could not be looked up.
_DMARC_SILENT = frozenset({"none", "temperror", "permerror", "bestguesspass"})


def authenticate(
    headers: tuple[tuple[str, str], ...],
    senders: tuple[Address, ...],
    reply_to: tuple[Address, ...],
    identity: Identity,
) -> Authentication:
    """The rule `sender_authenticated` (domain.md section 6): never raises, and in doubt says no."""
    results = own_results(headers, identity)
    shown = tuple(str(result) for result in results)
    objection = _several(senders) or _elsewhere(headers, senders, reply_to)
    if objection:
        return Authentication(False, objection, shown)
    if not results:
        return Authentication(False, "le serveur de l'Office n'a rien attesté de l'expéditeur")
    passed, why = _weigh(results, ascii_domain(senders[0].domain))
    return Authentication(passed, why, shown)


def own_results(headers: tuple[tuple[str, str], ...], identity: Identity) -> tuple[Result, ...]:
    """What the office's server wrote in its own block of fields (RFC 8601 section 5).

    The topmost field rules. Others of the same block (one program for SPF, another for DKIM) only
    add the methods on which those above are silent: a copy written below changes nothing.
    """
    fields = [
        parse(value)
        for name, value in own_block(headers, identity)
        if name == "authentication-results"
    ]
    if not fields:
        return ()
    if not fields[0].authserv_id and identity.anonymous_authserv:
        return fields[0].results
    ours = identity.authserv_id.lower()
    return _merged(takewhile(lambda field: field.authserv_id == ours, fields))


def _merged(fields: Iterable[Results]) -> tuple[Result, ...]:
    merged: list[Result] = []
    for field in fields:
        said = {result.method for result in merged}
        merged.extend(
            result
            for result in field.results
            if result.method not in said or (result.method == "dmarc" and result.value == "fail")
        )
    return tuple(merged)


def _several(senders: tuple[Address, ...]) -> str:
    addresses = {_canonical(sender) for sender in senders}
    if len(senders) == 0 or not senders[0].address:
        return "aucune adresse d'expéditeur"
    return "plusieurs adresses d'expéditeur" if len(addresses) > 1 else ""


def _elsewhere(
    headers: tuple[tuple[str, str], ...],
    senders: tuple[Address, ...],
    reply_to: tuple[Address, ...],
) -> str:
    """Reply-To must be absent or the same: else an answer would go where nobody vouched for."""
    if any(_canonical(address) != _canonical(senders[0]) for address in reply_to):
        return "l'adresse de réponse n'est pas celle de l'expéditeur"
    unread = any(name == "reply-to" and value.strip() for name, value in headers)
    return "l'adresse de réponse est illisible" if unread and not reply_to else ""


def _weigh(results: tuple[Result, ...], domain: str) -> tuple[bool, str]:
    dmarc = [result for result in results if result.method == "dmarc"]
    failed = [result for result in dmarc if result.value not in _DMARC_SILENT | {"pass"}]
    if failed:
        return False, f"dmarc={failed[0].value} pour {domain}"
    if dmarc and all(_says_pass(result, domain) for result in dmarc):
        return True, f"dmarc=pass pour {domain}"
    for result in results:
        if result.method == "dkim" and result.value == "pass" and _aligned(_signer(result), domain):
            return True, f"dkim=pass, signé par {_signer(result)}"
    mailfrom = [result for result in results if result.method == "spf" and _envelope(result)]
    if mailfrom and all(
        result.value == "pass" and _aligned(_envelope(result), domain) for result in mailfrom
    ):
        return True, f"spf=pass pour {_envelope(mailfrom[0])}"
    return False, f"ni dmarc, ni spf, ni dkim n'est réussi pour {domain}"


def _says_pass(result: Result, domain: str) -> bool:
    """The domain judged is the From domain, or the organisational one whose policy it follows."""
    judged = ascii_domain(_after_at(result.property("header.from") or domain))
    return result.value == "pass" and judged in (domain, organisation(domain))


def _signer(result: Result) -> str:
    return ascii_domain(_after_at(result.property("header.d", "header.i") or ""))


def _envelope(result: Result) -> str:
    """The domain of the return path: HELO alone is not aligned with anything (RFC 7489, 3.1.2)."""
    return ascii_domain(_after_at(result.property("smtp.mailfrom", "smtp.mail") or ""))


def _aligned(authenticated: str, domain: str) -> bool:
    """Relaxed alignment (RFC 7489 section 3.1): the same organisational domain."""
    if not authenticated or not domain:
        return False
    own = organisation(domain)
    return authenticated == domain or (own is not None and own == organisation(authenticated))


def _canonical(address: Address) -> str:
    local = address.address.rpartition("@")[0]
    return f"{local.lower()}@{ascii_domain(address.domain)}"


def _after_at(value: str) -> str:
    return value.rpartition("@")[2]


def ascii_domain(domain: str) -> str:
    """The domain as the DNS spells it, so that a Cyrillic letter shows (RFC 5890)."""
    lowered = domain.strip().strip("<>").rstrip(".").lower()
    if lowered.isascii() or len(lowered) > 253:
        return lowered
    try:
        return lowered.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return lowered


def organisation(domain: str) -> str | None:
    """The organisational domain by the public suffix list; None for a suffix or nonsense."""
    if len(domain) > 253:
        return None
    found: str | None = _suffixes().privatesuffix(domain)
    return found


@cache
def _suffixes() -> PublicSuffixList:
    """The list that the package carries, read once: it is data, and never changes in a run."""
    return PublicSuffixList()
