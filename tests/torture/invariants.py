"""Did anything get lost, or happen twice? Asked of the database, the IMAP server and the SMTP sink.

Shares no code with mailbot: the promises are stated here once more, from the specification.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes

from tests.torture.mails import Expected
from tests.torture.observed import Row, World

DONE, HELD, IGNORED = "Mailbot/Traités", "Mailbot/À examiner", "Mailbot/Ignorés"
ANSWERED = ("accept", "ask", "repeat")  # domain.md: these leave a letter; review and ignore none


def problems(world: World) -> list[str]:
    """Every promise that does not hold, in words; nothing is the good answer."""
    checks = (
        each_message_is_one_case, each_delivery_has_its_receipt, each_message_stands_in_one_folder,
        cases_have_come_to_an_end, each_pair_was_transferred_once,
        each_decision_has_its_letter_and_audit, each_letter_has_its_fate,
        each_letter_left_as_stored, nobody_else_was_written_to, the_audit_chain_holds,
    )  # fmt: skip
    return [f"{check.__name__}: {problem}" for check in checks for problem in check(world)]


def each_message_is_one_case(world: World) -> Iterator[str]:
    for row in world["message"]:
        if hashlib.sha256(row["content"]).hexdigest() != row["sha256"]:
            yield f"message {row['id']} is not stored under its own hash"
    cases, delivered = Counter(world.sha_of_case.values()), set(world.post.messages)
    stored = {row["sha256"] for row in world["message"]}
    for sha in delivered | set(cases) | stored:
        if cases[sha] != 1 or sha not in delivered or sha not in stored:
            where = f"delivered={sha in delivered} stored={sha in stored}"
            yield f"{sha[:8]} {where} {cases[sha]} cases"


def each_delivery_has_its_receipt(world: World) -> Iterator[str]:
    wanted = Counter(one.sha256 for one in world.post.deliveries)
    found = Counter(world.sha_of_case[row["case_id"]] for row in world["receipt"])
    for sha in wanted | found:
        if wanted[sha] != found[sha]:
            yield f"{sha[:8]} {wanted[sha]} deliveries, {found[sha]} receipts"
    places = Counter((row["mailbox"], row["uidvalidity"], row["uid"]) for row in world["receipt"])
    yield from (f"{place} has {times} receipts" for place, times in places.items() if times > 1)
    yield from (
        f"receipt {r['id']} is not filed" for r in world["receipt"] if r["filed_to"] is None
    )


def each_message_stands_in_one_folder(world: World) -> Iterator[str]:
    wanted = Counter(one.sha256 for one in world.post.deliveries)
    found = Counter(sha for shas in world.folders.values() for sha in shas)
    for sha in wanted | found:
        if wanted[sha] != found[sha]:
            yield f"{sha[:8]} {wanted[sha]} deliveries, stands in {found[sha]} places"
    where = {sha: folder for folder, shas in world.folders.items() for sha in shas}
    for case in world["cases"]:
        folder = where.get(world.sha_of_case[case["id"]])
        if folder not in folders_for(case):
            yield f"case {case['id']} {case['status']}/{case['decision']} stands in {folder}"


def folders_for(case: Row) -> tuple[str, ...]:
    """A case that was decided, and held later because of its letter, may be filed either way."""
    if case["decision"] == "ignore":
        return (IGNORED,)
    if case["decision"] == "review":
        return (HELD,)
    return (DONE, HELD) if case["status"] == "held" else (DONE,)


def wanted_of(world: World) -> dict[str, Expected]:
    """What must have been decided of each message. Of the same wish sent twice, the one received
    first is carried out, and the others are its repeats.

    Where the server broke off at the older one and gave it later, the newer one became a case
    first: the older one is carried out if the newer one still waited by then, else the newer one.
    """
    wanted = dict(world.post.messages)
    case_of = {world.sha_of_case[case["id"]]: case for case in world["cases"]}
    wishes = defaultdict(list)
    for sha, one in wanted.items():
        if one.decision in ("accept", "repeat") and sha in case_of:
            wishes[one.sender].append(sha)
    for same in wishes.values():
        pair = next((wanted[sha].pair for sha in same if wanted[sha].pair), None)
        given = min(same, key=lambda sha: case_of[sha]["id"])
        oldest = min(same, key=lambda sha: (case_of[sha]["received_at"], case_of[sha]["id"]))
        first = oldest if case_of[oldest]["decision"] == "accept" else given
        wanted |= {sha: replace(wanted[sha], decision="repeat", pair=None) for sha in same}
        wanted[first] = replace(wanted[first], decision="accept", pair=pair)
    return wanted


def cases_have_come_to_an_end(world: World) -> Iterator[str]:
    wanted = wanted_of(world)
    for case in world["cases"]:
        expected = wanted.get(world.sha_of_case[case["id"]])
        if case["status"] not in ("done", "held"):
            yield f"case {case['id']} is {case['status']}: {case['error']}"
        elif expected and case["decision"] != expected.decision:
            said = f"{case['decision']} {case['reasons']} (received {case['received_at']})"
            yield f"case {case['id']} is {said}, not {expected.decision}"
        if case["decision"] == "review" and case["status"] != "held":
            yield f"case {case['id']} is for a person and {case['status']}"


def each_pair_was_transferred_once(world: World) -> Iterator[str]:
    wanted = {sha: one.pair for sha, one in wanted_of(world).items() if one.pair}
    made = Counter(
        (world.sha_of_case.get(row["case_id"]), (row["certificate_number"], row["dossier_number"]))
        for row in world["transfer"]
    )
    expected = Counter(wanted.items())
    yield from (f"{pair} of {str(sha)[:8]} not transferred" for sha, pair in expected - made)
    yield from (f"{pair} of {str(sha)[:8]} transferred too often" for sha, pair in made - expected)
    exams, inside = {row["id"]: row for row in world["exam"]}, Counter()
    for exam in exams.values():
        if exam["dossier_number"]:
            inside[(exam["certificate_number"], exam["dossier_number"])] += 1
    if inside != Counter(wanted.values()):
        yield f"in the registry: {inside} instead of {sorted(wanted.values())}"
    for row in world["transfer"]:
        if exams[row["exam_id"]]["dossier_number"] != row["dossier_number"]:
            yield f"transfer {row['id']} is not in the registry"
    awaiting = {row["number"] for row in world["dossier"] if row["status"] != "open"}
    if awaiting != {dossier for _, dossier in wanted.values()}:
        yield f"dossiers changed: {sorted(awaiting)}"


def each_decision_has_its_letter_and_audit(world: World) -> Iterator[str]:
    decided = defaultdict(list)
    for row in world["audit"]:
        if row["event"] == "decided":
            decided[row["case_id"]].append(json.loads(row["data"]))
    for case in world["cases"]:
        number, letters = case["id"], world.letters_of[case["id"]]
        if len(letters) != (case["decision"] in ANSWERED):
            yield f"case {number} ({case['decision']}) has {len(letters)} letters"
        told = decided[number]
        if len(told) != 1 or told[0]["outcome"] != case["decision"]:
            yield f"case {number} ({case['decision']}) has the audit {[t['outcome'] for t in told]}"
        elif told[0]["letter"] != (letters[0]["message_id"] if letters else None):
            yield f"case {number}: the audit names the letter {told[0]['letter']}"


def each_letter_has_its_fate(world: World) -> Iterator[str]:
    cases = {row["id"]: row for row in world["cases"]}
    events = Counter((row["case_id"], row["event"]) for row in world["audit"])
    times = Counter(one.message_id for one in world.taken)
    refused = {one.message_id for one in world.refused}
    for letter in world["letter"]:
        fate, case, taken = letter["fate"], cases[letter["case_id"]], times[letter["message_id"]]
        who = f"letter {letter['id']} of case {case['id']}"
        if fate not in ("sent", "unknown", "refused"):
            yield f"{who} is {fate}: stuck"
        if fate in ("unknown", "refused") and case["status"] != "held":
            yield f"{who} is {fate} and its case {case['status']}: nobody is told"
        if taken > 1:
            yield f"{who} ({fate}) was taken {taken} times"
        if fate == "sent" and not taken:
            yield f"{who} is sent and never reached the server"
        if fate == "refused" and taken:
            yield f"{who} is refused and the server took it"
        if fate == "sent" and letter["message_id"] in refused:
            yield f"{who} was refused for good and tried again"
        if events[case["id"], f"letter {fate}"] != 1:
            yield f"{who} is {fate}: {events[case['id'], f'letter {fate}']} audit rows say so"


def each_letter_left_as_stored(world: World) -> Iterator[str]:
    stored = {row["message_id"]: row for row in world["letter"]}
    for row in stored.values():
        if str(message_from_bytes(row["content"])["Message-ID"]).strip() != row["message_id"]:
            yield f"letter {row['id']} does not bear its Message-ID"
    for one in world.taken:
        row = stored.get(one.message_id)
        if row is None:
            yield f"{one.message_id} reached the server and is not stored"
        elif bytes(row["content"]) != one.content:
            yield f"letter {row['id']} left with other bytes than the stored ones"
        elif one.recipients != (row["recipient"],):
            yield f"letter {row['id']} left for {one.recipients}"


def nobody_else_was_written_to(world: World) -> Iterator[str]:
    senders = {sha: one.sender for sha, one in world.post.messages.items()}
    for letter in world["letter"]:
        if letter["recipient"] != senders.get(world.sha_of_case[letter["case_id"]]):
            yield f"letter {letter['id']} is for {letter['recipient']}"
    for one in world.taken:
        if one.sender or not set(one.recipients) <= set(senders.values()):
            yield f"from <{one.sender}> to {one.recipients}"


def the_audit_chain_holds(world: World) -> Iterator[str]:
    """ARCHITECTURE.md: each row's SHA-256 covers the one before, the instant, its fields, and the
    SHA-256 of what it says of a person."""
    previous = "0" * 64
    for row in world["audit"]:
        fields = (previous, instant(row["at"]), str(row["case_id"]), row["actor"], row["event"])
        sealed = sha256(row["personal"]) if row["personal"] else ""
        expected = sha256("\n".join((*fields, row["data"], sealed)))
        if (row["previous"], row["sealed"], row["hash"]) != (previous, sealed, expected):
            yield f"row {row['id']}"
        previous = row["hash"]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def instant(at: datetime | str) -> str:
    """UTC, ISO 8601 to the microsecond; SQLite keeps UTC without saying so."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.isoformat(timespec="microseconds")
