"""Names for files and folders that every system takes: Windows, macOS and Linux, and our own importer."""

from wiki.core.words import slug_of
from wiki.files.naming import clean_name, split_name

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""What Windows keeps for itself, whatever the ending."""

MEANT_OTHERWISE = frozenset({"index", "readme", "pages", "docs", "doc", "content", "src", "wiki", "site"})
"""What importers, ours too, read as the page of a folder, or as a folder that only holds everything else."""

UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*%#', "-"))
LONGEST_FILE = 100
OURS = (".md", ".markdown", ".mdown", ".html")


def stem_for(title: str, taken: set[str]) -> str:
    """A name for a page among those `taken` in its folder, which it joins; without an ending."""
    slug = slug_of(title)
    stem = f"{slug}-page" if slug in DEVICES | MEANT_OTHERWISE else slug
    found = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 100_000))) if not _clash(name, taken))
    taken.update({found, *(found + ending for ending in OURS)})
    return found


def _clash(stem: str, taken: set[str]) -> bool:
    return stem in taken or any(stem + ending in taken for ending in OURS)


def file_for(label: str, taken: set[str]) -> str:
    """The same for a file that was put on a page. One that would be read as a page gets another ending."""
    stem, ending = split_name(clean_name(label).translate(UNSAFE))
    stem = stem.strip(". ")[:LONGEST_FILE] or "file"
    stem = f"{stem}_" if stem.lower() in DEVICES else stem
    ending = f".{ending}" if ending else ""
    ending += ".txt" if ending.lower() in OURS else ""
    names = (f"{stem}{ending}", *(f"{stem}-{n}{ending}" for n in range(2, 100_000)))
    found = next(name for name in names if name.lower() not in taken)
    taken.add(found.lower())
    return found
