"""`~~gone~~` and `~gone~`, closed by as many tildes as opened it, where GitHub's Markdown would close it."""

import re
import unicodedata
from bisect import bisect_right
from re import Match

from mistune import InlineParser, InlineState, Markdown

_RUN = re.compile(r"~+")


class StrikeState(InlineState):
    """Knows where the strikes of its text may end, found once: hostile text asks very often."""

    _ends: tuple[str, dict[int, list[int]]] | None = None

    def strike_end(self, length: int, pos: int) -> int | None:
        if self._ends is None or self._ends[0] is not self.src:
            self._ends = self.src, _ends_in(self.src)
        places = self._ends[1][length]
        index = bisect_right(places, pos)
        return places[index] if index < len(places) else None


def strikes(md: Markdown) -> None:
    md.inline.state_cls = StrikeState
    md.inline.register("strike", r"(?<!~)~{1,2}(?![\s~])", _parse, before="link", start_chars="~")


def _parse(inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    assert isinstance(state, StrikeState)
    if state.depth >= inline.max_nested_level or not _opens(state.src, m.start(), m.end()):
        return None
    end = state.strike_end(len(m[0]), m.end())
    if end is None:
        return None
    inner = state.copy()
    inner.src = state.src[m.end() : end]
    state.append_token({"type": "strikethrough", "children": inline.render(inner)})
    return end + len(m[0])


def _ends_in(src: str) -> dict[int, list[int]]:
    ends: dict[int, list[int]] = {1: [], 2: []}
    for m in _RUN.finditer(src):
        if len(m[0]) in ends and _closes(src, m.start(), m.end()):
            ends[len(m[0])].append(m.start())
    return ends


def _opens(src: str, start: int, end: int) -> bool:
    """Whether the tildes between here and there lean on the word behind them (CommonMark: left-flanking)."""
    return not _is_sign(src[end : end + 1]) or not _before(src, start).strip() or _is_sign(_before(src, start))


def _closes(src: str, start: int, end: int) -> bool:
    """Whether they lean on the word before them (CommonMark: right-flanking)."""
    before, behind = _before(src, start), src[end : end + 1]
    if not before.strip() or before == "\\":
        return False
    return not _is_sign(before) or not behind.strip() or _is_sign(behind)


def _before(src: str, pos: int) -> str:
    return src[max(pos - 1, 0) : pos]


def _is_sign(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"
