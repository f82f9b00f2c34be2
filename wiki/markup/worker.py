"""Rendering as a child process does it: called with plain values, answering with plain values."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from wiki.markup.links import KnownLinks
from wiki.markup.model import Heading, LinkSeen, Rendered, Target, TaskSeen, Words
from wiki.markup.render import render, scan
from wiki.markup.respelling import Spelling, respelled

Targets = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By kind ("page", "relative", "member", "tag", "embed") and name: the fields of a `Target`."""


def _render(
    text: str, targets: Targets, words: Mapping[str, str] | None = None, old: Mapping[str, str] | None = None
) -> dict[str, Any]:
    known = {
        kind: {name: Target(**target) for name, target in targets.get(kind, {}).items()}
        for kind in ("page", "relative", "member", "tag", "embed")
    }
    links = KnownLinks(known["page"], known["relative"], known["member"], known["tag"], known["embed"])
    rendered = render(text, links, Words(**words or {}), old)
    return asdict(rendered) | {"needs": sorted(rendered.needs)}


def _scan(text: str) -> dict[str, Any]:
    return asdict(scan(text))


def _respell(text: str, spellings: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {"changes": respelled(text, {key: Spelling(**spelling) for key, spelling in spellings.items()})}


HANDLERS: dict[str, Callable[..., dict[str, Any]]] = {"render": _render, "scan": _scan, "respell": _respell}


def rendered_from(answer: Mapping[str, Any]) -> Rendered:
    """The child's answer to "render", as what `render` itself would have given."""
    return Rendered(
        html=answer["html"],
        outline=tuple(Heading(**heading) for heading in answer["outline"]),
        links=tuple(LinkSeen(**link) for link in answer["links"]),
        mentions=tuple(answer["mentions"]),
        tags=tuple(answer["tags"]),
        tasks=tuple(TaskSeen(**task | {"members": tuple(task["members"])}) for task in answer["tasks"]),
        words=answer["words"],
        needs=frozenset(answer["needs"]),
        summary=answer["summary"],
    )
