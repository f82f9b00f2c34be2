"""Which page a file is, through renames, branches and merges, and which versions of it followed on which.

Git keeps trees, people keep pages. A page is followed from commit to commit along the graph of commits; where branches
changed it side by side, its versions branch and meet too, so that each can be replayed onto what its author saw.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePosixPath

from wiki.transfer.repository import Change, Commit

MARKDOWN = (".md", ".markdown", ".mdown")
SHA_LENGTH = 40
FOLDER_PAGES = ("index", "readme", "_index")


@dataclass(frozen=True)
class Version:
    """A page as one commit left it. `follows` are the places of earlier versions in the page's list: several, when
    branches met."""

    follows: tuple[int, ...]
    path: str
    blob: str
    commit: Commit
    begins: bool = False
    """Only that the page was begun, as its file tells: without text, and no revision."""


@dataclass(eq=False)
class Line:
    """One page's versions, earlier before later, whatever the file was called."""

    versions: list[Version] = field(default_factory=list)
    _before: list[int] = field(default_factory=list)

    @property
    def last(self) -> Version:
        return self.versions[-1]

    def add(self, version: Version) -> "Place":
        mine = 1 << len(self.versions)
        for earlier in version.follows:
            mine |= self._before[earlier]
        self.versions.append(version)
        self._before.append(mine)
        return Place(self, len(self.versions) - 1)

    def latest(self, indexes: set[int]) -> tuple[int, ...]:
        """Those of the versions that no other of them follows on."""
        wanted = sorted(indexes)
        if len(wanted) < 2:
            return tuple(wanted)
        return tuple(
            one for one in wanted if not any(other != one and self._before[other] >> one & 1 for other in wanted)
        )


@dataclass(frozen=True)
class Place:
    line: Line
    index: int

    @property
    def version(self) -> Version:
        return self.line.versions[self.index]


Tree = dict[str, Place]


def is_markdown(path: str) -> bool:
    return path.lower().endswith(MARKDOWN)


def is_folder_page(path: str) -> bool:
    return PurePosixPath(path).stem.lower() in FOLDER_PAGES


@dataclass
class Lineage:
    """The pages alive at the end, by path, and how many others were left behind on the way."""

    alive: Tree
    lost: int
    root: str = ""
    """The first commit, of a repository."""


def trace(commits: Iterable[Commit]) -> Lineage:
    """Follow all pages through `commits`, which come parents first and end with the one to import."""
    told = list(commits)
    roots = sorted(commit.sha for commit in told if not commit.parents and len(commit.sha) >= SHA_LENGTH)
    return replace(_Tracer().run(told), root="".join(roots[:1]))


class _Tracer:
    def __init__(self) -> None:
        self._trees: dict[str, Tree] = {}
        self._buried: Tree = {}
        self._lines = 0

    def run(self, commits: list[Commit]) -> Lineage:
        awaited = Counter(parent for commit in commits for parent in commit.parents)
        tree: Tree = {}
        for commit in commits:
            sides = [self._trees.get(parent, {}) for parent in commit.parents]
            tree = self._merged(commit, sides) if len(sides) > 1 else self._changed(commit, dict(*sides))
            self._trees[commit.sha] = tree
            awaited.subtract(commit.parents)
            for parent in commit.parents:
                if not awaited[parent]:
                    self._trees.pop(parent, None)
        return Lineage(tree, self._lines - len(tree))

    def _changed(self, commit: Commit, tree: Tree) -> Tree:
        for change, old in self._taken(tree, commit).items():
            before = old or self._returned(change.path, tree)
            tree[change.path] = self._add(before, commit, change.path, change.blob or "")
        return tree

    def _taken(self, tree: Tree, commit: Commit) -> dict[Change, Place | None]:
        """The files this commit wrote, each with the page it was, which is taken out of the tree."""
        taken: dict[Change, Place | None] = {}
        gone: Tree = {}
        for change in commit.changes:
            old = tree.pop(change.old_path or change.path, None)
            if change.blob and is_markdown(change.path):
                taken[change] = old
            elif old:
                gone[change.path] = old
        taken |= {change: gone.pop(path) for change, path in _moved([c for c in taken if not taken[c]], gone)}
        self._buried |= gone
        return taken

    def _returned(self, path: str, tree: Tree) -> Place | None:
        """A page that was deleted and comes back is the same page."""
        buried = self._buried.get(path)
        return buried if buried and all(place.line is not buried.line for place in tree.values()) else None

    def _add(self, before: Place | None, commit: Commit, path: str, blob: str) -> Place:
        if before is None:
            self._lines += 1
            return Line().add(Version((), path, blob, commit))
        return before.line.add(Version((before.index,), path, blob, commit))

    def _merged(self, commit: Commit, sides: list[Tree]) -> Tree:
        """The files of the merge, each as the page it is on its sides."""
        tree = dict(sides[0])
        blobs = {change: (change.blob or "", old) for change, old in self._taken(tree, commit).items()}
        wanted: list[tuple[str, str, Place | None]] = [
            (path, place.version.blob, place) for path, place in tree.items()
        ]
        wanted += [(c.path, blob, self._known(c.path, blob, old, sides[1:])) for c, (blob, old) in blobs.items()]
        homes = [{place.line: place.index for place in side.values()} for side in sides]
        merged: Tree = {}
        used: set[Line] = set()
        for path, blob, place in wanted:
            if place and place.line not in used:
                merged[path] = _meeting(commit, path, blob, place.line, homes)
            else:
                merged[path] = self._add(None, commit, path, blob)
            used.add(merged[path].line)
        return merged

    def _known(self, path: str, blob: str, old: Place | None, others: list[Tree]) -> Place | None:
        theirs = [side[path] for side in others if path in side]
        same = next((place for place in theirs if place.version.blob == blob), None)
        return same or old or next(iter(theirs), None)


def _moved(new: list[Change], gone: Tree) -> Iterator[tuple[Change, str]]:
    """Files that went and came under the same name in one commit, too rewritten for git to call it a rename."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for path in gone:
        by_name[_own_name(path)].add(path)
    for change in new:
        if candidates := by_name[_own_name(change.path)]:
            nearest = max(sorted(candidates), key=lambda path: _common_end(path, change.path))
            candidates.remove(nearest)
            yield change, nearest


def _own_name(path: str) -> str:
    """The part of the path that tells files apart: `index.md` and its like are named after their folder."""
    parts = PurePosixPath(path).parts
    return "/".join(parts[-2:] if is_folder_page(path) else parts[-1:]).lower()


def _common_end(one: str, other: str) -> int:
    pairs = zip(reversed(PurePosixPath(one).parts), reversed(PurePosixPath(other).parts), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _meeting(commit: Commit, path: str, blob: str, line: Line, homes: list[dict[Line, int]]) -> Place:
    """Where the versions of the sides come together; no new one when a side already had all of it."""
    latest = line.latest({home[line] for home in homes if line in home})
    if len(latest) == 1 and (line.versions[latest[0]].path, line.versions[latest[0]].blob) == (path, blob):
        return Place(line, latest[0])
    return line.add(Version(latest, path, blob, commit))
