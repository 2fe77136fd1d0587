"""The demonstration's messages as mail clients write them, with what the office's server adds."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from mailbot.values import Identity

OFFICE = Identity(address="infocertificat@opc.gouv.qc.ca", authserv_id="mx.opc.gouv.qc.ca")
TORONTO = ZoneInfo(OFFICE.timezone)


@dataclass(frozen=True)
class Sample:
    about: str  #: what the message shows, in a few French words
    received_at: datetime
    content: bytes


def samples() -> Iterator[Sample]:
    """The messages of inbox.toml, in the order of their receipt."""
    table = tomllib.loads(files(__package__).joinpath("inbox.toml").read_text("utf-8"))
    for one in table["message"]:
        received_at = one["received"].replace(tzinfo=TORONTO)
        written = raw(one) if "raw" in one else by_client(one, received_at)
        yield Sample(one["about"], received_at, trace(one, received_at) + written)


def trace(one: Mapping[str, Any], received_at: datetime) -> bytes:
    """What the office's own server writes above what it receives (RFC 5321, RFC 8601)."""
    sender, server = one["from"], OFFICE.authserv_id
    domain = sender.rpartition("@")[2].rstrip(">")
    found = one.get("authentication", f"dmarc=pass header.from={domain}")
    lines = [
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.25])",
        f"\tby {server} (Postfix) with ESMTPS id {token(one)[:10].upper()}",
        f"\tfor <{OFFICE.address}>; {format_datetime(received_at)}",
        f"Authentication-Results: {server}; {found}",
    ]
    if one.get("null_return_path"):
        lines.insert(0, "Return-Path: <>")
    return "".join(f"{line}\r\n" for line in lines).encode()


def token(one: Mapping[str, Any]) -> str:
    """The same for the same message, every time."""
    return hashlib.sha256(one["about"].encode()).hexdigest()


def raw(one: Mapping[str, Any]) -> bytes:
    text: str = one["raw"]
    return text.lstrip("\n").replace("\n", "\r\n").encode()


def by_client(one: Mapping[str, Any], received_at: datetime) -> bytes:
    """One person's message, in the shape that her mail program gives it."""
    mail = EmailMessage(policy=SMTP.clone(cte_type="8bit" if one["client"] == "zimbra" else "7bit"))
    mail["From"], mail["To"] = one["from"], OFFICE.address
    mail["Subject"] = one["subject"]
    mail["Date"] = format_datetime(received_at)
    domain = one["from"].rpartition("@")[2].rstrip(">")
    mail["Message-ID"] = f"<{token(one)[:20]}@{domain}>"
    for name, value in one.get("headers", {}).items():
        mail[name] = value
    CLIENTS[one["client"]](mail, one["text"].strip() + "\n")
    mail.set_boundary(f"={token(one)[20:40]}") if mail.is_multipart() else None
    return mail.as_bytes()


def gmail(mail: EmailMessage, text: str) -> None:
    mail.set_content(text)
    lines = "<br>".join(escape(line) for line in text.splitlines())
    mail.add_alternative(f'<div dir="ltr">{lines}</div>\n', subtype="html")


def outlook(mail: EmailMessage, text: str) -> None:
    """Windows-1252, a stack of Word paragraphs, both views."""
    mail["X-Mailer"] = "Microsoft Outlook 16.0"
    mail["Thread-Topic"] = mail["Subject"]
    mail.set_content(text, charset="windows-1252", cte="quoted-printable")
    paragraphs = "".join(
        f'<p class="MsoNormal">{escape(line) or "&nbsp;"}<o:p></o:p></p>\n'
        for line in text.splitlines()
    )
    html = (
        f"<html><head><style>p.MsoNormal{{margin:0}}</style></head><body>{paragraphs}</body></html>"
    )
    mail.add_alternative(html, subtype="html", charset="windows-1252", cte="quoted-printable")


def iphone(mail: EmailMessage, text: str) -> None:
    mail["X-Mailer"] = "iPhone Mail (18C66)"
    mail.set_content(f"{text}\nEnvoyé de mon iPhone\n", cte="quoted-printable")


def thunderbird(mail: EmailMessage, text: str) -> None:
    mail["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:78.0) Thunderbird/78.7.1"
    mail.set_content(text, params={"format": "flowed"})


def zimbra(mail: EmailMessage, text: str) -> None:
    mail["X-Mailer"] = "Zimbra 8.8.15_GA_3996 (ZimbraWebClient)"
    mail.set_content(text, cte="8bit")


def yahoo(mail: EmailMessage, text: str) -> None:
    """HTML only, the numbers in bold."""
    lines = "".join(f"<div>{escape(line)}<br></div>" for line in text.splitlines())
    mail.set_content(
        f'<html><body><div style="font-size:13px">{lines}</div></body></html>', subtype="html"
    )


CLIENTS = {
    "gmail": gmail,
    "outlook": outlook,
    "iphone": iphone,
    "thunderbird": thunderbird,
    "zimbra": zimbra,
    "yahoo": yahoo,
}
