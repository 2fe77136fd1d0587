"""mailbot users list | add | reset | disable: who gets into the console. No default password."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from mailbot import road
from mailbot.commands.office import opened
from mailbot.edges import accounts
from mailbot.edges.accounts import Role
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError

ROLES = {Role.AGENT: "agent", Role.SUPERVISOR: "superviseur", Role.AUDITOR: "auditeur"}


def add_to(groups: Any) -> None:
    group = groups.add_parser("users", help="les comptes de la console : list, add, reset, disable")
    commands = group.add_subparsers(dest="users", metavar="ACTION", required=True)
    listing = commands.add_parser("list", help="les comptes, leur rôle, leur état")
    listing.set_defaults(go=go_list)
    add = commands.add_parser("add", help="ouvrir un compte")
    add.add_argument("name", metavar="NOM")
    add.add_argument("--role", choices=[role.value for role in Role], default=Role.AGENT.value)
    add.add_argument("--full-name", metavar="NOM COMPLET", default="")
    add.set_defaults(go=go_add)
    reset = commands.add_parser("reset", help="donner un autre mot de passe, et rouvrir le compte")
    reset.add_argument("name", metavar="NOM")
    reset.set_defaults(go=go_reset)
    for command in (add, reset):
        command.add_argument(
            "--generate", action="store_true", help="l'engendrer et l'afficher une seule fois"
        )
    disable = commands.add_parser("disable", help="fermer un compte et ses sessions")
    disable.add_argument("name", metavar="NOM")
    disable.set_defaults(go=go_disable)


def go_list(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    table = Table("compte", "nom", "rôle", "depuis", "état")
    with reading(office.engine) as session:
        for row in accounts.accounts(session):
            state = f"fermé le {row.disabled_at:%Y-%m-%d}" if row.disabled_at else "ouvert"
            since = f"{row.created_at:%Y-%m-%d}"
            table.add_row(row.name, row.full_name, ROLES[Role(row.role)], since, state)
    Console().print(table)
    return 0


def go_add(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    password_hash = chosen(arguments)
    role, now = Role(arguments.role), datetime.now(UTC)
    road.add_account(
        arguments.name, arguments.full_name, role, password_hash, getpass.getuser(), office, now
    )
    print(f"compte {accounts.folded(arguments.name)} ouvert ({ROLES[role]})")
    return 0


def go_reset(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    password_hash = chosen(arguments)
    road.reset_account(arguments.name, password_hash, getpass.getuser(), office, datetime.now(UTC))
    print(f"compte {accounts.folded(arguments.name)} : nouveau mot de passe, sessions fermées")
    return 0


def go_disable(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    road.disable_account(arguments.name, getpass.getuser(), office, datetime.now(UTC))
    print(f"compte {accounts.folded(arguments.name)} fermé, sessions aussi")
    return 0


def chosen(arguments: argparse.Namespace) -> str:
    """The hash of a password typed twice, piped in, or generated and shown once."""
    passwords = with_argon2()
    if arguments.generate:
        password: str = passwords.generated()
        print(f"mot de passe (affiché cette seule fois) : {password}")
    else:
        password = typed()
    if problem := passwords.problem(password, accounts.folded(arguments.name)):
        raise ConfigError(problem)
    password_hash: str = passwords.hashed(password)
    return password_hash


def typed() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Mot de passe : ")
    if getpass.getpass("Encore une fois : ") != password:
        raise ConfigError("les deux mots de passe diffèrent")
    return password


def with_argon2() -> ModuleType:
    try:
        from mailbot.edges import passwords  # argon2 comes with the extra `console` only
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"les comptes demandent l'extra « console » ({error.name} manque) :"
            " pip install 'mailbot[console]'"
        ) from None
    return passwords
