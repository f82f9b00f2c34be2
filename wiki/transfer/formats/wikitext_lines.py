"""The parts of wikitext that count by lines, which are written after all within them: lists, indented code, tables."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from mwparserfromhell.nodes import Tag
from mwparserfromhell.wikicode import Wikicode

from wiki.transfer.formats.writing import AT_LINE_START, drawn, escaped_start

MARK = "\x01"
"""Stands before each sign of a list, so that none is taken for text."""
NOTHING = "\x02"
"""Stands where something was that is not text, so that what follows does not begin the line."""
ITEM = re.compile(r"(?P<signs>(?:\x01[*#:;])+)[ \t]*(?P<text>.*)")
FENCE = re.compile(r"(`{3,})")
WIDTHS = {"*": 2, "#": 3, ":": 2, ";": 2}
OURS = ("#", ">", "|", "---", "[^")
"""What begins a line that is Markdown already."""
MOST_COLUMNS = 200
MOST_DEEP = 30


def blocks(text: str) -> str:
    """The lines with their lists and code in Markdown, and one blank line at most between them."""
    out: list[str] = []
    lists = _Lists()
    lines = iter(text.split("\n"))
    for given in lines:
        line = given.lstrip(f"{NOTHING} ") if given.startswith(NOTHING) else given
        if fence := FENCE.match(line):
            out += [line, *_until(lines, fence[1])]
        elif item := ITEM.match(line):
            out += lists.item(re.sub(MARK, "", item["signs"]), item["text"].replace(MARK, "\n"), out)
            continue
        elif line.startswith(" ") and line.strip():
            _indented(line, out)
        else:
            if line.strip() and lists.open and out and out[-1]:
                out.append("")
            line = line.replace(NOTHING, "").rstrip()
            out.append(line if line.startswith(OURS) else AT_LINE_START.sub(escaped_start, line))
        lists.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n").replace(MARK, "").replace(NOTHING, "")


def _until(lines: Iterator[str], fence: str) -> Iterator[str]:
    for line in lines:
        yield line
        if line.strip() == fence:
            return


def _indented(line: str, out: list[str]) -> None:
    """A line that begins with a space is code there; what was escaped in it is plain again."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line[1:])
    if len(out) > 1 and out[-1] == "```" and out[-2] != "":
        out[-1:] = [plain, "```"]
    else:
        out += ["", "```", plain, "```"]


class _Lists:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.open = False
        self._term = False

    def close(self) -> None:
        self._numbers, self.open, self._term = {}, False, False

    def item(self, signs: str, text: str, out: list[str]) -> list[str]:
        signs = signs[:MOST_DEEP]
        begins = [] if self.open or not out or not out[-1] else [""]
        self.open = True
        if signs == ";":
            return self._meaning(text, begins)
        if set(signs) == {":"}:
            line = text.replace("\n", " ")
            return [*begins, f": {line}"] if self._term else [*begins, f"{'> ' * len(signs)}{line}"]
        indent = " " * sum(WIDTHS[sign] for sign in signs[:-1])
        if signs[-1] in ":;":
            return [*begins, f"{indent}{text}"]
        self._numbers = {above: n for above, n in self._numbers.items() if signs.startswith(above)}
        self._numbers[signs] = number = self._numbers.get(signs, 0) + 1
        sign = f"{number}." if signs[-1] == "#" else "-"
        return [*begins, f"{indent}{sign} {text}"]

    def _meaning(self, text: str, begins: list[str]) -> list[str]:
        """`;term:meaning` on one line, or the term alone."""
        term, _, meaning = text.partition("\n:")
        again = [""] if self._term else begins
        self._term = True
        return [*again, term.strip() or "…", *([f": {meaning.strip()}"] if meaning.strip() else [])]


def table(tag: Tag, inline: Callable[[Wikicode | None], str], left: Counter[str]) -> str:
    rows, caption = _rows(tag)
    grid = [[_cell(cell, inline) for cell in row][:MOST_COLUMNS] for row in rows]
    wide = max(map(len, grid), default=0)
    left["merged cells of tables"] += sum(
        1 for row in rows for cell in row if cell.has("rowspan") or cell.has("colspan")
    )
    if not wide:
        return ""
    words = " ".join(inline(caption).split()).lstrip("\\+ ") if caption is not None else ""
    title = f"**{words}**\n\n" if words else ""
    return f"\n\n{title}{drawn([row + [''] * (wide - len(row)) for row in grid])}\n\n"


def _rows(tag: Tag) -> tuple[list[list[Tag]], Wikicode | None]:
    """The cells by rows; those before the first sign of a row are one, too."""
    rows: list[list[Tag]] = [[]]
    caption = None
    for part in _tags(tag):
        name = str(part.tag).lower()
        if name == "tr":
            rows.append([cell for cell in _tags(part) if str(cell.tag).lower() in ("td", "th")])
        elif name == "td" and part.wiki_markup == "|" and str(part.contents).startswith("+"):
            caption = part.contents
        elif name in ("td", "th"):
            rows[-1].append(part)
    return [row for row in rows if row], caption


def _tags(tag: Tag) -> list[Any]:
    return [node for node in tag.contents.nodes if isinstance(node, Tag)] if tag.contents is not None else []


def _cell(cell: Tag, inline: Callable[[Wikicode | None], str]) -> str:
    text = blocks(inline(cell.contents))
    lines = [line.strip() for line in text.split("\n") if line.strip() and not FENCE.match(line)]
    return re.sub(r"(?<!\\)\|", r"\\|", "<br>".join(lines))
