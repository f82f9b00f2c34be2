"""How well both indexes rank, on public collections whose answers people have judged, beside a textbook BM25.

    .venv/bin/python -m bench.relevance FOLDER

FOLDER holds some of these, as the University of Glasgow keeps them; none is ours to give away:

    cran/cran.all.1400  cran/cran.qry   cran/cranqrel        cisi/CISI.ALL  cisi/CISI.QRY    cisi/CISI.REL
    cacm/cacm.all       cacm/query.text cacm/qrels.text      npl/doc-text   npl/query-text   npl/rlv-ass

Any word of a query will do. nDCG@10 (Järvelin and Kekäläinen 2002, gain by grade, discount log2(rank + 1)), the mean
over all queries that have an answer. A word that a query says twice
counts twice. The textbook BM25 has the same words, k1 and b; it stems as English and counts by itself.
"""

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from math import log, log2
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from wiki.search.analysis import ENGLISH, RUN, stems_of
from wiki.search.asking import Query
from wiki.search.engines import Doc, EngineName, open_index
from wiki.search.entries import Entry, Kind, entry_of
from wiki.search.parsing import parse
from wiki.search.ranking import K1, B
from wiki.search.worker import TITLE_TIMES, docs_of

AT = 10
GATE = {"cran": 0.36, "cisi": 0.36, "cacm": 0.48, "npl": 0.42}
WORST_OF_CRANFIELD = 5
"""Its grades run from 1, a complete answer, to 4; 5 and -1 are none."""

Judged = dict[int, dict[int, int]]


class Text(NamedTuple):
    title: str
    beside: str
    """Authors and keywords, as names and tags of a wiki."""
    body: str


@dataclass
class Collection:
    texts: dict[int, Text]
    queries: dict[int, str]
    judged: Judged


def smart(path: Path) -> Iterator[dict[str, str]]:
    """Records of the SMART format: `.I` begins one, other letters its fields."""
    for record in re.split(r"^\.I ", path.read_text(errors="replace"), flags=re.M)[1:]:
        number, _, rest = record.partition("\n")
        fields = re.split(r"^\.([A-Z])[^\S\n]*\n", rest, flags=re.M)
        yield {"I": number.strip(), **dict(zip(fields[1::2], fields[2::2], strict=True))}


def in_smart(documents: Path, queries: Path, judged: Judged, *, in_order: bool = False) -> Collection:
    """`in_order`: queries are judged by their place in the file, whatever number they have there."""
    texts = {
        int(one["I"]): Text(one.get("T", ""), " ".join((one.get("A", ""), one.get("K", ""))), one.get("W", ""))
        for one in smart(documents)
    }
    asked = enumerate(smart(queries), 1)
    return Collection(texts, {at if in_order else int(one["I"]): one.get("W", "") for at, one in asked}, judged)


def pairs(path: Path, grade: Callable[[list[str]], int] = lambda _: 1) -> Judged:
    judged: Judged = defaultdict(dict)
    for line in path.read_text().splitlines():
        fields = line.split()
        if len(fields) >= 2 and (worth := grade(fields)) > 0:
            judged[int(fields[0])][int(fields[1])] = worth
    return judged


def of_cranfield(folder: Path) -> Collection:
    def grade(fields: list[str]) -> int:
        return WORST_OF_CRANFIELD - int(fields[2]) if int(fields[2]) > 0 else 0

    judged = pairs(folder / "cranqrel", grade)
    return in_smart(folder / "cran.all.1400", folder / "cran.qry", judged, in_order=True)


def of_npl(folder: Path) -> Collection:
    def records(name: str) -> dict[int, str]:
        found = re.split(r"^\s*/\s*$", (folder / name).read_text(), flags=re.M)
        parted = (one.strip().partition("\n") for one in found)
        return {int(number): text for number, _, text in parted if number.strip().isdigit()}

    judged = {query: {int(doc): 1 for doc in docs.split()} for query, docs in records("rlv-ass").items()}
    return Collection({n: Text("", "", text) for n, text in records("doc-text").items()}, records("query-text"), judged)


READ: dict[str, Callable[[Path], Collection]] = {
    "cran": of_cranfield,
    "cisi": lambda folder: in_smart(folder / "CISI.ALL", folder / "CISI.QRY", pairs(folder / "CISI.REL")),
    "cacm": lambda folder: in_smart(folder / "cacm.all", folder / "query.text", pairs(folder / "qrels.text")),
    "npl": of_npl,
}


def ndcg(found: list[int], grades: dict[int, int]) -> float:
    gained = sum(grades.get(doc, 0) / log2(at + 1) for at, doc in enumerate(found[:AT], 1))
    best = sorted(grades.values(), reverse=True)[:AT]
    return gained / sum(grade / log2(at + 1) for at, grade in enumerate(best, 1))


def score(collection: Collection, ask: Callable[[str], list[int]]) -> float:
    judged = [number for number, grades in collection.judged.items() if grades and number in collection.queries]
    return mean(ndcg(ask(collection.queries[number]), collection.judged[number]) for number in judged)


def by_index(engine: EngineName, folder: Path, docs: list[Doc]) -> Callable[[str], list[int]]:
    index = open_index(engine, folder)
    index.apply(docs)

    def ask(text: str) -> list[int]:
        return [entry_of(key).id for key in index.search(any_word(text), frozenset([1]), AT, None)]

    return ask


def any_word(text: str) -> Query:
    """As the box understands it, but that these are longer than what anybody types, which is cut off."""
    items = [item for word in RUN.findall(text) for item in parse(word).query.items]
    return Query(must=(tuple(item for item in items if item.kind == "word" or len(item.tokens) > 1),))


def textbook(collection: Collection) -> Callable[[str], list[int]]:
    """English stems, one for a word; the title three times."""
    postings: dict[str, dict[int, int]] = defaultdict(dict)
    lengths = {}
    for doc, text in collection.texts.items():
        stems = _english(" ".join((*[text.title] * TITLE_TIMES, text.beside, text.body)))
        lengths[doc] = len(stems)
        for stem, times in Counter(stems).items():
            postings[stem][doc] = times
    average = mean(lengths.values())

    def ask(asked: str) -> list[int]:
        total: dict[int, float] = defaultdict(float)
        for stem in _english(asked):
            holding = postings.get(stem, {})
            weight = log(1 + (len(lengths) - len(holding) + 0.5) / (len(holding) + 0.5))
            for doc, times in holding.items():
                total[doc] += weight * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[doc] / average))
        return sorted(total, key=lambda doc: (-total[doc], doc))[:AT]

    return ask


def _english(text: str) -> list[str]:
    return [stem for run in RUN.findall(text) for stem in stems_of(run, ENGLISH)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(f"nDCG@{AT}   whoosh    fts5  textbook    gate")
    for name, read in READ.items():
        if not (given.folder / name).is_dir():
            continue
        collection = read(given.folder / name)
        entries = (
            {"key": Entry(Kind.PAGE, number).key, "page": number, "space": 1, "title": text.title}
            | {"beside": [text.beside], "html": f"<p>{escape(text.body)}</p>"}
            for number, text in collection.texts.items()
        )
        docs = docs_of(entries)
        with tempfile.TemporaryDirectory(prefix="kring-bench-") as place:
            scores = [score(collection, by_index(engine, Path(place) / engine, docs)) for engine in ("whoosh", "fts5")]
        scores.append(score(collection, textbook(collection)))
        print(f"{name:<8} {scores[0]:>7.3f} {scores[1]:>7.3f} {scores[2]:>9.3f} {GATE[name]:>7.2f}", flush=True)


if __name__ == "__main__":
    main()
