"""Text to tokens: the one analyzer of both adapters, so that index and query agree by construction.

Every word stands in `exact` as it is, folded, at its place: phrases and prefixes are looked up there. Its stems stand
in `stems`, a bag. A paragraph is stemmed as the language that its commonest words say, and as both where they say
nothing; a query is stemmed as both. Each of the two Dutch stemmers errs where the other does not (huizen,
wachtwoorden).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

import Stemmer

from wiki.core.words import typable

VERSION = 3
"""Another one makes every index be built anew."""
LONGEST = 64
PARAGRAPH = re.compile(r"\n\s*\n")
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f"
RUN = re.compile(rf"[{CJK}]+|[^\W{CJK}]+")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_COMMON_ENGLISH = "the and of to is are be this that with for from you it have not can will when your"
_COMMON_DUTCH = "de het een van en dat die niet met voor zijn op te je er om ook als wordt naar bij"
_COMMON = {"en": frozenset(_COMMON_ENGLISH.split()), "nl": frozenset(_COMMON_DUTCH.split())}
_SAYING_LITTLE = (
    "a an and are as at be by for from have if in is it of on or that the this to us we with yet you your "
    "de het een en van te dat die is voor met zijn er om ook als dan maar bij nog naar uit je ik"
)
STOP = frozenset(_SAYING_LITTLE.split())
_STEMMERS = {"en": [Stemmer.Stemmer("english")], "nl": [Stemmer.Stemmer(name) for name in ("dutch", "dutch_porter")]}
BOTH = ("en", "nl")
ENGLISH, DUTCH = ("en",), ("nl",)
SHORTEST_COMPOUND = 9
"""Letters."""


def fold(word: str) -> str:
    """Lower case, without accents: before stemming, or coördinatie and coordinatie would differ."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", typable(word)).lower()


@lru_cache(maxsize=100_000)
def exact_of(run: str) -> tuple[str, ...]:
    """What a run of letters and digits is, one after the other: CamelCase, snake_case by parts, CJK by pairs."""
    if _is_cjk(run):
        return tuple(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    parts = _PART.findall(run if run.isascii() else typable(run))
    return tuple(fold(part)[:LONGEST] for part in parts) if _divides(parts) else (fold(run)[:LONGEST],)


def stems_of(run: str, languages: tuple[str, ...] = BOTH) -> tuple[str, ...]:
    """What it may be looked for by, in these languages; an identifier also as a whole. Stop words have none."""
    return _stemmer(languages)(run)


@lru_cache(maxsize=8)
def _stemmer(languages: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """`stems_of` in these languages, remembered by word: most of the time of building goes here."""
    return lru_cache(maxsize=100_000)(lambda run: _stems_of(run, languages))


def _stems_of(run: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    exact = exact_of(run)
    if _is_cjk(run):
        return exact
    found: dict[str, None] = {}
    for word in exact:
        if word not in STOP or len(exact) > 1:
            found |= dict.fromkeys(stem for stem in _stemmed(word, languages))
    if len(exact) > 1:
        found[fold(run)[:LONGEST]] = None
    return tuple(found)


@lru_cache(maxsize=100_000)
def _stemmed(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    stemmers = (stemmer for language in languages for stemmer in _STEMMERS[language])
    return tuple(dict.fromkeys(stemmer.stemWord(word) for stemmer in stemmers))


def _is_cjk(run: str) -> bool:
    return not run.isascii() and re.match(f"[{CJK}]", run) is not None


def _divides(parts: list[str]) -> bool:
    """Not for a capital before one word (iPhone would be, eBook too): those are words like others."""
    return len(parts) > 1 and not (len(parts) == 2 and len(parts[0]) == 1 and not parts[1][0].isdigit())


def languages_of(words: list[str]) -> tuple[str, ...]:
    """The language that the commonest words of a paragraph say, if they say one clearly."""
    seen = {name: sum(map(common.__contains__, words)) for name, common in _COMMON.items()}
    for one, other in (BOTH, BOTH[::-1]):
        if seen[one] >= 2 and seen[one] >= 3 * seen[other]:
            return (one,)
    return BOTH


@dataclass
class Tokens:
    """`exact` in their order, and `stems`, of a whole text. `parts`: halves of compounds, stemmed."""

    exact: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


def tokens(text: str, halves: Callable[[str], tuple[str, ...]] | None = None) -> Tokens:
    """`halves` says what a word is put together from; it is asked where a text may be Dutch."""
    found = Tokens()
    for runs, languages in paragraphs(text):
        found.exact.extend(chain.from_iterable(map(exact_of, runs)))
        found.stems.extend(chain.from_iterable(map(_stemmer(languages), runs)))
        if halves and languages != ENGLISH:
            long = {fold(run) for run in runs if len(run) >= SHORTEST_COMPOUND and run.isalpha()}
            parts = chain.from_iterable(map(halves, sorted(long)))
            found.parts.extend(stem for part in parts for stem in _stemmed(part, languages))
    return found


def paragraphs(text: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """The runs of each, and its languages."""
    for paragraph in PARAGRAPH.split(text):
        if runs := RUN.findall(paragraph):
            yield runs, languages_of(list(map(str.lower, runs)))


def beginnings(title: str) -> Iterator[str]:
    """All beginnings of its words, for a box that answers while somebody types."""
    for run in RUN.findall(title):
        for word in dict.fromkeys((*exact_of(run), fold(run))):
            yield from (word[:length] for length in range(1, min(len(word), LONGEST_BEGINNING) + 1))


LONGEST_BEGINNING = 12
