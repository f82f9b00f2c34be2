"""Alembic's way in: the connection comes from `wiki.core.schema`, or from the settings on the command line."""

from alembic import context

from wiki.core.db import Base, UtcDateTime, connect
from wiki.core.settings import read_settings
from wiki.wiring import load_tables

load_tables()


def plain_moment(kind, item, _context):
    """Migrations name types of SQLAlchemy only, so that they outlive our own."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection):
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain_moment
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with connect(read_settings()).begin() as own:
        run(own)
