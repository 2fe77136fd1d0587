"""The clues in the MIME tree: reports, calendar answers, returned messages."""

import re
from collections.abc import Iterator

from mailbot.core.machines.clues import Clue, Matter, Place, clue
from mailbot.core.mime.tree import Structure

_DELIVERY = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPT = frozenset(
    {"message/disposition-notification", "message/global-disposition-notification"}
)
_OTHER_REPORTS = {"message/feedback-report": "feedback-report", "application/tlsrpt+gzip": "report"}
_ORIGINAL = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})
# An answer to an invitation, or its cancelling (RFC 5546): the calendar wrote it. An invitation
# (REQUEST) and an event sent along (PUBLISH) come with what a person writes.
_ANSWERS = frozenset({"reply", "counter", "declinecounter", "refresh", "cancel"})
_METHOD = re.compile(r"^METHOD[^:\r\n]{0,80}:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_DISPOSITION = re.compile(r"^Disposition\s*:\s*(.{1,200})", re.IGNORECASE | re.MULTILINE)


def structure_clues(structure: tuple[Structure, ...]) -> Iterator[Clue]:
    """What lies within a forwarded message (its path has a slash) says nothing of this one."""
    own = [part for part in structure if "/" not in part.path]
    report = next((part for part in own if part.media_type == "multipart/report"), None)
    kinds = {part.media_type for part in own}
    if report is not None:
        yield _report(report, kinds, whole=report is own[0])
    elif own and own[0].media_type in _DELIVERY:
        yield _proof("delivery-status", own[0].media_type, Matter.DELIVERY)
    elif kinds & _DELIVERY and kinds & _ORIGINAL:
        yield clue("delivery-status", "message/delivery-status", Place.STRUCTURE, Matter.DELIVERY)
    yield from _calendar(own)
    yield from _returned(own)


def _report(report: Structure, kinds: set[str], whole: bool) -> Clue:
    """RFC 6522: what sort of report, by its parameter, else by its parts."""
    said = dict(report.params).get("report-type", "").lower()
    if kinds & _DELIVERY or said == "delivery-status":
        name, matter = "delivery-status", Matter.DELIVERY
    elif kinds & _RECEIPT or said == "disposition-notification":
        name, matter = "disposition-notification", Matter.ROBOT
    elif kinds & _OTHER_REPORTS.keys() or said in ("feedback-report", "tlsrpt"):
        name, matter = "feedback-report", Matter.ROBOT
    else:
        name, matter = "report", Matter.ROBOT
    quote = f"multipart/report; report-type={said}" if said else "multipart/report"
    return clue(name, quote, Place.STRUCTURE, matter, proof=whole or name != "report")


def _proof(name: str, quote: str, matter: Matter) -> Clue:
    return clue(name, quote, Place.STRUCTURE, matter, proof=True)


def _calendar(own: list[Structure]) -> Iterator[Clue]:
    for part in own:
        if part.media_type != "text/calendar":
            continue
        found = _METHOD.search(part.content[:20_000])
        method = (dict(part.params).get("method") or (found.group(1) if found else "")).lower()
        if method in _ANSWERS:
            shown = part.disposition != "attachment"
            yield clue("calendar-answer", f"METHOD:{method.upper()}", Place.STRUCTURE, proof=shown)
        elif method == "request" and part.disposition != "attachment":
            yield clue("calendar-invitation", "METHOD:REQUEST", Place.STRUCTURE)


def _returned(own: list[Structure]) -> Iterator[Clue]:
    """A message sent back whole: a witness only beside the words of a mail system."""
    for part in own:
        if part.media_type in _ORIGINAL and part is not own[0]:
            yield clue("returned-message", part.media_type, Place.STRUCTURE, Matter.DELIVERY)
            return
