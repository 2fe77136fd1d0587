"""The straight road of a message. Nothing outside this package commits.

    receive    messages in the inbox    → waiting cases
    settle     a waiting case           → done or held: verdict, transfer, letter and audit in one
                                          transaction
    rule       a held case and a ruling → waiting again: an agent's word is input, never a way round
    dispatch   a letter                 → sent: the attempt noted, the letter gone, the answer noted

What an agent does beside ruling: preview, claim, annotate; draft, see, send and call back a letter;
resend or mark as sent one whose fate is unknown; close several at once. bring_back is the clock's.

Each can be killed at any instruction and run again.
"""

from mailbot.road.access import (
    close_session,
    note_access,
    note_attempt,
    note_success,
    note_use,
    open_session,
)
from mailbot.road.accounts import (
    AccountProblem,
    add_account,
    admit,
    change_role,
    disable_account,
    rehash,
    reset_account,
)
from mailbot.road.attestation import NotAttestable, attest
from mailbot.road.bulk import close_many, foresee
from mailbot.road.claims import annotate, claim, release
from mailbot.road.correspondence import call_back, preview_letter, send
from mailbot.road.disclosure import export_person
from mailbot.road.drafts import draft, proposed
from mailbot.road.incidents import record_incident, update_incident
from mailbot.road.mailing import Attempted, conclude, dispatch, give_up_on_adrift
from mailbot.road.notice import bring_back
from mailbot.road.purge import Purge, due, purge
from mailbot.road.receipt import (
    arrive,
    filed,
    forget_not_given,
    hold_not_given,
    note_not_given,
    receive,
)
from mailbot.road.redress import mark_sent, resend
from mailbot.road.refusals import Changed, NotAllowed, NotHeld
from mailbot.road.registry import correct_registry, import_registry
from mailbot.road.rehearsal import rehearse
from mailbot.road.rulings import preview, rule
from mailbot.road.settlement import ATTEMPTS, set_aside, settle

__all__ = [
    "ATTEMPTS",
    "AccountProblem",
    "Attempted",
    "Changed",
    "NotAllowed",
    "NotAttestable",
    "NotHeld",
    "Purge",
    "add_account",
    "admit",
    "annotate",
    "arrive",
    "attest",
    "bring_back",
    "call_back",
    "change_role",
    "claim",
    "close_many",
    "close_session",
    "conclude",
    "correct_registry",
    "disable_account",
    "dispatch",
    "draft",
    "due",
    "export_person",
    "filed",
    "foresee",
    "forget_not_given",
    "give_up_on_adrift",
    "hold_not_given",
    "import_registry",
    "mark_sent",
    "note_access",
    "note_attempt",
    "note_not_given",
    "note_success",
    "note_use",
    "open_session",
    "preview",
    "preview_letter",
    "proposed",
    "purge",
    "receive",
    "record_incident",
    "rehash",
    "rehearse",
    "release",
    "resend",
    "reset_account",
    "rule",
    "send",
    "set_aside",
    "settle",
    "update_incident",
]
