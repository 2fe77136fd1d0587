"""config.toml: what is wrong is told in one line, where it stands, and no secret is shown."""

import re
from pathlib import Path

import pytest

from mailbot.edges.settings import ConfigError, OAuthSection, Server, read_settings

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


OAUTH = """
[mailbox.bureau.oauth]
token_url = "https://login.exemple.ca/token"
client_id = "mailbot"
client_secret_file = "secret"
refresh_token_file = "jeton"
"""
BY_TOKEN = GOOD.replace('password = "tr3s-secret"', 'auth = "xoauth2"') + OAUTH


def test_oauth_files_are_found_beside_the_configuration(written, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("caché\n", encoding="utf-8")
    oauth = read_settings(written(BY_TOKEN)).mailbox["bureau"].oauth
    assert oauth.secret() == "caché"
    assert oauth.refresh_token_file == tmp_path / "jeton"
    assert "caché" not in repr(oauth)


def test_an_oauth_table_serves_smtp_too(written) -> None:
    table = OAUTH.replace("mailbox.bureau", "smtp")
    named = '[smtp]\nauth = "oauthbearer"\nusername = "b"\n'
    settings = read_settings(written(GOOD.replace("[smtp]\n", named) + table))
    assert settings.smtp.oauth.client_id == "mailbot"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('auth = "xoauth2"', 'auth = "oauth2"'), "auth"),
        (('auth = "xoauth2"\n', ""), "ne sert qu'avec auth"),
        ((OAUTH, ""), "demande username et une table oauth"),
        (('username = "bureau"\n', ""), "demande username"),
        (("https://login", "http://login"), "https://"),
        (("https://login.exemple.ca", "login.exemple.ca"), "https://"),
        (("https://login.exemple.ca", "http://127.0.0.1.exemple.ca"), "https://"),
        (("https://login.exemple.ca", "file:///etc/passwd"), "https://"),
        (('client_id = "mailbot"\n', ""), "client_id : clé obligatoire"),
        (('client_id = "mailbot"', 'client_id = ""'), "client_id"),
        (("client_secret_file", "client_secert_file"), "clé inconnue"),
        (
            ('client_secret_file = "secret"\nrefresh_token_file = "jeton"\n', ""),
            "donnez client_secret_file",
        ),
        (
            ("client_secret_file", 'client_secret = "tr3s-secret"\nclient_secret_file'),
            "pas les deux",
        ),
    ],
)
def test_a_mistake_in_oauth_is_told_without_a_secret(written, change, words) -> None:
    assert change[0] in BY_TOKEN
    assert words in refused(written(BY_TOKEN.replace(*change)))


def test_a_token_server_of_this_machine_may_speak_in_clear(written) -> None:
    for host in ("127.0.0.1:8080", "localhost", "[::1]:9"):
        read_settings(written(BY_TOKEN.replace("https://login.exemple.ca", f"http://{host}")))


RECIPES = re.findall(
    r"```toml\n(.*?)```",
    (Path(__file__).parents[1] / "docs" / "oauth.md").read_text(encoding="utf-8"),
    re.DOTALL,
)[1:]  # the first shows the keys only


@pytest.mark.parametrize("recipe", RECIPES, ids=["Microsoft 365", "Google"])
def test_the_recipes_of_the_documentation_are_good_configuration(written, recipe) -> None:
    head = '[office]\naddress = "bureau@exemple.ca"\n[identity]\nauthserv_id = "mx"\n'
    settings = read_settings(written(head + recipe))
    [mailbox] = settings.mailbox.values()
    assert mailbox.oauth == settings.smtp.oauth  # which share one token


def test_the_commented_oauth_table_of_config_toml_is_good_configuration(written) -> None:
    text = (Path(__file__).parents[1] / "config.toml").read_text(encoding="utf-8")
    table = text[text.index("# [mailbox.infocertificat.oauth]") : text.index("\n[identity]")]
    lines = [line.removeprefix("# ") for line in table.splitlines() if "=" in line or "[" in line]
    by_token = text.replace('\npassword_file = "imap', '\nauth = "xoauth2"\npassword_file = "imap')
    settings = read_settings(written(by_token + "\n".join(["", *lines, ""])))
    assert settings.mailbox["infocertificat"].oauth.refresh_token_file is not None


def test_a_renewed_password_is_another_account_and_none_is_shown(written, tmp_path: Path) -> None:
    (tmp_path / "mot").write_text("ancien", encoding="utf-8")
    server = Server(host="127.0.0.1", username="bureau", password_file=tmp_path / "mot")
    before = server.credentials()
    assert before == server.credentials()
    (tmp_path / "mot").write_text("nouveau", encoding="utf-8")
    assert server.credentials() != before
    assert "nouveau" not in server.credentials()
    (tmp_path / "mot").unlink()
    assert server.credentials() not in (before, "")


def test_a_renewed_refresh_token_is_another_account(tmp_path: Path) -> None:
    file = tmp_path / "jeton"
    file.write_text("un", encoding="utf-8")
    oauth = OAuthSection(token_url="https://jetons.exemple.ca", client_id="x",
                         refresh_token_file=file)  # fmt: skip
    server = Server(host="127.0.0.1", username="bureau", auth="xoauth2", oauth=oauth)
    before = server.credentials()
    file.write_text("deux", encoding="utf-8")
    assert server.credentials() != before


def test_the_terms_of_retention_must_be_in_order(written) -> None:
    wrong = "[retention]\nother = { attachments = 90, message = 60, case = 100, audit = 100 }\n"
    assert "attachments ≤ message ≤ case ≤ audit" in refused(written(GOOD + wrong))
    assert "[retention] other" in refused(written(GOOD + wrong))


def test_the_register_of_incidents_is_kept_five_years_at_least(written) -> None:
    assert "incident" in refused(written(GOOD + "[retention]\nincident = 365\n"))


def test_a_term_can_be_set_from_the_environment(written, monkeypatch) -> None:
    monkeypatch.setenv("MAILBOT_RETENTION__ACCESS", "90")
    assert read_settings(written(GOOD)).retention.access == 90
    assert read_settings(written(GOOD)).retention.terms()["request"].message == 1095
