"""Reading one Authentication-Results field (RFC 8601 section 2.2), tolerantly."""

import re
from dataclasses import dataclass

_LONGEST = 20_000  # characters: a longer field is no server's
_METHOD = re.compile(r"\s*([A-Za-z][\w-]*)\s*(?:/\s*\d+\s*)?=\s*([A-Za-z][\w-]*)")
# A quoted string that is no property's value (a reason) is passed over whole.
_PROPERTY = re.compile(
    r"([A-Za-z][\w-]{0,40})\s{0,9}\.\s{0,9}([A-Za-z][\w-]{0,40})\s{0,9}=\s{0,9}"
    r"(\"(?:[^\"\\]|\\.){0,1000}\"(?:@[^\s;\"]{1,255})?|[^\s;\"]{0,1000})"
    r"|\"(?:[^\"\\]|\\.){0,1000}\""
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one method found: dkim=pass header.d=x.ca."""

    method: str  #: lower case
    value: str  #: lower case
    properties: tuple[tuple[str, str], ...] = ()  #: "header.d", "x.ca": lower case

    def property(self, *names: str) -> str | None:
        """The first property of one of these names, in the order of the names."""
        every = dict(reversed(self.properties))
        return next((every[name] for name in names if name in every), None)

    def __str__(self) -> str:
        shown = ("header.from", "header.d", "header.i", "smtp.mailfrom")
        said = [f"{name}={value}" for name, value in self.properties if name in shown]
        return " ".join((f"{self.method}={self.value}", *said))


@dataclass(frozen=True, slots=True)
class Results:
    """One field: whose word it is, and what it says."""

    authserv_id: str  #: lower case, without version; empty when the field has none
    results: tuple[Result, ...]


def parse(field: str) -> Results:
    """Never raises: what is not understood is left out, so that it can prove nothing."""
    segments = _segments(field[:_LONGEST])
    if _METHOD.match(segments[0]):  # Microsoft 365 writes no authserv-id
        return Results("", _results(segments))
    words = segments[0].split()
    return Results(words[0].strip('"').lower() if words else "", _results(segments[1:]))


def _results(segments: list[str]) -> tuple[Result, ...]:
    return tuple(result for segment in segments if (result := _result(segment)))


def _result(segment: str) -> Result | None:
    found = _METHOD.match(segment)
    if not found:
        return None
    properties = tuple(
        (f"{ptype}.{name}".lower(), value.replace('"', "").strip("<>").lower())
        for ptype, name, value in _PROPERTY.findall(segment[found.end() :])
        if name
    )
    return Result(found.group(1).lower(), found.group(2).lower(), properties)


def _segments(field: str) -> list[str]:
    """The field cut at its semicolons, comments out (RFC 5322 section 3.2.2: they nest).

    A comment or a string that never ends leaves nothing: what it hides might say `fail`.
    """
    segments: list[str] = []
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in field:
        plain = not escaped and not quoted
        if plain and char == ";" and depth == 0:
            segments.append("".join(kept))
            kept = []
        elif plain and char == "(":
            depth += 1
        elif plain and char == ")" and depth:
            depth -= 1
            kept.append(" ")
        elif depth == 0:
            quoted ^= char == '"' and not escaped
            kept.append(char)
        escaped = char == "\\" and not escaped and (quoted or depth > 0)
    return [*segments, "".join(kept)] if depth == 0 and not quoted else [""]
