"""mailbot evaluate DIR: decisions against the labels of a corpus; in memory, nothing is kept.

A corpus is manifest.jsonl with registry/ and messages/; or a MANIFEST.csv of mail of every sort,
which knows no registry and only says which messages machines wrote (path, class, auto).
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from mailbot import config, road
from mailbot.commands.files import by_receipt, messages
from mailbot.commands.progress import shown
from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import database
from mailbot.edges.settings import ConfigError, config_path, read_settings
from mailbot.report import as_json
from mailbot.values import Outcome, RawMessage

COMPARED = (
    "class",
    "dossier_number",
    "certificate_number",
    "intent",
    "question",
    "decision",
    "reasons",
    "proposal",
)
SPOKEN_ONLY = ("question", "proposal")  # a null label says nothing
DECISIONS = tuple(outcome.word for outcome in Outcome)
ANSWERED = ("accept", "repeat", "ask")
MACHINES = ("automatic", "bounce")


@dataclass(frozen=True)
class Difference:
    file: str
    field: str
    expected: Any
    got: Any
    note: str

    @property
    def grave(self) -> bool:
        """What may never happen: it is written in capitals."""
        return self.field.isupper()


def add_to(groups: Any) -> None:
    command = groups.add_parser("evaluate", help="compare les décisions aux étiquettes d'un corpus")
    command.add_argument("folder", metavar="DIR", type=Path)
    command.add_argument("--json", action="store_true", help="un objet JSON au lieu du tableau")
    command.add_argument(
        "--most", metavar="N", type=int, default=0, help="différences légères tolérées"
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = in_memory(config_path(arguments.config))
    if (arguments.folder / "MANIFEST.csv").exists():
        labels = machines_of(arguments.folder / "MANIFEST.csv")
    else:
        labels = labels_of(arguments.folder / "manifest.jsonl")
        road.import_registry(arguments.folder / "registry", office, lambda *_: None)
    now = datetime.now(UTC)
    raws = messages([arguments.folder / label["file"] for label in labels], now)
    results: dict[int, Decided | Exception] = {}
    with shown() as progress:
        ordered = by_receipt(raws)
        for raw, decided in zip(ordered, road.rehearse(ordered, office, now), strict=True):
            results[raw.uid] = decided
            progress("messages", len(results), len(raws))
    got = [told(raws[place], results[place]) for place in range(len(labels))]
    differences = [d for label, one in zip(labels, got, strict=True) for d in compare(label, one)]
    if arguments.json:
        print(json.dumps(summary(labels, got, differences), ensure_ascii=False, default=str))
    else:
        show(Console(), labels, got, differences)
    light = sum(not difference.grave for difference in differences)
    return 1 if light < len(differences) or light > arguments.most else 0


def in_memory(path: Path) -> Office:
    """The configured rules and identity over an empty database that nobody keeps."""
    settings = read_settings(path)
    engine = database.in_memory()
    return replace(config.office(settings, engine, path.resolve().parent), clock="received")


def labels_of(manifest: Path) -> list[dict[str, Any]]:
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"{manifest} : absent ou illisible ; une ligne JSON par message"
        ) from None
    labels = []
    for number, line in enumerate(lines, 1):
        try:
            label = json.loads(line)
            labels.append({**label, "file": str(label["file"]), "decision": label["decision"]})
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{manifest}, ligne {number} : un objet JSON avec file, class, decision… attendu"
                f" ({type(error).__name__})"
            ) from None
    return labels


def machines_of(manifest: Path) -> list[dict[str, Any]]:
    """What MANIFEST.csv says: a bounce is one, `auto` is a machine's, `human` is a person's."""
    with open(manifest, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and not {"path", "class", "auto"} <= set(rows[0]):
        raise ConfigError(f"{manifest}, ligne 1 : colonnes path, class et auto attendues")
    return [
        {
            "file": row["path"],
            **({"class": "bounce"} if row["class"] == "bounce" else {}),
            "machine": row["auto"] == "yes",
            "person": row["class"] == "human",
        }
        for row in rows
    ]


def told(raw: RawMessage, decided: Decided | Exception) -> dict[str, Any]:
    if isinstance(decided, Exception):
        return {"decision": "crash", "error": repr(decided)}
    return as_json(raw.mailbox, raw.received_at, decided)


def compare(label: dict[str, Any], got: dict[str, Any]) -> list[Difference]:
    """Every key that differs; what may never happen is said first, by name."""
    file, note = label["file"], label.get("note", "")
    found = []
    decision = label.get("decision")
    if got["decision"] == "crash":
        return [Difference(file, "CRASH", decision, got["error"], note)]
    if got["decision"] == "accept" != decision:
        found.append(Difference(file, "WRONG ACCEPT", decision, "accept", note))
    machine = label.get("machine") or label.get("class") in MACHINES
    if machine and got["decision"] in ANSWERED:
        found.append(Difference(file, "ANSWERED A MACHINE", "ignore", got["decision"], note))
    if label.get("person") and got["decision"] == "ignore":
        found.append(Difference(file, "IGNORED A PERSON", "review", "ignore", note))
    for field in COMPARED:
        if field not in label or (field in SPOKEN_ONLY and label[field] is None):
            continue
        if label[field] != got[field]:
            found.append(Difference(file, field, label[field], got[field], note))
    return found


def summary(
    labels: Sequence[dict[str, Any]],
    got: Sequence[dict[str, Any]],
    differences: Sequence[Difference],
) -> dict[str, Any]:
    wrong = Counter(difference.field for difference in differences)
    labelled = {field: sum(field in label for label in labels) for field in COMPARED}
    return {
        "messages": len(labels),
        "right": {field: count - wrong[field] for field, count in labelled.items() if count},
        "labelled": labelled,
        "wrong_accepts": wrong["WRONG ACCEPT"],
        "answers_to_machines": wrong["ANSWERED A MACHINE"],
        "persons_ignored": wrong["IGNORED A PERSON"],
        "crashes": wrong["CRASH"],
        "confusion": confusion(labels, got),
        "differences": [vars(one) for one in sorted(differences, key=lambda d: not d.grave)],
    }


def confusion(
    labels: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    """Expected decision → decision got → how many; what is not labelled is "?"."""
    both = zip(labels, got, strict=True)
    pairs = Counter((label.get("decision", "?"), one["decision"]) for label, one in both)
    return {
        expected: {found: pairs[expected, found] for found in (*DECISIONS, "crash")}
        for expected in dict.fromkeys((*DECISIONS, *(wanted for wanted, _ in pairs)))
    }


def show(
    console: Console,
    labels: Sequence[dict[str, Any]],
    got: Sequence[dict[str, Any]],
    differences: Sequence[Difference],
) -> None:
    told = summary(labels, got, differences)
    for one in sorted(differences, key=lambda difference: not difference.grave):
        console.print(
            f"{one.file}: {one.field}: attendu {one.expected!r}, obtenu {one.got!r}"
            + (f"  ({one.note})" if one.note else ""),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    table = Table(title="décisions : attendue (ligne), obtenue (colonne)")
    table.add_column("")
    for decision in (*DECISIONS, "crash"):
        table.add_column(decision, justify="right")
    for expected, row in told["confusion"].items():
        table.add_row(expected, *(str(count or "·") for count in row.values()))
    console.print(table)
    of = told["labelled"]
    right = ", ".join(f"{field} {count}/{of[field]}" for field, count in told["right"].items())
    console.print(f"justes : {right}", markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"{told['messages']} messages ; acceptés à tort : {told['wrong_accepts']} ; machines à qui"
        f" l'on répondrait : {told['answers_to_machines']} ; personnes ignorées :"
        f" {told['persons_ignored']} ; pannes : {told['crashes']}",
        highlight=False,
        soft_wrap=True,
    )
