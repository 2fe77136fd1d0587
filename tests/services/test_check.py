"""mailbot check against servers that would let mailbot down later."""

import psycopg
import pytest
from imapclient import IMAPClient

from mailbot.__main__ import main
from mailbot.demo.world import PASSWORD, USER
from tests import servers
from tests.configured import ask, write_config


@pytest.fixture
def check(capsys):
    def lines(path) -> dict[str, str]:
        capsys.readouterr()
        main(["--config", str(path), "check"])
        said = (line.partition(" : ") for line in capsys.readouterr().out.splitlines())
        return {name: what for name, _, what in said}

    return lines


def test_a_postgresql_that_can_only_be_read_is_told(tmp_path, postgres, world, check) -> None:
    path = write_config(tmp_path, url=postgres, imap=world.imap_port, smtp=world.smtp_port)
    assert main(["--config", str(path), "migrate"]) == 0
    assert check(path)["base de données"].startswith("bon")
    name = postgres.rpartition("/")[2]
    with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert check(path)["base de données"].startswith("ÉCHEC : cannot execute INSERT")


def separated_by_dots(monkeypatch, dovecot_with, prefix: str = ""):
    """Dovecot as its default Maildir has it, or as it was long installed: all below INBOX."""
    conf = servers.CONF.replace("separator = /\n", f"separator = .\n  prefix = {prefix}\n")
    monkeypatch.setattr(servers, "CONF", conf)
    return dovecot_with(lambda folder: "")


def test_folders_are_found_where_the_server_separates_them_by_a_dot(
    tmp_path, world, dovecot_with, monkeypatch, check
) -> None:
    server = separated_by_dots(monkeypatch, dovecot_with)
    url = f"sqlite:///{tmp_path}/mailbot.db"
    path = write_config(tmp_path, url=url, imap=server.port, smtp=world.smtp_port)
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(USER, PASSWORD)
        client.append("INBOX", ask(1))
        assert check(path)["IMAP infocertificat"].startswith("bon")
        assert main(["--config", str(path), "run", "--once"]) == 0
        names = {name for _, _, name in client.list_folders()}
        assert {"Mailbot.Traités", "Mailbot.À examiner", "Mailbot.Ignorés"} <= names
        assert client.folder_status("Mailbot.Traités", ["MESSAGES"])[b"MESSAGES"] == 1
    assert main(["--config", str(path), "reconcile"]) == 0


def test_a_folder_that_cannot_be_made_is_told_with_its_key_and_what_would_do(
    tmp_path, world, dovecot_with, monkeypatch, check
) -> None:
    server = separated_by_dots(monkeypatch, dovecot_with, "INBOX.")
    url = f"sqlite:///{tmp_path}/mailbot.db"
    path = write_config(tmp_path, url=url, imap=server.port, smtp=world.smtp_port)
    said = check(path)["IMAP infocertificat"]
    assert said.startswith("ÉCHEC : ")
    assert "refuse de classer dans « Mailbot/Traités » : voyez ses droits" in said
    assert "done_folder = « INBOX/Mailbot/Traités » ?" in said
    right = path.read_text("utf-8").replace(
        "[smtp]",
        """done_folder = "INBOX/Mailbot/Traités"
held_folder = "INBOX/Mailbot/À examiner"
ignored_folder = ""
[smtp]""",
    )
    path.write_text(right, "utf-8")
    assert check(path)["IMAP infocertificat"].startswith("bon")
