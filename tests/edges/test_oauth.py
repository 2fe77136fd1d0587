"""Access tokens: asked for, kept, renewed; a new refresh token is never lost, no secret told."""

import logging
import os
import stat
import threading
import time
import traceback
from pathlib import Path

import pytest
from pydantic import SecretStr

from mailbot.edges import oauth, secret_file
from mailbot.edges.oauth import TokenRefused, Tokens, TokenUnavailable
from mailbot.edges.settings import ConfigError, OAuthSection
from tests.faults import Reciter
from tests.tokens import TokenServer, denied, granted

SECRET, REFRESH = "s3cret-du-client", "r3fresh-0"


@pytest.fixture
def server():
    with TokenServer() as started:
        yield started


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def section(url: str, **changes: object) -> OAuthSection:
    usual = {"client_id": "mailbot", "client_secret": SecretStr(SECRET), "scope": "mail"}
    return OAuthSection(token_url=url, **{**usual, **changes})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "jeton"
    path.write_text(REFRESH + "\n")
    return path


def failed(tokens: Tokens, kind: type[Exception]) -> str:
    """What is said of the failure, without a secret in the whole of its traceback."""
    with pytest.raises(kind) as caught:
        tokens.access_token()
    whole = "".join(traceback.format_exception(caught.value))
    for secret in (SECRET, "r3fresh"):
        assert secret not in whole
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_client_credentials_are_asked_with_and_the_token_is_kept(server) -> None:
    tokens = Tokens(section(server.url))
    assert [tokens.access_token() for _ in range(3)] == ["token1"] * 3
    assert server.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": "mailbot",
            "client_secret": SECRET,
            "scope": "mail",
        }
    ]


@pytest.mark.parametrize(("lasts", "until"), [(3600, 3540), ("3600", 3540), (None, 240)])
def test_a_token_is_used_until_a_minute_before_it_expires(server, lasts, until) -> None:
    server.answer = lambda form: granted(f"token{len(server.asked)}", lasts)
    clock = Clock()
    tokens = Tokens(section(server.url), clock)
    tokens.access_token()
    clock.now += until - 1
    assert tokens.access_token() == "token1"
    clock.now += 1
    assert tokens.access_token() == "token2"


@pytest.mark.parametrize("lasts", [0, 30, -5, "bientôt", [], float("nan")])
def test_a_token_without_a_useful_time_is_used_once_or_briefly(server, lasts) -> None:
    server.answer = lambda form: granted(f"token{len(server.asked)}", lasts)
    clock = Clock()
    tokens = Tokens(section(server.url), clock)
    tokens.access_token()
    clock.now += 300
    assert tokens.access_token() == "token2"


def test_a_token_that_the_mail_server_refused_is_not_used_again(server) -> None:
    tokens = Tokens(section(server.url))
    token = tokens.access_token()
    tokens.forget("another")
    assert tokens.access_token() == token
    tokens.forget(token)
    assert tokens.access_token() == "token2"


def test_a_refresh_token_is_sent_and_kept_when_it_is_not_replaced(server, file) -> None:
    tokens = Tokens(section(server.url, refresh_token_file=file, client_secret=None))
    assert tokens.access_token() == "token1"
    assert server.asked[0]["grant_type"] == "refresh_token"
    assert server.asked[0]["refresh_token"] == REFRESH
    assert "client_secret" not in server.asked[0]
    assert file.read_text() == REFRESH + "\n"


def test_a_replaced_refresh_token_is_written_before_the_access_token_is_given(
    server, file, monkeypatch
) -> None:
    server.answer = lambda form: granted("token", 0, refresh_token=f"r3fresh-{len(server.asked)}")
    tokens = Tokens(section(server.url, refresh_token_file=file))
    tokens.access_token()
    assert file.read_text() == "r3fresh-1\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    tokens.access_token()
    assert server.asked[1]["refresh_token"] == "r3fresh-1"
    assert os.listdir(file.parent) == [file.name]


def test_a_refresh_token_that_cannot_be_written_is_written_later_and_never_lost(
    server, file, monkeypatch
) -> None:
    server.answer = lambda form: granted("token", 0, refresh_token=f"r3fresh-{len(server.asked)}")
    tokens = Tokens(section(server.url, refresh_token_file=file))
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        assert "ne s'écrit pas (No space left" in failed(tokens, ConfigError)
        assert "ne s'écrit pas" in failed(tokens, ConfigError)
    assert len(server.asked) == 1  # the token that came with it was not used, nor another asked
    assert file.read_text() == REFRESH + "\n"
    assert os.listdir(file.parent) == [file.name]
    tokens.access_token()
    assert server.asked[1]["refresh_token"] == "r3fresh-1"
    assert file.read_text() == "r3fresh-2\n"


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_token_that_an_administrator_puts_meanwhile_wins_over_the_unsaved_one(
    server, file, monkeypatch
) -> None:
    server.answer = lambda form: granted("token", 0, refresh_token=f"r3fresh-{len(server.asked)}")
    tokens = Tokens(section(server.url, refresh_token_file=file))
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        failed(tokens, ConfigError)
    file.write_text("posé à la main".encode("ascii", "replace").decode())
    tokens.access_token()
    assert server.asked[1]["refresh_token"].startswith("pos")


def test_two_users_of_one_refresh_token_never_send_the_same_one(server, file) -> None:
    def answer(form):
        time.sleep(0.05)
        return granted("token", 0, refresh_token=f"r3fresh-{len(server.asked)}")

    server.answer = answer
    users = [Tokens(section(server.url, refresh_token_file=file, scope=name)) for name in "abcd"]
    threads = [threading.Thread(target=user.access_token) for user in users for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    sent = [form["refresh_token"] for form in server.asked]
    assert len(sent) == len(set(sent)) == 8


def test_threads_share_one_request(server) -> None:
    tokens = Tokens(section(server.url))
    threads = [threading.Thread(target=tokens.access_token) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(server.asked) == 1


def test_sections_alike_share_their_token(server) -> None:
    assert oauth.tokens_of(section(server.url)) is oauth.tokens_of(section(server.url))
    assert oauth.tokens_of(section(server.url)) is not oauth.tokens_of(section(server.url + "/2"))


@pytest.mark.parametrize(
    ("error", "description", "words"),
    [
        ("invalid_client", f"AADSTS7000215: Invalid secret {SECRET}", "client_secret refusé"),
        ("invalid_grant", "Token has been expired or revoked.", "refaites l'autorisation"),
        ("unauthorized_client", "", "n'a pas ce droit"),
        ("invalid_scope", "", "scope refusé"),
        (SECRET, SECRET, "refus sans raison connue"),
    ],
)
def test_a_refusal_is_told_in_words_without_any_secret(server, error, description, words) -> None:
    server.answer = lambda form: denied(error, description)
    said = failed(Tokens(section(server.url)), TokenRefused)
    assert words in said
    assert "serveur de jetons 127.0.0.1" in said
    assert ("AADSTS7000215" in said) == ("AADSTS" in description)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"oops"), "HTTP 500"),
        ((503, b""), "HTTP 503"),
        ((429, b""), "HTTP 429"),
        ((200, b"<html>"), "réponse illisible"),
        ((200, b"[" * 60_000), "réponse illisible"),
        ((200, b"[]"), "réponse illisible"),
        ((200, b"{}"), "sans access_token"),
        ((200, b'{"access_token": ""}'), "sans access_token"),
        ((200, b'{"access_token": "a\\u0001auth=b"}'), "sans access_token"),
        ((200, b'{"access_token": ["a"]}'), "sans access_token"),
        ((200, b"\xff"), "réponse illisible"),
    ],
)
def test_what_is_no_token_is_tried_again_later(server, answer, words) -> None:
    server.answer = lambda form: answer
    tokens = Tokens(section(server.url))
    assert words in failed(tokens, TokenUnavailable)
    server.answer = lambda form: granted("token")
    assert tokens.access_token() == "token"


def test_a_redirection_does_not_carry_the_secret_elsewhere(server) -> None:
    with TokenServer() as elsewhere:
        for status in (301, 302, 303, 307, 308):
            server.headers = {"Location": elsewhere.url}
            server.answer = lambda form, status=status: (status, b"")
            assert f"HTTP {status}" in failed(Tokens(section(server.url)), TokenRefused)
        assert elsewhere.asked == []


def test_a_token_server_that_is_away_or_silent_is_told(monkeypatch) -> None:
    away = section("http://127.0.0.1:1/token")
    assert "127.0.0.1 refuse la connexion" in failed(Tokens(away), TokenUnavailable)
    unknown = section("https://jetons.invalid/token")
    assert "introuvable (DNS)" in failed(Tokens(unknown), TokenUnavailable)
    monkeypatch.setattr(oauth, "TIMEOUT", 0.3)
    with Reciter(b"", lambda line: b"") as silent:
        url = f"http://127.0.0.1:{silent.port}/token"
        assert "ne répond pas" in failed(Tokens(section(url)), TokenUnavailable)
    with Reciter(b"HTTP/1.1 2\r\n", lambda line: None) as odd:
        url = f"http://127.0.0.1:{odd.port}/token"
        failed(Tokens(section(url)), TokenUnavailable)


@pytest.mark.parametrize("content", [b"", b"  \n", "é".encode()])
def test_a_refresh_token_file_that_says_nothing_is_a_mistake(server, file, content) -> None:
    file.write_bytes(content)
    tokens = Tokens(section(server.url, refresh_token_file=file))
    assert "refresh_token_file" in failed(tokens, ConfigError)
    file.unlink()
    assert "No such file" in failed(tokens, ConfigError)
    assert server.asked == []


def test_a_client_secret_is_read_from_its_file_each_time(server, tmp_path) -> None:
    path = tmp_path / "secret"
    path.write_text("un\n")
    tokens = Tokens(section(server.url, client_secret=None, client_secret_file=path))
    server.answer = lambda form: granted("token", 0)
    tokens.access_token()
    path.write_text("deux\n")
    tokens.access_token()
    assert [form["client_secret"] for form in server.asked] == ["un", "deux"]


def test_nothing_is_logged(server, file, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    Tokens(section(server.url, refresh_token_file=file)).access_token()
    assert caplog.text == ""


def test_a_replacement_keeps_the_old_file_until_the_new_one_is_whole(file, monkeypatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        secret_file.replace(file, "nouveau")
    assert file.read_text() == REFRESH + "\n"
    assert os.listdir(file.parent) == [file.name]


def test_an_answer_that_drips_is_left(monkeypatch) -> None:
    """Who waits for a token keeps all mail waiting: a byte now and then is not an answer."""
    clock = [0.0]

    class Dripping:
        def read1(self, _: int) -> bytes:
            clock[0] += 10
            return b"x"

    monkeypatch.setattr(oauth.time, "monotonic", lambda: clock[0])
    with pytest.raises(TimeoutError):
        oauth.whole(Dripping())
    assert clock[0] <= oauth.LONGEST + 10
