"""What is said of an import, as facts: a sentence with its values, so that each reader has it in their language."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wiki.core.errors import KringError
from wiki.core.speaking import Words
from wiki.transfer.losses import loss_in_words

SHOWN = 20
INDENT = "  "
REASON = "reason"
"""The value of a fact that is words of ours itself, to be translated as well."""


@dataclass(frozen=True)
class Fact:
    """`say` is English, to be translated; what stands in `items` is shown below it, each an own text or a fact."""

    say: str
    values: dict[str, Any] = field(default_factory=dict)
    items: tuple["str | Fact", ...] = ()
    more: int = 0
    """How many further items there are that are not told."""

    def line(self, words: Words) -> str:
        if not self.values:
            return self.say if "%" in self.say else words.gettext(self.say)
        values = {name: loss_in_words(value, words) if name == REASON else value for name, value in self.values.items()}
        return words.gettext(self.say, **values)

    def lines(self, words: Words) -> Iterator[str]:
        yield self.line(words)
        yield from (INDENT + item for item in self.shown(words))

    def shown(self, words: Words) -> Iterator[str]:
        """The items, in words."""
        yield from (item if isinstance(item, str) else item.line(words) for item in self.items)
        if self.more:
            yield words.gettext(_MORE.say, more=self.more)


def fact_of(say: str, /, **values: Any) -> Fact:
    return Fact(say, values)


_MORE = fact_of("and %(more)s more")


def listed(about: Fact, items: Iterable[str | Fact], most: int = SHOWN) -> Iterator[Fact]:
    """The fact with its items, as far as there are any."""
    if told := list(items):
        yield Fact(about.say, about.values, tuple(told[:most]), max(0, len(told) - most))


def why(path: str, reason: str) -> Fact:
    """Something about a file: its path, and what about it, in words that `losses` knows."""
    return Fact("%(path)s: %(reason)s", {"path": path, REASON: reason})


def kept(facts: Iterable[Fact]) -> str:
    """The facts as a text to be kept."""
    return json.dumps([_packed(each) for each in facts], ensure_ascii=False)


def told(text: str) -> list[Fact]:
    """The facts of a kept text. What was kept before there were facts is one, as it stands."""
    try:
        return [_unpacked(each) for each in json.loads(text)] if text else []
    except (ValueError, TypeError, KeyError):
        return [Fact("%(text)s", {"text": text})]


def trouble(error: KringError) -> Fact:
    """What went wrong, as a fact."""
    values: dict[str, object] = getattr(error, "values", {})
    return Fact(getattr(error, "message", str(error)), {name: str(value) for name, value in values.items()})


def _packed(item: str | Fact) -> Any:
    return item if isinstance(item, str) else [item.say, item.values, [_packed(one) for one in item.items], item.more]


def _unpacked(packed: Any) -> Any:
    if isinstance(packed, str):
        return packed
    say, values, items, more = packed
    return Fact(say, values, tuple(_unpacked(item) for item in items), more)
