"""One config.toml for tests: servers on loopback, everything else as an office would have it."""

from pathlib import Path

from mailbot.demo.world import PASSWORD, USER

TEXT = """[office]
address = "infocertificat@opc.gouv.qc.ca"
clock = "received"
[database]
url = "{url}"
[mailbox.infocertificat]
host = "127.0.0.1"
port = {imap}
security = "plain"
username = "{user}"
password = "{password}"
{mailbox}
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
{server}
[identity]
authserv_id = "mx.opc.gouv.qc.ca"
"""


def write_config(
    folder: Path,
    *,
    url: str,
    imap: int,
    smtp: int,
    user: str = USER,
    password: str = PASSWORD,
    mailbox: str = "",
    server: str = "",
) -> Path:
    """`mailbox` and `server`: more lines of [mailbox.infocertificat] and of [smtp]."""
    path = folder / "config.toml"
    words = {"url": url, "imap": imap, "smtp": smtp, "user": user, "password": password}
    path.write_text(TEXT.format(**words, mailbox=mailbox, server=server), encoding="utf-8")
    return path


def ask(number: int) -> bytes:
    """A request without its numbers, which is asked for them: one case, one letter."""
    domain = f"exemple{number}.ca"
    return (
        f"Received: from mail.{domain} by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500\r\n"
        f"Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from={domain}\r\n"
        f"From: Maxime Dubreuil <m@{domain}>\r\nTo: infocertificat@opc.gouv.qc.ca\r\n"
        f"Subject: Transfert\r\nMessage-ID: <{number}@{domain}>\r\n\r\n"
        "Je voudrais faire transferer le resultat de mon examen.\r\n"
    ).encode()
