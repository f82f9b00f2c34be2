"""`@member` and `#tag` in running text."""

import re
from re import Match

from mistune import InlineParser, InlineState, Markdown

from wiki.markup.model import linking

MENTION = r"(?<![\w@/.+-])@(?P<member>\w(?:[\w.-]{0,38}\w)?)(?![\w@])"
TAG_NAME = r"(?=[\d_/-]*[^\W\d_])\w(?:[\w/-]{0,48}\w)?"
TAG = rf"(?<![\w#&/])#(?P<tag_name>{TAG_NAME})(?![\w#])"


def mentions(md: Markdown) -> None:
    md.inline.register("mention", MENTION, _parse_mention, start_chars="@")
    md.inline.register("tag", TAG, _parse_tag, start_chars="#")


def handles_in(text: str) -> set[str]:
    """All that looks like a member, also within code."""
    return set(re.findall(MENTION, text))


def _parse_mention(inline: InlineParser, m: Match[str], state: InlineState) -> int:
    state.append_token(linking({"type": "mention", "raw": m["member"]}, m[0]))
    return m.end()


def _parse_tag(inline: InlineParser, m: Match[str], state: InlineState) -> int:
    state.append_token(linking({"type": "tag", "raw": m["tag_name"]}, m[0]))
    return m.end()
