"""What somebody asks: a query as both adapters understand it. It travels to the child as plain values."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Kind = Literal["word", "phrase", "prefix"]


@dataclass(frozen=True)
class Item:
    """A word by any of its `tokens` (stems), a phrase by all of them in their order, a prefix by its only one.
    `word` is how a word was typed, folded."""

    kind: Kind
    tokens: tuple[str, ...]
    word: str = ""


@dataclass(frozen=True)
class Query:
    """One item of each clause of `must` has to be there, and none of `never`; with `in_title`, in the title."""

    must: tuple[tuple[Item, ...], ...] = ()
    never: tuple[Item, ...] = ()
    in_title: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.must

    def loosened(self) -> "Query":
        """Any of its words will do."""
        return replace(self, must=(tuple(self.items),)) if self.must else self

    @property
    def items(self) -> list[Item]:
        """All that is wanted."""
        return [item for clause in self.must for item in clause]

    def as_values(self) -> dict[str, Any]:
        return asdict(self)


def query_from(values: dict[str, Any]) -> Query:
    must = tuple(tuple(_item(item) for item in clause) for clause in values["must"])
    return Query(must, tuple(_item(item) for item in values["never"]), values["in_title"])


def _item(values: dict[str, Any]) -> Item:
    return Item(values["kind"], tuple(values["tokens"]), values["word"])
