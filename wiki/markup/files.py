"""Pictures, and other files as what they are: a name, a kind and a size."""

from html import escape

from wiki.markup.drawing import Drawing, attributes
from wiki.markup.inline import is_relative
from wiki.markup.model import Target, Token
from wiki.markup.text import one_line

SIZES = "(width < 820px) 94vw, 696px"
"""How wide the text column shows a picture, so that a browser can choose among its copies."""


def draw_image(drawing: Drawing, token: Token) -> str:
    """A picture of ours has its size before its bytes, so that nothing moves when they come."""
    target = _target(drawing, token)
    alt, title = one_line(token["children"]), token["attrs"].get("title")
    if target is None:
        src, width = token["attrs"]["url"], token["attrs"].get("width")
        return f"<img{attributes(src=src, alt=alt, title=title, width=width, loading='lazy')}>"
    if not target.exists or target.about:
        return draw_file(target, escape(alt or target.title), title)
    return draw_picture(target, alt, title, int(token["attrs"].get("width", 0)))


def draw_picture(target: Target, alt: str, title: str | None, wanted: int) -> str:
    """`wanted` is how wide its words say that it is; 0: as it is."""
    width, height = _size(wanted, target)
    more = attributes(width=width, height=height, **_copies(target))
    return f"<img{attributes(src=target.url, alt=alt, title=title, loading='lazy')}{more}>"


def draw_figure(drawing: Drawing, token: Token) -> str | None:
    """A picture of ours that stands alone with a title: the title is its caption."""
    alone = token["children"][0] if len(token["children"]) == 1 else None
    if not alone or alone["type"] != "image" or not (caption := alone["attrs"].get("title")):
        return None
    target = _target(drawing, alone)
    if target is None or not target.exists or target.width is None:
        return None
    bare = alone | {"attrs": alone["attrs"] | {"title": None}}
    return f"<figure>{draw_image(drawing, bare)}<figcaption>{escape(caption)}</figcaption></figure>\n"


def draw_file(target: Target, words: str, title: str | None) -> str:
    """A file as a chip; one that is in the trash as words alone."""
    if not target.exists:
        return f'<span class="wanted">{words}</span>'
    if not target.about:
        return f"<a{attributes(href=target.url, title=title)}>{words}</a>"
    return (
        f'<a class="file"{attributes(href=target.url, title=title)}>{words} <small>{escape(target.about)}</small></a>'
    )


def _target(drawing: Drawing, token: Token) -> Target | None:
    url = token["attrs"]["url"]
    return drawing.links.relative(url) if is_relative(url) else None


def _size(wanted: int, target: Target) -> tuple[int | None, int | None]:
    if not wanted or not target.width or not target.height:
        return target.width, target.height
    return wanted, round(target.height * wanted / target.width)


def _copies(target: Target) -> dict[str, str]:
    if not target.widths:
        return {}
    places = [f"{target.url}?w={width} {width}w" for width in target.widths]
    return {"srcset": ", ".join([*places, f"{target.url} {target.width}w"]), "sizes": SIZES}
