"""The built style sheet as one file that needs no other: exported pages are opened from disk, where browsers load
neither masks nor, in some, fonts from files beside."""

import json
import re
from base64 import b64encode
from functools import cache

from wiki.core.paths import shipped

ADDRESS = re.compile(r"""url\((["']?)\./([\w.-]+)\1\)""")
FONT_FACE = re.compile(r"@font-face\{[^{}]*woff2[^{}]*\}")
TYPES = {".svg": "image/svg+xml", ".woff2": "font/woff2"}


@cache
def style(*, fonts: bool) -> str:
    """Without `fonts` the reader's own take their place, which spares a third of a megabyte."""
    built = shipped("static") / "dist"
    text = (built / json.loads((built / "manifest.json").read_text())["site.css"]).read_text()
    return ADDRESS.sub(_inside, text if fonts else FONT_FACE.sub("", text))


def _inside(address: re.Match[str]) -> str:
    file = shipped("static") / "dist" / address[2]
    return f'url("data:{TYPES[file.suffix]};base64,{b64encode(file.read_bytes()).decode()}")'
