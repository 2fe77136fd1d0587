"""What every answer carries so that a browser protects it, and what no request may be."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing but what this server sends; no inline script, no inline style, no frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
LARGEST = 1_000_000  #: bytes of a form; a letter is a few thousand
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Protected:
    """Refuses what comes under another name or from another site; adds HEADERS to all answers."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self.app = app
        here = urlsplit(address)
        self.origin, self.secure = f"{here.scheme}://{here.netloc}", here.scheme == "https"
        self.host = (here.hostname or "").casefold()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.protect(MutableHeaders(scope=message), scope["path"])
            await send(message)

        refusal = self.refusal(Headers(scope=scope), scope["method"])
        if refusal:
            answer = PlainTextResponse(refusal[1], refusal[0])
            await answer(scope, receive, protect)
        else:
            await self.app(scope, Bounded(receive), protect)

    def protect(self, headers: MutableHeaders, path: str) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if not path.startswith("/statique/"):
            headers["Cache-Control"] = "no-store"
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=63072000"

    def refusal(self, headers: Headers, method: str) -> tuple[int, str] | None:
        """Another host's name is an attack by DNS; a post from another site is a forgery."""
        try:
            host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        except ValueError:
            host = ""
        local = self.host in LOOPBACK and host in LOOPBACK
        if host.casefold() != self.host and not local:
            return 400, "Cette adresse n'est pas celle de la console (voir [console] url)."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return 413, "Le formulaire est trop long."
        if method in ("GET", "HEAD"):
            return None
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "Cette demande vient d'un autre site."
        origin = headers.get("origin")
        if origin and origin != self.origin and not (local and loopback(origin)):
            return 403, "Cette demande vient d'un autre site."
        return None


def loopback(origin: str) -> bool:
    try:
        return urlsplit(origin).hostname in LOOPBACK
    except ValueError:
        return False


class Bounded:
    """A body that says no length may not grow for ever either."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.seen = receive, 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.seen > LARGEST else message
