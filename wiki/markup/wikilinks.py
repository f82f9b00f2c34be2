"""`[[Page]]`, `[[Page|words]]`, `[[Page#heading]]` and `[[#heading]]`; behind `!`, the page itself or a file."""

from re import Match

from mistune import InlineParser, InlineState, Markdown

from wiki.markup.model import linking

WIKILINK = (
    r"(?:(?P<wiki_embeds>!)|(?<![!\[])|(?<=\\!))\[\[(?!\s)(?P<wiki_name>[^\[\]|#\n]{0,200})(?:#(?P<wiki_heading>[^\[\]|\n]{1,200}))?"
    r"(?:\|(?P<wiki_words>[^\[\]\n]{1,300}))?\]\](?!\])"
)


def wikilinks(md: Markdown) -> None:
    md.inline.register("wikilink", WIKILINK, _parse, before="link", start_chars=("!", "["))


def _parse(inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    name, heading = m["wiki_name"].strip(), (m["wiki_heading"] or "").strip()
    if not name and not heading:
        return None
    words = (m["wiki_words"] or "").strip() or (f"{name} § {heading}" if name and heading else name or heading)
    attrs = {"name": name, "heading": heading or None, "embeds": bool(m["wiki_embeds"])}
    token = {"type": "wikilink", "children": [{"type": "text", "raw": words}], "attrs": attrs}
    state.append_token(linking(token, m[0]))
    return m.end()
