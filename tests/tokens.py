"""A token server (RFC 6749) for the tests, and tokens that Dovecot believes (RFC 7519, HS256)."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl

Form = dict[str, str]
Answer = tuple[int, bytes]


def granted(token: str, lasts: object = 3600, **more: object) -> Answer:
    body = {"token_type": "Bearer", "access_token": token, "expires_in": lasts, **more}
    return 200, json.dumps(body).encode()


def denied(error: str, description: str = "", status: int = 400) -> Answer:
    return status, json.dumps({"error": error, "error_description": description}).encode()


class TokenServer:
    """Answers each request by `answer`, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Form] = []
        self.answer: Callable[[Form], Answer] = lambda form: granted(f"token{len(self.asked)}")
        self.headers: dict[str, str] = {}
        server = self

        class Asked(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                form = dict(parse_qsl(self.rfile.read(length).decode()))
                server.asked.append(form)
                status, body = server.answer(form)
                self.send_response(status)
                for name, value in server.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/token"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def jwt(user: str, key: bytes, lasts: int = 3600) -> str:
    """A token that says who its bearer is, signed."""
    now = int(time.time())
    said = [{"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": now, "exp": now + lasts}]
    text = b".".join(plain(json.dumps(part).encode()) for part in said)
    return (text + b"." + plain(hmac.digest(key, text, hashlib.sha256))).decode()


def plain(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
