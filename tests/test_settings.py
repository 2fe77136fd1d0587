"""config.toml: what is wrong is told in one line, where it stands, and no secret is shown."""

from pathlib import Path

import pytest

from mailbot.edges.settings import ConfigError, read_settings

GOOD = """[office]
address = "bureau@exemple.ca"

[mailbox.bureau]
host = "imap.exemple.ca"
username = "bureau"
password = "tr3s-secret"

[smtp]
host = "smtp.exemple.ca"

[identity]
authserv_id = "mx.exemple.ca"
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "config.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        read_settings(path)
    message = str(caught.value)
    assert "\n" not in message
    assert "tr3s-secret" not in message
    return message


def test_what_is_left_out_has_its_default(written) -> None:
    settings = read_settings(written(GOOD))
    mailbox = settings.mailbox["bureau"]
    assert (mailbox.folder, mailbox.poll_seconds, mailbox.batch) == ("INBOX", 60, 200)
    assert (mailbox.security, mailbox.kinds) == ("tls", ("transfer",))
    assert settings.office.timezone == "America/Toronto"
    assert settings.console.port == 8025


def test_the_environment_wins_over_the_file(written, monkeypatch) -> None:
    monkeypatch.setenv("MAILBOT_DATABASE__URL", "sqlite:////srv/ailleurs.db")
    monkeypatch.setenv("MAILBOT_MAILBOX__BUREAU__PASSWORD", "autre")
    settings = read_settings(written(GOOD))
    assert settings.database.url == "sqlite:////srv/ailleurs.db"
    assert settings.mailbox["bureau"].secret() == "autre"
    assert settings.mailbox["bureau"].host == "imap.exemple.ca"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('host = "imap', 'hots = "imap'), 5, "hots"),
        (("[smtp]\nhost", '[smtp]\nport = "abc"\nhost'), 10, "port"),
        (("[identity]\nauthserv_id", "[identity]\nauthservid"), 13, "authservid"),
        (("bureau@exemple.ca", "pas une adresse"), 2, "address"),
        (('username = "bureau"', 'security = "plain"'), 4, "plain"),
    ],
)
def test_a_mistake_is_told_with_its_line(written, change, line, words) -> None:
    message = refused(written(GOOD.replace(*change)))
    assert f"ligne {line}" in message
    assert words in message


def test_an_unknown_key_is_a_mistake(written) -> None:
    message = refused(written(GOOD.replace("[smtp]\n", '[smtp]\nhots = "x"\n')))
    assert "hots" in message
    assert "clé inconnue" in message


def test_an_absent_file_says_how_to_name_one(tmp_path: Path) -> None:
    assert "--config" in refused(tmp_path / "absent.toml")


def test_a_file_that_is_not_toml_says_so(written) -> None:
    assert "TOML" in refused(written("[office\n"))


def test_latin_1_bytes_say_their_line_and_the_cure(written) -> None:
    message = refused(written(GOOD.replace("[smtp]", "# café\n[smtp]").encode("latin-1")))
    assert "UTF-8" in message
    assert "ligne 9" in message


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    assert "illisible" in refused(tmp_path)


def test_plain_is_only_for_this_machine(written) -> None:
    text = GOOD.replace(
        '[smtp]\nhost = "smtp.exemple.ca"', '[smtp]\nhost = "{}"\nsecurity = "plain"'
    )
    for host in ("127.0.0.1", "localhost", "::1"):
        assert read_settings(written(text.replace("{}", host))).smtp.security == "plain"
    for host in ("smtp.exemple.ca", "127.0.0.1.exemple.ca", "10.0.0.4"):
        assert "bouclage" in refused(written(text.replace("{}", host)))


def test_a_password_file_is_found_beside_the_configuration(written, tmp_path: Path) -> None:
    (tmp_path / "mot").write_text("caché\n", encoding="utf-8")
    settings = read_settings(
        written(GOOD.replace('password = "tr3s-secret"', 'password_file = "mot"'))
    )
    assert settings.mailbox["bureau"].secret() == "caché"


def test_an_absent_password_file_is_told_when_it_is_needed(written) -> None:
    settings = read_settings(
        written(GOOD.replace('password = "tr3s-secret"', 'password_file = "mot"'))
    )
    with pytest.raises(ConfigError, match="mot ne se lit pas"):
        settings.mailbox["bureau"].secret()


def test_a_password_is_never_printed(written) -> None:
    settings = read_settings(written(GOOD))
    assert "tr3s-secret" not in repr(settings)
    assert "tr3s-secret" not in str(settings.mailbox["bureau"])


def test_a_relative_database_is_beside_the_configuration(written, tmp_path: Path) -> None:
    settings = read_settings(written(GOOD))
    assert settings.database.url == f"sqlite:///{tmp_path}/mailbot.db"
    named = read_settings(written(GOOD + '[database]\nurl = "sqlite:///autre.db"\n'))
    assert named.database.url == f"sqlite:///{tmp_path}/autre.db"


def test_an_unknown_timezone_is_told(written) -> None:
    message = refused(written(GOOD.replace("[office]", '[office]\ntimezone = "Quebec/Toronto"')))
    assert "fuseau" in message
