"""The database: base class, engine, and the session of the unit of work that is under way."""

from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy

from wiki.core.settings import Settings
from wiki.core.sqlite import sqlite_arguments, tune_sqlite

CONNECTIONS = 10


class UtcDateTime(TypeDecorator[datetime]):
    """Moments are kept in UTC and always carry their zone, whatever the database can do."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


new_session: sessionmaker[Session] = sessionmaker(expire_on_commit=False)
current: ContextVar[Session] = ContextVar("session")


def _session() -> Session:
    try:
        return current.get()
    except LookupError:
        raise RuntimeError("no unit of work is open: wrap the call in `with unit():`") from None


session: Session = LocalProxy(_session)  # type: ignore[assignment]


def let_go() -> None:
    """Give the connection back while this unit waits for somebody's network.

    What was loaded stays as it was, for reading alone; load again what is to be changed. Nothing may be written before.
    """
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("this unit has written already")
    session.close()


def connect(settings: Settings) -> Engine:
    """The engine for these settings; new sessions use it from now on."""
    options: dict[str, Any] = {"poolclass": QueuePool, "pool_size": CONNECTIONS, "max_overflow": CONNECTIONS}
    if settings.database.startswith("sqlite"):
        options["connect_args"] = sqlite_arguments()
    engine = create_engine(settings.database, **options)
    if settings.database.startswith("sqlite"):
        tune_sqlite(engine, durable=settings.durable)
    new_session.configure(bind=engine)
    return engine
