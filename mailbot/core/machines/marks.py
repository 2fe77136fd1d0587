"""The clues in the header: what programs write there of themselves."""

import re
from collections.abc import Iterator

from mailbot.core.letters.own_id import is_own_id
from mailbot.core.machines.clues import Clue, Matter, Place, clue
from mailbot.core.senders.trace import own_block
from mailbot.values import Identity, ParsedMail

_COMMENT = re.compile(r"\([^()]{0,400}\)")
_NO = frozenset({"no", "non", "false", "0", "off", "none"})
_LONGEST = 2_000  # characters of a field that are read
_PRECEDENCE = re.compile(r"\s*(?:bulk|list|junk|auto[_-]?reply)\b", re.IGNORECASE)
_NULL_PATH = re.compile(r"<\s*>|<?mailer-daemon\b.*", re.IGNORECASE)

_PROGRAM_PATH = re.compile(
    r"(?:(?:no|do-?not|dont)[-_.]?reply|ne-?pas-?repondre|root|cron|www-data|apache|nobody)@.*",
    re.IGNORECASE,
)

# RFC 3834 section 2 names one field; these are the vendors' older ones. X-Auto-Response-Suppress
# is not among them: Outlook writes it on what people write, and it only speaks to other programs.
_VENDOR = re.compile(
    r"x-(?:mail-?)?auto-?(?:matic)?-?(?:repl(?:y|ied)|respon(?:d|ds|der|se)|generated|notify)"
    r"(?!-suppress)[\w-]*|x-vacation[\w-]*|x-fc-machinegenerated|x-cron-env|autoreply|auto-generated"
    r"|x-ms-exchange-generated-message-source|x-amazon-auto-reply|x-away|x-out-?of-?office|x-apple-action"
)
_LIST = re.compile(
    r"list-(?:id|post|help|subscribe|owner|archive)|(?:x-)?mailing-list|x-beenthere"
    r"|x-mailman-version|x-listserver|x-list-host"
)
_NDR = frozenset({"x-ms-exchange-message-is-ndr", "x-failed-recipients"})
_MASS = re.compile(
    r"feedback-id|list-unsubscribe-post|x-campaign[\w-]*|x-mc-user|x-sg-eid|x-msfbl|x-csa-complaints"
    r"|x-mailchimp[\w-]*|x-mailin-[\w-]+|x-cyberimpact[\w-]*|x-newsletter[\w-]*|x-bulk[\w-]*"
    r"|x-mj-[\w-]+|x-emailid|x-report-abuse[\w-]*"
)
_TICKETS = re.compile(
    r"x-(?:otrs|glpi|zendesk|freshdesk|jira|github|gitlab|bugzilla|redmine|hubspot|servicenow)[\w-]*"
    r"|x-rt-[\w-]+|rt-ticket|rt-originator|x-ms-exchange-inbox-rules-loop|x-loop"
)
_ROBOT_AGENT = re.compile(
    r"vacation|auto-?(?:respond|reply)|mailman|listserv|majordomo|sympa\b|ezmlm|bugzilla"
    r"|cron\b|nagios|mail delivery",
    re.IGNORECASE,
)
_MASS_AGENT = re.compile(
    r"mailchimp|sendinblue|brevo|cyberimpact|constant ?contact|campaign|envoi ?masse|mass ?mail"
    r"|mailjet|dialog ?insight|newsletter|infolettre|mailpoet|acymailing|phplist",
    re.IGNORECASE,
)
_LIBRARY = re.compile(r"libwww-perl|python-(?:requests|urllib)|^curl|^wget|\blwp\b", re.IGNORECASE)
_TAGGED = re.compile(r"\s*(?:re ?:\s*)?\[[\w .-]{2,60}\]", re.IGNORECASE)
_CONTENT_CLASS = re.compile(r"urn:content-classes:(dsn|mdn)", re.IGNORECASE)


def field_clues(mail: ParsedMail, identity: Identity) -> Iterator[Clue]:
    """From the fields of the message itself, and from the spam filter of the office's server."""
    for name, value in ((name, value[:_LONGEST].strip()) for name, value in mail.headers):
        found = _standard(name, value) or _vendor(name, value)
        if found:
            yield found
    yield from _return_path(mail)
    yield from _through_a_list(mail)
    yield from _our_own(mail, identity)
    yield from _spam(mail, identity)


def _standard(name: str, value: str) -> Clue | None:
    if name == "auto-submitted" and value and not _says_no(value):
        return clue("auto-submitted", value, Place.FIELD, proof=True)
    if name in ("precedence", "x-precedence") and _PRECEDENCE.match(value):
        return clue("precedence", value, Place.FIELD, Matter.BULK, proof=True)
    if _LIST.fullmatch(name):
        return clue("mailing-list", f"{name}: {value}", Place.FIELD, Matter.BULK, proof=True)
    if name == "list-unsubscribe":
        return clue("list-unsubscribe", value, Place.FIELD, Matter.BULK)
    if name == "content-class" and (found := _CONTENT_CLASS.search(value)):
        matter = Matter.DELIVERY if found.group(1).lower() == "dsn" else Matter.ROBOT
        return clue("content-class", value, Place.FIELD, matter, proof=True)
    return None


def _vendor(name: str, value: str) -> Clue | None:
    if name in _NDR:
        return clue("non-delivery", f"{name}: {value}", Place.FIELD, Matter.DELIVERY, proof=True)
    if _VENDOR.fullmatch(name) and not _says_no(value):
        return clue("vendor-header", f"{name}: {value}", Place.FIELD, proof=True)
    if name in ("x-mailer", "user-agent") and _ROBOT_AGENT.search(value):
        return clue("robot-program", value, Place.FIELD, proof=True)
    if _MASS.fullmatch(name) or (name == "x-mailer" and _MASS_AGENT.search(value)):
        return clue("mass-mailing", f"{name}: {value}", Place.FIELD, Matter.BULK)
    if _TICKETS.fullmatch(name) or (name == "user-agent" and _LIBRARY.search(value)):
        return clue("program-header", f"{name}: {value}", Place.FIELD)
    return None


def _says_no(value: str) -> bool:
    """`no`, whatever its comments and parameters (RFC 3834 section 5)."""
    words = _COMMENT.sub(" ", value).replace(";", " ").lower().split()
    return bool(words) and words[0] in _NO


def _return_path(mail: ParsedMail) -> Iterator[Clue]:
    """The topmost is the server's; the null path is a mail system's (RFC 5321 section 4.5.5)."""
    paths = [value[:_LONGEST].strip() for name, value in mail.headers if name == "return-path"]
    null = [bool(_NULL_PATH.fullmatch(value)) for value in paths]
    if any(null):
        yield clue("null-return-path", paths[null.index(True)], Place.FIELD, proof=null[0])
    elif paths and _PROGRAM_PATH.fullmatch(paths[0].strip(" <>")):
        yield clue("program-path", paths[0], Place.FIELD)


def _through_a_list(mail: ParsedMail) -> Iterator[Clue]:
    """A list that writes no List-Id: it tags the subject, and has answers come to itself."""
    sender = mail.header("sender") or ""
    lists = {address.address for address in mail.reply_to} - {each.address for each in mail.senders}
    if _TAGGED.match(mail.subject) and any(address in sender.lower() for address in lists):
        yield clue("mailing-list", sender, Place.FIELD, Matter.BULK, proof=True)


def _our_own(mail: ParsedMail, identity: Identity) -> Iterator[Clue]:
    addresses = {sender.address.lower() for sender in mail.senders}
    if addresses == {identity.address.lower()}:
        yield clue("own-mail", identity.address, Place.SENDER, proof=True)
    if is_own_id(mail.message_id, identity.address.rpartition("@")[2]):
        # A letter that some server sent on under another From, and without Auto-Submitted.
        yield clue("own-identifier", mail.message_id, Place.FIELD, proof=True)
    if any(name == "x-loop" and identity.address in value.lower() for name, value in mail.headers):
        yield clue("own-loop", identity.address, Place.FIELD, proof=True)


def _spam(mail: ParsedMail, identity: Identity) -> Iterator[Clue]:
    """Only what the office's own server says: anybody else can write these fields too."""
    for name, value in own_block(mail.headers, identity):
        said = value.strip().lower()
        tagged = (
            (
                name in ("x-spam-flag", "x-spam", "x-spam-status")
                and said.startswith(("yes", "true"))
            )
            or (name == "x-ms-exchange-organization-scl" and said.isdigit() and int(said) >= 5)
            or (name == "x-forefront-antispam-report" and re.search(r"\bsfv:sp[mb]\b", said))
        )
        if tagged:
            yield clue("spam", f"{name}: {value}", Place.FIELD, Matter.BULK, proof=True)
            return
