"""The folders that finished messages go to: their names on this server, and why it will not."""

from contextlib import suppress

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbot.edges.settings import MailboxSection

KEYS = ("done_folder", "held_folder", "ignored_folder")


def separator(client: IMAPClient) -> str:
    """What this server writes between a folder and the one inside it (RFC 9051 section 6.3.9)."""
    told = client.list_folders("", "")
    mark = told[0][1] if told else None
    return mark.decode("ascii", "replace") if mark else "/"  # NIL: it has no folders in folders


def ensure(client: IMAPClient, folder: str) -> None:
    if not client.folder_exists(folder):
        client.create_folder(folder)


def refusal(client: IMAPClient, section: MailboxSection, folder: str, words: str) -> str:
    """Why nothing can be filed in this folder, and which key of the configuration names it."""
    if "QUOTA" in words.upper():
        return f"boîte pleine ({words})"
    keys = [key for key in KEYS if getattr(section, key) == folder]
    advice = f"voyez ses droits, sa place et {' et '.join(keys) or 'son nom'}"
    start = prefix(client)
    if not folder.startswith(start):
        advice += f" ; ici, les dossiers de ce compte commencent par « {start} »"
        advice += f" : {' et '.join(keys)} = « {start}{folder} » ?" if keys else ""
    return f"{advice} ({words})"


def prefix(client: IMAPClient) -> str:
    """Where this account may make folders of its own (RFC 2342), as the configuration writes it;
    "": anywhere, or not told."""
    if client.has_capability("NAMESPACE"):
        with suppress(IMAPClientError):
            personal = client.namespace().personal
            start, mark = personal[0] if personal else ("", "")
            return str(start).replace(mark, "/") if mark else str(start)
    return ""
