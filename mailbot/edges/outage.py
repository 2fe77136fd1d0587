"""Whose fault a database's error is: its own, that of two at once, or of what it was asked."""

import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from mailbot.edges import trouble

# The beginnings of SQLSTATE (PostgreSQL, appendix A) that no statement is to blame for: the
# connection, a read-only standby, a transaction given up for its time, two that collide, resources,
# a lock, a server going or not yet there, its disk. Not 54: a value longer than an index takes is
# one case's, though psycopg calls that operational too.
TIMED_OUT = ("25P03", "25P04", "57P05")  # idle in its transaction, too long in it, idle
CONFLICT = ("40",)
AWAY = ("08", "25006", *TIMED_OUT, *CONFLICT, "53", "55P03", "57P", "58")
SQLITE_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,  # the journal's locks
    }
)


def is_away(error: DBAPIError) -> bool:
    """Is the database out of reach or out of means, rather than the statement wrong?"""
    if error.connection_invalidated:
        return True
    if state := sqlstate(error):
        return state.startswith(AWAY)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_AWAY  # the rest is the extended code
    return isinstance(error, OperationalError)  # psycopg could not connect


def is_conflict(error: DBAPIError) -> bool:
    """Did somebody else write the same at the same time? Then it is read and done anew."""
    return isinstance(error, IntegrityError) or sqlstate(error).startswith(CONFLICT)


def is_lost_by(error: DBAPIError, engine: Engine) -> bool:
    """Was the connection lost by what was done on it? The server kept it no longer, or it broke,
    and a new one works at once. (A server that was stopped says so.)"""
    state = sqlstate(error)
    by_itself = state.startswith(TIMED_OUT) if state else error.connection_invalidated
    return by_itself and answers(engine)


def answers(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


def sqlstate(error: DBAPIError) -> str:
    """PostgreSQL's code; "" of SQLite, and when there was no server to give one."""
    return getattr(error.orig, "sqlstate", None) or ""


def told(error: DBAPIError) -> str:
    """For the log, what kind of trouble it is and the database's own words, on one line."""
    if is_conflict(error):
        what = "conflit dans la base de données"
    elif is_away(error):
        what = "base de données indisponible"
    else:
        what = "erreur de la base de données"
    return f"{what} : {trouble.one_line(str(error.orig))}"
