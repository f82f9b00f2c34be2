"""Whether the right people are found: by a history in which the people who came later are hidden.

    .venv/bin/python -m bench.expertise --plans GIT_DIR      a clone of github.com/kubernetes/enhancements
    .venv/bin/python -m bench.expertise --wiki DATA_DIR      that of a wiki, such as one that `kring demo` has filled

Of the plans, each is asked for on the day it was made: who reviews and approves it (people chose them) is to be found
by what was written and reviewed before, by people who are not its authors. Those who had done nothing before can be
found by nobody and do not count. Of a wiki's pages, whoever edits one within a year after a day, in batches of three
pages at most, is to be found by the page's title and by what was written before that day.

Half of the questions may be tuned on; what is reported is the other half.
"""

import argparse
import random
import re
import sqlite3
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path

from wiki.expertise import scoring
from wiki.expertise.batches import Act, shares
from wiki.expertise.models import Kind, worth_now, worth_then
from wiki.expertise.scoring import MAIN, Said, Seen, against, standings, topics, votes
from wiki.search.analysis import tokens
from wiki.search.engines import SearchIndex, open_index
from wiki.search.parsing import parse
from wiki.search.worker import docs_of

MOST = 50
FIRST = 5
LATER = timedelta(days=365)
DAYS = 6
"""Days of a wiki's history on which it is asked."""


@dataclass
class Entry:
    id: int
    title: str
    text: str
    at: datetime
    tags: tuple[int, ...] = ()
    acts: list[tuple[int, Kind, datetime, float]] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Question:
    entry: Entry
    at: datetime
    wanted: frozenset[int]
    but: frozenset[int]


@dataclass
class Collection:
    entries: dict[int, Entry]
    questions: list[Question]
    said: dict[int, dict[int, Said]] = field(default_factory=dict)
    """By person and tag."""


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True).stdout


def plans_from(repo: Path) -> Collection:
    names = [name for name in git(repo, "ls-tree", "-r", "HEAD", "--name-only").splitlines() if "/kep.yaml" in name]
    people: dict[str, int] = defaultdict(lambda: len(people) + 1)
    tags: dict[str, int] = defaultdict(lambda: len(tags) + 1)
    entries, asked = {}, []
    for number, name in enumerate(sorted(names), start=1):
        said = git(repo, "show", f"HEAD:{name}")
        day = re.search(r"^creation-date:\s*\"?(\d{4})-(\d\d?)-(\d\d?)", said, re.MULTILINE)
        title = re.search(r"^title:\s*(.+)$", said, re.MULTILINE)
        at = _day_of(*map(int, day.groups())) if day else None
        if not at or not title:
            continue
        sigs = {tags[sig] for sig in re.findall(r"sig-[a-z-]+", said.partition("\nstatus:")[0])}
        authors, helpers = ({people[one] for one in _listed(said, keys)} for keys in (("authors",), HELPERS))
        text = subprocess.run(
            ["git", "-C", repo, "show", f"HEAD:{name.replace('kep.yaml', 'README.md')}"], capture_output=True, text=True
        ).stdout
        entry = Entry(number, title[1].strip("\"' "), text, at, tuple(sorted(sigs)))
        entry.acts = [(one, Kind.AUTHOR, at, 1.0) for one in authors]
        entry.acts += [(one, Kind.FEEDBACK, at, 1.0) for one in helpers - authors]
        entries[number] = entry
        asked.append(Question(entry, at, frozenset(helpers - authors), frozenset(authors)))
    return Collection(entries, _findable(entries, asked), _leads(repo, people, tags))


HELPERS = ("reviewers", "approvers")
LISTED = re.compile(r"^[ \t]*-\s*[\"']?@?([\w-]+)[\"']?\s*(?:#.*)?$", re.MULTILINE)
LEADS = re.compile(r"^  (sig-[a-z-]+?)-leads:\n((?:    - .*\n)+)", re.MULTILINE)


def _day_of(year: int, *rest: int) -> datetime | None:
    """Some wrote the day before the month."""
    month, day = rest if rest[0] <= 12 else reversed(rest)
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _listed(said: str, keys: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        block = re.search(rf"^{key}:\s*\n((?:[ \t]*-.*\n|[ \t]*#.*\n|[ \t]*\n)*)", said, re.MULTILINE)
        found |= set(LISTED.findall(block[1] if block else ""))
    return {one.lower() for one in found if one.lower() not in {"tbd", "n"} and not one.startswith("sig-")}


def _leads(repo: Path, people: dict[str, int], tags: dict[str, int]) -> dict[int, dict[int, Said]]:
    """Who leads a group has said what they stand for."""
    found: dict[int, dict[int, Said]] = defaultdict(dict)
    for sig, block in LEADS.findall(git(repo, "show", "HEAD:OWNERS_ALIASES")):
        for one in re.findall(r"- @?([\w-]+)", block):
            found[people[one.lower()]][tags[sig]] = Said(part=MAIN)
    return found


def wiki_from(data: Path) -> Collection:
    with sqlite3.connect(data / "kring.sqlite") as wiki:
        pages = wiki.execute("SELECT id, title, html FROM entry JOIN page_content ON page_id = id WHERE words > 20")
        entries = {row[0]: Entry(row[0], row[1], row[2], datetime.max.replace(tzinfo=UTC)) for row in pages}
        wrote = wiki.execute(
            "SELECT user_id, at, page_id FROM revision JOIN revision_author ON revision_id = id"
            " ORDER BY user_id, at, id"
        ).fetchall()
        tagged = wiki.execute("SELECT entry_id, tag_id FROM entry_tag UNION SELECT entry_id, tag_id FROM given_tag")
        for entry_id, tag_id in tagged:
            if entry_id in entries:
                entries[entry_id].tags += (tag_id,)
        made = wiki.execute("SELECT id, author_id FROM entry").fetchall()
    by_person = defaultdict(list)
    for user_id, at, page_id in wrote:
        by_person[user_id].append(Act(datetime.fromisoformat(at).replace(tzinfo=UTC), page_id))
    for user_id, acts in by_person.items():
        for act, share in zip(acts, shares(acts), strict=True):
            if entry := entries.get(act.entry_id):
                entry.acts.append((user_id, Kind.EDIT, act.at, share))
                entry.at = min(entry.at, act.at)
    for entry_id, author_id in made:
        if author_id and entry_id in entries and entries[entry_id].acts:
            first = min(entries[entry_id].acts, key=lambda act: act[2])
            entries[entry_id].acts.append((author_id, Kind.AUTHOR, first[2], first[3]))
    times = sorted(act[2] for entry in entries.values() for act in entry.acts)
    days = [times[len(times) * number // (DAYS + 2)] for number in range(2, DAYS + 2)]
    asked = [
        Question(entry, day, _later(entry, day), frozenset())
        for day in days
        for entry in entries.values()
        if entry.at < day and _later(entry, day)
    ]
    return Collection(entries, _findable(entries, asked))


def _later(entry: Entry, day: datetime) -> frozenset[int]:
    return frozenset(
        user for user, kind, at, share in entry.acts if kind == Kind.EDIT and day <= at < day + LATER and share > 0.57
    )


def _findable(entries: dict[int, Entry], asked: list[Question]) -> list[Question]:
    first: dict[int, datetime] = {}
    for entry in entries.values():
        for user, _, at, _ in entry.acts:
            first[user] = min(first.get(user, at), at)
    kept = []
    for question in asked:
        wanted = frozenset(user for user in question.wanted if first[user] < question.at)
        if wanted:
            kept.append(Question(question.entry, question.at, wanted, question.but))
    return kept


class Bench:
    """All ways to find people, over one collection; each is given a question and gives people, the best first."""

    def __init__(self, given: Collection, index: SearchIndex) -> None:
        self.given, self.index = given, index
        self._acts: dict[Question, list[tuple[Entry, int, Kind, datetime, float]]] = {}
        self._found: dict[Question, list[int]] = {}
        self.words: dict[str, dict[int, int]] = defaultdict(dict)
        for entry in given.entries.values():
            for word, times in Counter(tokens(f"{entry.title} {entry.text}")[1]).items():
                self.words[word][entry.id] = times

    def acts(self, question: Question) -> list[tuple[Entry, int, Kind, datetime, float]]:
        """What was done before it was asked, by those who may be found."""
        if question not in self._acts:
            self._acts[question] = [
                (entry, user, kind, at, share)
                for entry in self.given.entries.values()
                for user, kind, at, share in entry.acts
                if at < question.at and user not in question.but
            ]
        return self._acts[question]

    def found(self, question: Question) -> list[int]:
        """Entries that answer, as the wiki's own search has them: those with all words, then those with any."""
        if question not in self._found:
            among = frozenset(entry.id for entry in self.given.entries.values() if entry.at < question.at)
            asked = parse(question.entry.title)
            ids = self.index.search(asked.query, frozenset({1}), MOST, among)
            if asked.is_plain and len(ids) < MOST:
                loose = self.index.search(asked.query.loosened(), frozenset({1}), MOST * 2, among)
                ids += [one for one in loose if one not in ids]
            self._found[question] = ids[:MOST]
        return self._found[question]

    def popularity(self, question: Question) -> list[int]:
        return _best(Counter(user for _, user, _, _, _ in self.acts(question)))

    def profile(self, question: Question) -> list[int]:
        """BM25 over people, each a text of all that they had a hand in."""
        hands = {(entry.id, user) for entry, user, _, _, _ in self.acts(question)}
        by_entry = defaultdict(set)
        for entry_id, user in hands:
            by_entry[entry_id].add(user)
        length: Counter[int] = Counter()
        for entry_id, users in by_entry.items():
            for user in users:
                length[user] += len(self.given.entries[entry_id].text) // 6 + 1
        average, scores = sum(length.values()) / max(len(length), 1), Counter[int]()
        for word in set(tokens(question.entry.title)[1]):
            times: Counter[int] = Counter()
            for entry_id, number in self.words.get(word, {}).items():
                for user in by_entry.get(entry_id, ()):
                    times[user] += number
            idf = log(1 + (len(length) - len(times) + 0.5) / (len(times) + 0.5))
            for user, number in times.items():
                scores[user] += idf * number * 2.2 / (number + 1.2 * (0.25 + 0.75 * length[user] / average))  # type: ignore[assignment]
        return _best(scores)

    def voting(self, question: Question) -> list[int]:
        """One vote of each entry for each who had a hand in it."""
        ids = set(self.found(question))
        hands = {(entry.id, user) for entry, user, _, _, _ in self.acts(question) if entry.id in ids}
        return _best(Counter(user for _, user in hands))

    def formula(
        self, question: Question, *, declared: bool = True, reviews: bool = True, exponent: float | None = None
    ) -> list[int]:
        voted = votes(dict.fromkeys([question.entry.id, *self.found(question)]))
        weights: dict[tuple[int, int, Kind], float] = defaultdict(float)
        hands: dict[int, set[int]] = defaultdict(set)
        for entry, user, kind, at, share in self.acts(question):
            hands[user].add(entry.id)
            if entry.id in voted and (reviews or kind != Kind.FEEDBACK):
                weights[entry.id, user, kind] += worth_then(kind, at, share)
        rows = [Seen(*key, worth_now(key[2], weight, question.at)) for key, weight in weights.items()]
        about = topics(voted, ((one, tag) for one in voted for tag in self.given.entries[one].tags), question.entry.id)
        said = {user: tags for user, tags in self.given.said.items() if user not in question.but} if declared else {}
        breadth = {user: len(entries) for user, entries in hands.items()}
        power = against(rows) if exponent is None else exponent
        return [one.user_id for one in standings(voted, rows, breadth, power, about, said)]


def _best(scores: "Counter[int]") -> list[int]:
    return [user for user, _ in sorted(scores.items(), key=lambda one: (-one[1], one[0]))]


def measured(ways: dict[str, Callable[[Question], list[int]]], questions: list[Question]) -> None:
    for name, way in ways.items():
        sums = [0.0, 0.0, 0.0]
        for question in questions:
            hits = [place for place, user in enumerate(way(question), start=1) if user in question.wanted]
            sums[0] += sum(number / place for number, place in enumerate(hits, start=1)) / len(question.wanted)
            sums[1] += 1 / hits[0] if hits else 0
            sums[2] += bool(hits and hits[0] <= FIRST)
        average, reciprocal, first = (one / len(questions) for one in sums)
        print(f"  {name:<34} MAP {average:.3f}  MRR {reciprocal:.3f}  Hit@{FIRST} {first:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--plans", type=Path)
    parser.add_argument("--wiki", type=Path)
    parser.add_argument("--tuning", action="store_true", help="report the half that may be tuned on")
    given = parser.parse_args()
    collection = plans_from(given.plans) if given.plans else wiki_from(given.wiki)
    questions = collection.questions
    random.Random(7).shuffle(questions)
    half = questions[::2] if given.tuning else questions[1::2]
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        index = open_index("whoosh", Path(name))
        index.apply(
            docs_of(
                {"id": one.id, "space": 1, "title": one.title, "html": one.text, "tags": []}
                for one in collection.entries.values()
            ),
            [],
        )
        bench = Bench(collection, index)
        print(f"{len(collection.entries)} entries, {len(questions)} questions, {len(half)} of them here")
        measured(
            {
                "popularity": bench.popularity,
                "profile": bench.profile,
                "plain voting": bench.voting,
                "the formula": bench.formula,
                "the formula, nothing declared": lambda one: bench.formula(one, declared=False),
                "the formula, no reviews": lambda one: bench.formula(one, reviews=False),
                "the formula, no reviews, g = 0": lambda one: bench.formula(one, reviews=False, exponent=0.0),
                "the formula, g = 0, as for feedback": lambda one: bench.formula(one, exponent=0.0),
                "the formula, g = 0.3": lambda one: bench.formula(one, exponent=0.3),
            },
            half,
        )
        if given.tuning:
            for scoring.FALL in (3.0, 6.0, 12.0):
                for scoring.OF_ITSELF in (1.0, 2.0):
                    measured({f"fall {scoring.FALL}, itself {scoring.OF_ITSELF}": bench.formula}, half)
        index.close()


if __name__ == "__main__":
    main()
