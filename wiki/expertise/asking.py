"""What is asked: the entries that answer it, of those the viewer may read, and the tags it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import bindparam, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.expertise.saying import tags_called
from wiki.expertise.scoring import FOR_FEEDBACK, OF_A_PAGE, topics, votes
from wiki.pages.models import Page
from wiki.search import desk
from wiki.search.finding import BEST, best
from wiki.search.parsing import Asked, parse
from wiki.spaces.synonyms import alike_by_tag
from wiki.spaces.tags import TAGGED

LONGEST_NAME = 4
"""Words that may be a tag's name together."""
TAGS_OF = select(TAGGED.c.entry_id, TAGGED.c.tag_id).where(TAGGED.c.entry_id.in_(bindparam("entries", expanding=True)))


@dataclass(frozen=True)
class Question:
    """`voted`: entries with their votes; `about`: tags with their share of it; `named`: those that it names."""

    voted: dict[int, float] = field(default_factory=dict)
    about: dict[int, float] = field(default_factory=dict)
    named: frozenset[int] = frozenset()
    tags: dict[int, set[int]] = field(default_factory=dict)
    """Of each entry."""
    exponent: float | None = None
    """How much counts against who has a hand in everything; None: by what is known."""
    but: frozenset[int] = frozenset()
    """Who is not asked for."""
    ready: bool = True


def question(viewer: User, asked: Asked) -> Question:
    """In the words of somebody who looks for people."""
    try:
        return question_of(asked, best(viewer, asked, BEST))
    except desk.Unready:
        return replace(question_of(asked, ()), ready=False)


def question_of(asked: Asked, page_ids: Iterable[int]) -> Question:
    """The same of somebody to whom these pages were the best answer."""
    return _about(votes(page_ids, in_order=not asked.query.is_empty), tags_called(_names_in(asked)))


def question_of_page(viewer: User, page: Page, *, for_feedback: bool = False) -> Question:
    """Who knows this page, which the viewer may read: the page itself votes first, then those like it. `for_feedback`:
    who could say something of it, which is not who made it."""
    try:
        alike = best(viewer, parse(key_of(page.title)), BEST)
    except desk.Unready:
        alike = []
    asked = _about(votes(dict.fromkeys([page.id, *alike])), set(), itself=page.id)
    if not for_feedback:
        return replace(asked, exponent=OF_A_PAGE)
    return replace(asked, exponent=FOR_FEEDBACK, but=frozenset({page.author_id} if page.author_id else ()))


def _about(voted: dict[int, float], named: set[int], *, itself: int | None = None) -> Question:
    leads = alike_by_tag()
    tags: dict[int, set[int]] = {}
    for entry_id, tag_id in session.connection().execute(TAGS_OF, {"entries": list(voted)}).all():
        tags.setdefault(entry_id, set()).add(leads.get(tag_id, tag_id))
    about = topics(voted, ((entry_id, tag_id) for entry_id, its in tags.items() for tag_id in its), itself)
    if not about:
        about = {tag_id: 1 / len(named) for tag_id in named}
    return Question(voted, about, frozenset(named), tags)


def _names_in(asked: Asked) -> set[str]:
    """All that a tag may be called by in these words: filters, single words, and words with hyphens between them."""
    words = key_of(asked.words).replace("#", " ").replace("?", " ").split()
    runs = (words[at : at + long] for long in range(1, LONGEST_NAME + 1) for at in range(len(words) - long + 1))
    filters = {one.value.lower().removeprefix("#") for one in asked.filters if one.name == "tag" and not one.unwanted}
    return filters | {"-".join(run) for run in runs}
