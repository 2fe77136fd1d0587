"""A database as the first schema had it: the demonstration's cases, decided and ruled on.

services/schema_0001.json was written by the program of that time, row by row.
"""

import base64
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, insert, text
from sqlmodel import SQLModel

from mailbot.edges import database

ROWS = Path(__file__).parent / "services" / "schema_0001.json"


def restore(engine: Engine) -> None:
    """Make the tables of version 0001 and fill them."""
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    with engine.execution_options(writes=True).connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        kept = json.loads(ROWS.read_text(encoding="utf-8"))
        for table in SQLModel.metadata.sorted_tables:
            for row in kept.get(table.name, ()):
                values = {name: value_of(value) for name, value in row.items()}
                then = sa.table(table.name, *(sa.column(n, table.c[n].type) for n in values))
                connection.execute(insert(then).values(values))  # no column of today's
            if kept.get(table.name) and "id" in table.c and engine.dialect.name == "postgresql":
                of = f"pg_get_serial_sequence('{table.name}', 'id')"
                connection.execute(text(f"SELECT setval({of}, (SELECT max(id) FROM {table.name}))"))  # noqa: S608
        connection.commit()


def value_of(value: Any) -> Any:
    match value:
        case {"base64": written}:
            return base64.b64decode(written)
        case {"instant": written}:
            return datetime.fromisoformat(written)
        case {"day": written}:
            return date.fromisoformat(written)
        case _:
            return value
