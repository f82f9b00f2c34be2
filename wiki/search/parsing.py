"""What somebody typed, as a query and filters. Nothing that can be typed is an error: what means nothing is words."""

import re
from dataclasses import dataclass, field
from datetime import date

from wiki.search.analysis import RUN, STOP, exact_of, fold, stems_of
from wiki.search.asking import Item, Query

LONGEST = 300
MOST_ITEMS = 16
SHORTEST_PREFIX = 2
NAMES = ("space", "tag", "by", "before", "after", "in", "is", "has", "saved")
FIXED = {"in": ("title",), "is": ("outdated", "current", "review"), "has": ("attachment",)}
DAYS = ("before", "after")
AS_A_DAY = ("2026", "2026-03", "2026-03-31")
"""How a day, or the first one of a month or year, is written."""
_PIECE = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
"""As phones and word processors write them by themselves."""
_INNER = re.compile(r"\w(?:[./\\]|::)\w")
"""What joins the parts of a dotted name or a path."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Filter:
    """`name:value` as it was typed; `text` is how it is typed again."""

    name: str
    value: str
    unwanted: bool = False
    """With a minus: what it does not let through is asked for."""

    @property
    def text(self) -> str:
        value = f'"{self.value}"' if " " in self.value else self.value
        return f"{'-' if self.unwanted else ''}{self.name}:{value}"

    @property
    def known(self) -> list[str]:
        """What this filter may be, where only so much can be meant."""
        return [f"{self.name}:{value}" for value in FIXED.get(self.name, AS_A_DAY if self.name in DAYS else ())]


@dataclass(frozen=True)
class Asked:
    """`words` is what was typed without the filters."""

    text: str
    words: str = ""
    query: Query = field(default_factory=Query)
    filters: tuple[Filter, ...] = ()
    odd: tuple[Filter, ...] = ()
    """What looks like a filter, and says nothing that is known: it was taken as words."""

    def without(self, one: Filter) -> str:
        """The same search without this filter, as it would be typed."""
        rest = [other.text for other in self.filters if other != one]
        return " ".join([*([self.words] if self.words else []), *rest])

    @property
    def is_plain(self) -> bool:
        """Words alone, all of them wanted: then any of them may do, too."""
        clauses = self.query.must
        return (
            len(clauses) > 1
            and not self.query.never
            and all(len(clause) == 1 and clause[0].kind == "word" for clause in clauses)
        )

    @property
    def tokens(self) -> frozenset[str]:
        """All that its wanted words are found by."""
        return frozenset(token for clause in self.query.must for item in clause for token in item.tokens)


def parse(text: str) -> Asked:
    typed = " ".join(text[:LONGEST].replace("\0", " ").translate(_QUOTES).split())
    filters: list[Filter] = []
    odd: list[Filter] = []
    pieces: list[tuple[str, bool, Item | None]] = []
    for found in _PIECE.finditer(typed):
        minus, name, quoted, plain = found.groups()
        value = quoted if quoted is not None else plain
        said = Filter((name or "").lower(), value, bool(minus))
        if _means(said):
            filters.append(said)
            continue
        pieces += _pieces(found.group(), minus, name, quoted, plain)
        if value and said.known:
            odd.append(said)
    in_title = any(one.name == "in" for one in filters)
    words = " ".join(piece for piece, _, _ in pieces if piece)
    must, never = _clauses(pieces[: MOST_ITEMS * 2], in_title)
    if not must and not never:
        must = tuple((item,) for item in _phrase(words))  # common words alone
    return Asked(typed, words, Query(must, never, in_title), tuple(dict.fromkeys(filters)), tuple(dict.fromkeys(odd)))


def _means(said: Filter) -> bool:
    if said.name in FIXED:
        return said.value.lower() in FIXED[said.name] and not (said.unwanted and said.name == "in")
    if said.name in DAYS:
        return day_of(said.value) is not None
    return said.name in NAMES and bool(said.value.strip())


def day_of(value: str) -> date | None:
    """A day, or the first one of a month or year."""
    found = _DATE.fullmatch(value)
    try:
        return date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None


Piece = tuple[str, bool, Item | None]


def _pieces(whole: str, minus: str, name: str | None, quoted: str | None, plain: str | None) -> list[Piece]:
    """Each as it was typed, whether it is not wanted, and what it is looked for by; OR stands for itself."""
    if whole == "OR":
        return [("OR", False, None)]
    word = f"{name}:{plain}" if name else plain or ""
    if quoted is not None:
        items = _phrase(f"{name or ''} {quoted}")
    elif word.endswith("*") and (beginning := _beginning(word[:-1])):
        items = [Item("prefix", (beginning,))]
    elif minus or _INNER.search(word):
        items = _words(word) if len(RUN.findall(word)) == 1 else _phrase(word)
    else:
        items = _words(word)
    return [(whole if not at else "", bool(minus), item) for at, item in enumerate(items)] or [(whole, False, None)]


def _words(text: str) -> list[Item]:
    """An identifier or a run of CJK is its parts, one after the other."""
    found = []
    for run in RUN.findall(text):
        if len(exact_of(run)) > 1:
            found.append(Item("phrase", exact_of(run)))
        elif tokens := stems_of(run):
            found.append(Item("word", tokens, fold(run)))
    return found


def _phrase(text: str) -> list[Item]:
    tokens = tuple(word for run in RUN.findall(text) for word in exact_of(run))
    return [Item("phrase", tokens)] if tokens else []


def _beginning(word: str) -> str | None:
    runs = RUN.findall(word)
    beginning = fold(runs[0]) if len(runs) == 1 else ""
    return beginning if len(beginning) >= SHORTEST_PREFIX else None


def _clauses(pieces: list[Piece], in_title: bool) -> tuple[tuple[tuple[Item, ...], ...], tuple[Item, ...]]:
    must: list[list[Item]] = []
    never: list[Item] = []
    joins = False
    for whole, unwanted, item in pieces:
        if item is None:
            joins = whole == "OR" and bool(must)
            continue
        parts = _in_title(item) if in_title else [item]
        if unwanted:
            never += parts
        elif joins:
            must[-1] += parts
        else:
            must += [[part] for part in parts]
        joins = False
    return tuple(tuple(dict.fromkeys(clause)) for clause in must[:MOST_ITEMS]), tuple(never[:MOST_ITEMS])


def _in_title(item: Item) -> list[Item]:
    """Titles are short: a phrase in one is its words."""
    if item.kind != "phrase":
        return [item]
    return [Item("word", stems_of(token), token) for token in item.tokens if token not in STOP]
