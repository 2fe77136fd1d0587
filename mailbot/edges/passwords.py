"""Passwords as argon2id hashes (RFC 9106), and what a password must be."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12  #: characters
LONGEST = 200
_HASHER = PasswordHasher()  # argon2id, 64 MiB, 3 passes: RFC 9106's second recommendation
_AT_ONCE = BoundedSemaphore(2)  # each takes 64 MiB: a stranger may ask for many
_NOBODY = _HASHER.hash(secrets.token_hex())


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Is it the password? Without an account the same work is done: the time says nothing."""
    with _AT_ONCE:
        try:
            _HASHER.verify(password_hash or _NOBODY, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return bool(password_hash)


def outdated(password_hash: str) -> bool:
    """Was it made with weaker parameters than today's?"""
    return _HASHER.check_needs_rehash(password_hash)


def problem(password: str, name: str) -> str | None:
    """Why it cannot be a password, in one French sentence; None when it can."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"Le mot de passe doit compter de {SHORTEST} à {LONGEST} caractères."
    if name.casefold() in password.casefold():
        return "Le mot de passe ne doit pas contenir le nom du compte."
    if len(set(password)) < 5:
        return "Le mot de passe répète trop peu de caractères différents."
    return None


def generated() -> str:
    """A password nobody chose: 20 characters, to be changed at leisure."""
    return secrets.token_urlsafe(15)
