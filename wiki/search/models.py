"""What the index has to look at still."""

from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base


class SearchDue(Base):
    """Something that is found by this page may have changed; None: build all of it anew. Written with the change."""

    __tablename__ = "search_due"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int | None]
