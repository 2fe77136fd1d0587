"""Access tokens for IMAP and SMTP: asked for, kept until a minute before they expire, renewed.

Client credentials (RFC 6749 section 4.4: Microsoft 365) or a refresh token (section 6: Google). A
refresh token that the server replaces is written to its file before the access token that came
with it is used: one that is lost could not be asked for again. The standard library's urllib is
enough for one POST; redirections are refused, since they would carry the secret elsewhere.
"""

import functools
import json
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any

from mailbot.edges import secret_file, trouble
from mailbot.edges.settings import ConfigError, OAuthSection

TIMEOUT = 15  # seconds, for each answer of the token server
LONGEST = 60  # seconds, for all of it: who waits for a token keeps all mail waiting
MARGIN = 60  # seconds before its expiry, a token is used no more
UNSAID = 300  # seconds a token lasts when its server does not say
LARGEST = 65_536  # bytes of an answer
TOKEN = re.compile(r"[\x21-\x7e]+")  # RFC 6749 appendix A.12; nothing that ends a SASL field

# RFC 6749 section 5.2. Only these words of the server are repeated: others could be ours.
REFUSALS = {
    "invalid_client": "client_id ou client_secret refusé (secret expiré ?)",
    "invalid_grant": "le jeton de renouvellement est expiré ou révoqué ; refaites l'autorisation",
    "unauthorized_client": "l'application n'a pas ce droit ; voyez ses autorisations",
    "invalid_scope": "scope refusé",
    "invalid_request": "demande refusée ; vérifiez scope et client_id",
    "unsupported_grant_type": "ce serveur ne connaît pas cette façon de demander",
}


class TokenRefused(Exception):
    """The token server said no: a person must look."""


class TokenUnavailable(ConnectionError):
    """The token server cannot be reached, or answers what is not a token: try again later."""


class Tokens:
    """The access token of one [oauth] table, for all threads that need it."""

    def __init__(self, section: OAuthSection, clock: Callable[[], float] = time.monotonic) -> None:
        self.section, self.clock = section, clock
        self._lock = threading.Lock()
        self._token, self._good_until = "", 0.0
        #: a refresh token that could not be written yet, and the one it replaces
        self._unsaved = ("", "")

    def access_token(self) -> str:
        """Raises TokenRefused, TokenUnavailable or ConfigError; none says a secret."""
        with self._lock:
            if not self._token or self.clock() >= self._good_until:
                asked_at = self.clock()
                self._token, lasts = self._renewed()
                self._good_until = asked_at + lasts - MARGIN
            return self._token

    def forget(self, token: str) -> None:
        """The mail server refused it: ask for another next time."""
        with self._lock:
            if token == self._token:
                self._token = ""

    def _renewed(self) -> tuple[str, float]:
        file, server = self.section.refresh_token_file, self._server
        if file is None:
            return usable(self._ask(grant_type="client_credentials"), server)
        with secret_file.opened(file) as opened:
            current = secret_file.read(opened, file)
            replaced, unsaved = self._unsaved
            if unsaved and current == replaced:
                self._save(file, current, unsaved)
                current = unsaved
            answer = self._ask(grant_type="refresh_token", refresh_token=current)
            renewed = answer.get("refresh_token")
            if isinstance(renewed, str) and TOKEN.fullmatch(renewed) and renewed != current:
                self._save(file, current, renewed)
            return usable(answer, server)

    def _save(self, file: Path, current: str, renewed: str) -> None:
        self._unsaved = (current, renewed)
        try:
            secret_file.replace(file, renewed)
        except OSError as error:
            raise ConfigError(
                f"refresh_token_file : {file} ne s'écrit pas ({error.strerror}) ; le nouveau jeton"
                " n'est encore qu'en mémoire : corrigez les droits sans arrêter mailbot"
            ) from None
        self._unsaved = ("", "")

    @property
    def _server(self) -> str:
        return f"serveur de jetons {urllib.parse.urlsplit(self.section.token_url).hostname}"

    def _ask(self, **grant: str) -> dict[str, Any]:
        section = self.section
        fields = {**grant, "client_id": section.client_id, "scope": section.scope}
        fields["client_secret"] = section.secret()
        said = {name: value for name, value in fields.items() if value}
        return posted(section.token_url, urllib.parse.urlencode(said).encode(), self._server)


@functools.cache
def tokens_of(section: OAuthSection) -> Tokens:
    """One for each [oauth] table of the process: IMAP, IDLE and SMTP share what they may."""
    return Tokens(section)


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirection is an HTTPError."""

    def redirect_request(self, *_: Any) -> None:
        return None


def posted(url: str, form: bytes, server: str) -> dict[str, Any]:
    opener = urllib.request.build_opener(Straight)
    request = urllib.request.Request(url, form, {"Accept": "application/json"})
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return decoded(whole(response))
    except urllib.error.HTTPError as error:
        raise refused(error, server) from None
    except urllib.error.URLError as error:
        reason = error.reason if isinstance(error.reason, BaseException) else error
        raise TokenUnavailable(trouble.network(reason, server)) from None
    except OSError as error:
        raise TokenUnavailable(trouble.network(error, server)) from None
    except (HTTPException, ValueError, RecursionError):
        raise TokenUnavailable(f"{server} : réponse illisible ; vérifiez token_url") from None


def whole(response: Any) -> bytes:
    """The answer, as far as it is read. Raises TimeoutError when it drips."""
    content, until = b"", time.monotonic() + LONGEST
    while len(content) < LARGEST and (more := response.read1(LARGEST)):
        content += more
        if time.monotonic() > until:
            raise TimeoutError
    return content


def decoded(content: bytes) -> dict[str, Any]:
    answer = json.loads(content)
    if not isinstance(answer, dict):
        raise ValueError("not an object")
    return answer


def refused(error: urllib.error.HTTPError, server: str) -> Exception:
    """5xx and 429 pass; the rest is for a person, with Microsoft's number of the reason if any."""
    if error.code >= 500 or error.code == 429:
        return TokenUnavailable(f"{server} : en panne ou surchargé (HTTP {error.code})")
    try:
        with error:
            answer = decoded(whole(error))
    except (OSError, HTTPException, ValueError, RecursionError):
        answer = {}
    why = REFUSALS.get(str(answer.get("error")), "refus sans raison connue ; vérifiez token_url")
    number = re.search(r"AADSTS\d{4,9}(?!\w)", str(answer.get("error_description")))
    return TokenRefused(f"{server} : {why} (HTTP {error.code}{', ' + number[0] if number else ''})")


def usable(answer: dict[str, Any], server: str) -> tuple[str, float]:
    """The token, and how many seconds it lasts."""
    token, lasts = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise TokenUnavailable(f"{server} : réponse sans access_token ; vérifiez token_url")
    try:
        return token, max(0.0, float(UNSAID if lasts is None else lasts))  # max: not a NaN
    except (TypeError, ValueError):
        return token, UNSAID
