"""Template tags of site generators (Jekyll, Eleventy: Liquid) turned into the Markdown they stand for.

Liquid runs over a page before Markdown does, in code blocks too; only `{% raw %}` stays as it is. What has no
counterpart stays in the text as a comment when it has a line of its own, else as it was, and is counted.
"""

import re
from collections import Counter
from collections.abc import Callable
from textwrap import dedent
from urllib.parse import quote

LIQUID = re.compile(
    r"""
      \{%-?\s*raw\s*-?%\} (?P<raw>.*?) \{%-?\s*endraw\s*-?%\}
    | \{%-?\s*comment\s*-?%\} (?P<comment>.*?) \{%-?\s*endcomment\s*-?%\}
    | ^(?P<indent>[ \t]*) \{%-?\s*alert\b(?P<alert>[^%]*?)-?%\} (?P<body>.*?) \{%-?\s*endalert\s*-?%\}
      [ \t]*(?P<close>\n(?=\S))?
    | \{%-?\s*highlight\s+(?P<language>\S+)[^%]*%\}\n? (?P<code>.*?) \n?\{%-?\s*endhighlight\s*-?%\}
    | (?P<alone>^[ \t]*(?=\{%(?:(?!%\}).)*%\}[ \t]*$))? \{%-?\s*(?P<tag>[\w-]+)\s*(?P<arguments>(?:(?!%\}).)*?)\s*-?%\}
    | \{\{-?\s*(?P<value>(?:(?!\}\}).)*?)\s*-?\}\}
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
STRINGS = re.compile(r'"([^"]*)"|\'([^\']*)\'')
ROOT_OF_SITE = re.compile(r"(?:site|base)\.(?:base_?url|url)")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
SIGNS = {"info": "NOTE", "success": "TIP", "warning": "WARNING", "error": "CAUTION", "emergency": "CAUTION"}


def without_templates(text: str, left: Counter[str]) -> str:
    """The text in plain Markdown. `left` counts the tags that could not be turned into any."""
    return LIQUID.sub(lambda found: _turned(found, left), text) if "{%" in text or "{{" in text else text


def _turned(found: re.Match[str], left: Counter[str]) -> str:
    if found["raw"] is not None:
        return found["raw"]
    if found["comment"] is not None:
        return _comment(found["comment"])
    if found["body"] is not None:
        return _callout(found, without_templates(found["body"], left))
    if found["code"] is not None:
        return f"```{found['language']}\n{found['code']}\n```"
    if found["tag"] is not None:
        return _tag(found, left)
    return _value(found, left)


def _comment(text: str) -> str:
    return "" if "--" in text else f"<!--{text}-->"


def _callout(found: re.Match[str], body: str) -> str:
    given = _strings(found["alert"])
    heading = next((word for word in given[:1] if word not in SIGNS), "")
    sign = next((SIGNS[word] for word in given if word in SIGNS), "NOTE")
    lines = [f"[!{sign}] {heading}".rstrip(), *dedent(body).strip().splitlines()]
    quoted = "\n".join(f"{found['indent']}> {line}".rstrip() for line in lines)
    return f"{quoted}\n\n" if found["close"] else quoted


def _tag(found: re.Match[str], left: Counter[str]) -> str:
    turn = TAGS.get(found["tag"])
    strings = _strings(found["arguments"]) or found["arguments"].split()[:1]
    if turn and strings:
        return (found["alone"] or "") + turn(strings)
    left[f"{{% {found['tag']} %}}"] += 1
    return _comment(f" {found[0].strip()} ") if found["alone"] is not None else found[0]


def _value(found: re.Match[str], left: Counter[str]) -> str:
    literal = STRINGS.fullmatch(found["value"])
    if literal:
        return literal[1] or literal[2] or ""
    if ROOT_OF_SITE.fullmatch(found["value"]):
        return ""
    left["{{ }}"] += 1
    return found[0]


def _strings(arguments: str) -> list[str]:
    return [double or single for double, single in STRINGS.findall(arguments)]


def _address(strings: list[str]) -> str:
    """Addresses in tags count from the root of the site."""
    there = quote(strings[0].strip(), safe="/#?=&%:;,+@!$'*~-._()")
    return there if ABSOLUTE.match(there) else f"/{there.lstrip('/')}"


def _image(strings: list[str]) -> str:
    return f"![{strings[-1] if len(strings) > 1 else ''}]({_address(strings)})"


def _channel(strings: list[str]) -> str:
    """In code, since a plain `#word` would be a tag of ours."""
    name, label = strings[0].lstrip("#"), strings[-1]
    return f"`#{name}`" if len(strings) < 2 or name in label else f"{label} (`#{name}`)"


TAGS: dict[str, Callable[[list[str]], str]] = {
    "page": _address,
    "link": _address,
    "post_url": _address,
    "download": _address,
    "image": _image,
    "image_with_class": _image,
    "slack_channel": _channel,
}
