"""The straight road of a message. Nothing outside this package commits.

    receive    messages in the inbox    → waiting cases
    settle     a waiting case           → done or held: verdict, transfer, letter and audit in one
                                          transaction
    rule       a held case and a ruling → waiting again: an agent's word is input, never a way round
    dispatch   a letter                 → sent: the attempt noted, the letter gone, the answer noted

Each can be killed at any instruction and run again.
"""

from mailbot.road.access import (
    AccountProblem,
    add_account,
    change_role,
    close_session,
    disable_account,
    note_access,
    note_attempt,
    note_use,
    open_session,
    rehash,
    reset_account,
)
from mailbot.road.mailing import Attempted, conclude, dispatch, give_up_on_adrift
from mailbot.road.receipt import filed, receive
from mailbot.road.registry import import_registry
from mailbot.road.rehearsal import rehearse
from mailbot.road.rulings import NotHeld, rule
from mailbot.road.settlement import ATTEMPTS, set_aside, settle

__all__ = [
    "ATTEMPTS",
    "AccountProblem",
    "Attempted",
    "NotHeld",
    "add_account",
    "change_role",
    "close_session",
    "conclude",
    "disable_account",
    "dispatch",
    "filed",
    "give_up_on_adrift",
    "import_registry",
    "note_access",
    "note_attempt",
    "note_use",
    "open_session",
    "receive",
    "rehash",
    "rehearse",
    "reset_account",
    "rule",
    "set_aside",
    "settle",
]
