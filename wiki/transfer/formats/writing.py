"""HTML, tidied before (`tidying.py`), as the Markdown that our renderer reads."""

import re
from collections import Counter
from collections.abc import Callable
from html import escape
from itertools import product
from urllib.parse import quote

from bs4 import Tag
from markdownify import ATX, BACKSLASH, STRIP_ONE, MarkdownConverter

MOST_COLUMNS, MOST_ROWS = 200, 10_000
RAW = ("u", "ins", "sub", "sup", "kbd", "var", "small", "abbr")
"""Elements without a sign in Markdown, which our renderer takes as they are."""

SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|~~|==|\$")
TAG_LIKE = re.compile(r"(?<![\w&/])#(?=\w)")
AT_LINE_START = re.compile(r"^(\s*)(?:([-+>]|#{1,6})(?=\s|$)|(\d{1,9})([.)])(?=\s|$))")
TICKS = re.compile(r"`+")
FENCE = re.compile(r"`{3,}")
SAFE_ADDRESS = re.compile(r"(?!\s*[a-z][a-z0-9+.-]*:)|\s*(?:https?|mailto):", re.IGNORECASE)
ENCODED = "/#?=&%:;,+@!$'*~-._"


class Writer(MarkdownConverter):
    """`left` counts what could not be kept; `links` gives the new address for some as they were written."""

    def __init__(self, left: Counter[str], links: dict[str, str]) -> None:
        super().__init__(
            heading_style=ATX, bullets="-", newline_style=BACKSLASH, strip_pre=STRIP_ONE, wrap=True, wrap_width=None,
            autolinks=True, code_language_callback=_language,
        )  # fmt: skip
        self._left, self._links = left, links
        self._cells: dict[int, str] = {}

    def written(self, content: Tag) -> str:
        return str(self.process_tag(content))  # type: ignore[attr-defined]  # its stubs lack it

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = TAG_LIKE.sub(r"\\#", SPECIAL.sub(lambda found: f"\\{found[0]}", text))
        if "_inline" in parent_tags:
            return text.replace("|", "\\|") if parent_tags & {"td", "th"} else text
        return AT_LINE_START.sub(escaped_start, text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        there = str(el.get("href") or "").strip()
        if "_noformat" in parent_tags or not there or not text.strip():
            return text
        if not SAFE_ADDRESS.match(there):
            self._left["links of a kind that no browser should follow"] += 1
            return text
        bare = text.strip()
        if there.startswith("http") and bare.replace("\\", "") == there and "|" not in there:
            return text.replace(bare, f"<{there}>")
        return text.replace(bare, f"[{bare}]({self.address(there)})")

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        source = str(el.get("src") or "").strip()
        words = re.sub(r"\s+", " ", self.escape(str(el.get("alt") or ""), {"_inline", "td"}))
        if not source or not SAFE_ADDRESS.match(source):
            return words
        return f"![{words}]({self.address(source)})"

    def address(self, there: str) -> str:
        return quote(self._links.get(there, there), safe=ENCODED)

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return f"\n{text.strip()}\n"
        bare = text.strip()
        return f"\n\n{bare}\n\n" if bare else ""

    convert_figcaption = convert_p
    convert_figure = convert_p

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return f"\n{text.strip()}\n"
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    convert_article = convert_section = convert_main = convert_body = convert_dl = convert_div

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th", "pre"}:
            return "\n"
        return " " if "_inline" in parent_tags else f"\\\n{text}"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n" if "_inline" in parent_tags else "\n\n---\n\n"

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return around(text, "==", "==") if "_noformat" not in parent_tags else text

    def convert_strike(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return around(text, "~~", "~~") if "_noformat" not in parent_tags else text

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            lines = [line.replace("|", "\\|").replace("`", "ˋ") for line in text.strip("\n").split("\n")]
            return "\n" + "\n".join(f"`{line}`" for line in lines if line.strip()) + "\n"
        return fenced(text, _language(el))

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags or not text.strip():
            return text
        bare = text.strip().replace("|", "\\|") if parent_tags & {"td", "th"} else text.strip()
        return text.replace(text.strip(), in_ticks(bare))

    convert_samp = convert_tt = convert_code

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        kind = str(el.get("data-callout") or "")
        if "_inline" in parent_tags:
            return f"\n{text.strip()}\n"
        if not text.strip() and not kind:
            return ""
        head = [f"[!{kind}] {el.get('data-title') or ''}".rstrip()] if kind else []
        lines = [*head, *text.strip().splitlines()]
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n<details>\n{text.strip()}\n\n</details>\n\n" if "_inline" not in parent_tags else text

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = escape(_one_line(el.get_text(" ")), quote=False)
        return f"\n\n<summary>{words}</summary>\n\n" if "_inline" not in parent_tags else text

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.get("type") != "checkbox" or "li" not in parent_tags:
            return ""
        return "[x] " if el.has_attr("checked") else "[ ] "

    def convert_caption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return ""

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self._cells[id(el)] = "<br>".join(filter(None, (line.strip() for line in text.split("\n"))))
        return ""

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return ""

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        rows = [row for row in el.find_all("tr") if row.find_parent("table") is el]
        grid = self._grid(rows[:MOST_ROWS])
        if len(rows) > MOST_ROWS:
            self._left["rows of very long tables"] += len(rows) - MOST_ROWS
        if not any(any(row) for row in grid):
            return ""
        if parent_tags & {"td", "th"}:
            self._left["tables within tables, kept as lines"] += 1
            return "\n" + "\n".join(" – ".join(filter(None, row)) for row in grid) + "\n"
        if caption := el.find("caption"):
            title = f"**{_one_line(self.escape(caption.get_text(' '), {'_inline'}))}**\n\n"
        else:
            title = ""
        return f"\n\n{title}{drawn(grid)}\n\n"

    def _grid(self, rows: list[Tag]) -> list[list[str]]:
        """The cells at their places; merged ones stand at the first of theirs."""
        grid: dict[tuple[int, int], str] = {}
        for y, row in enumerate(rows):
            x = 0
            for cell in row.find_all(["td", "th"], recursive=False):
                while (y, x) in grid:
                    x += 1
                width, height = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
                self._left["merged cells of tables"] += (width, height) != (1, 1)
                if x + width > MOST_COLUMNS:
                    break
                grid |= dict.fromkeys(product(range(y, y + height), range(x, x + width)), "")
                grid[y, x] = self._cells.pop(id(cell), "")
                x += width
        wide = max((x for _, x in grid), default=-1) + 1
        return [[grid.get((y, x), "") for x in range(wide)] for y in range(len(rows))]


def _raw(name: str) -> Callable[[Writer, Tag, str, set[str]], str]:
    def convert(_self: Writer, _el: Tag, text: str, parent_tags: set[str]) -> str:
        return text if "_noformat" in parent_tags else around(text, f"<{name}>", f"</{name}>")

    return convert


for _name in RAW:
    setattr(Writer, f"convert_{_name}", _raw(_name))


def fenced(code: str, language: str) -> str:
    """A block of code, whatever ticks stand in it."""
    longest = max((len(run) for run in FENCE.findall(code)), default=2)
    fence = "`" * (longest + 1)
    named = language.lower() if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return f"\n\n{fence}{named}\n{code.strip(chr(10))}\n{fence}\n\n" if code.strip() else ""


def in_ticks(code: str) -> str:
    """Code within a line."""
    ticks = "`" * (max(map(len, TICKS.findall(code)), default=0) + 1)
    room = " " if "`" in code else ""
    return f"{ticks}{room}{' '.join(code.split(chr(10)))}{room}{ticks}" if code.strip() else ""


def around(text: str, before: str, after: str) -> str:
    bare = text.strip()
    return text.replace(bare, f"{before}{bare}{after}") if bare and "\n\n" not in bare else text


def escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"


def _span(cell: Tag, which: str) -> int:
    given = str(cell.get(which) or "1").strip()
    return min(max(int(given), 1), MOST_COLUMNS) if given.isdecimal() and len(given) < 6 else 1


def drawn(grid: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join([lines[0], "|" + " --- |" * len(grid[0]), *lines[1:]])


def _language(pre: Tag) -> str:
    """From what the common highlighters write: `language-python`, `brush: python;`, `highlight-source-python`."""
    inner = pre.find("code")
    said = [pre, *([inner] if inner else []), *([pre.parent] if pre.parent else [])]
    told = " ".join(
        f"{' '.join(tag.get('class') or [])} {tag.get('data-syntaxhighlighter-params') or ''} {tag.get('lang') or ''}"
        for tag in said
    )
    given = str(pre.get("data-language") or "") or _match(
        r"(?:lang(?:uage)?-|brush:\s*|highlight-source-)([\w+#.-]+)", told
    )
    given = given or _match(r"\bsourceCode\s+([\w+#-]+)", told)
    return given.lower() if re.fullmatch(r"[\w+#.-]{1,30}", given) and given.lower() not in ("plain", "text") else ""


def _match(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
