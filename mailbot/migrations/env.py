"""Alembic's entry: migrate the connection that mailbot.edges.database gives."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import mailbot.edges.accounts
import mailbot.edges.archive
import mailbot.edges.attestations
import mailbot.edges.incidents
import mailbot.edges.registry
import mailbot.edges.shadows
import mailbot.edges.tables
import mailbot.edges.words  # noqa: F401
from mailbot import kinds

kinds.discover()  # the tables that they bring
connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
