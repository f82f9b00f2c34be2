"""What may be meant by what is being typed: pages and questions by their titles, headings, people, spaces, tags. Only
what whoever types may read, asked anew at each letter."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_by
from wiki.pages.suggesting import tags_like
from wiki.search import desk, narrowing, spelling
from wiki.search.analysis import LONGEST_BEGINNING, RUN, fold
from wiki.search.documents import findable
from wiki.search.entries import Kind, by_kind
from wiki.search.finding import readable, titled
from wiki.search.hits import Hit, QuestionHit, bare_hits, bare_questions
from wiki.search.named import spaces_named
from wiki.search.parsing import parse
from wiki.search.people import people_named
from wiki.search.recent import often_hits, recent
from wiki.spaces.models import Space
from wiki.spaces.queries import Brief

LONGEST = 100
PAGES, HEADINGS, QUESTIONS, PEOPLE, SPACES, TAGS = 7, 4, 3, 4, 3, 8
LOOKED_THROUGH = 30
"""Pages that an index gave, of which those that were looked at lately come first."""
RECENT = 200


@dataclass(frozen=True)
class Heading:
    page: Hit
    text: str
    anchor: str


@dataclass(frozen=True)
class Suggested:
    pages: list[Hit]
    headings: list[Heading]
    people: list[User]
    spaces: list[Brief]
    questions: list[QuestionHit] = field(default_factory=list)
    often: list[Hit] = field(default_factory=list)
    """While nothing is typed: what all read most, besides what this person read lately."""


def suggested(viewer: User, typed: str, space: str = "") -> Suggested:
    """By all that may be meant; with `space`, in that space alone."""
    text = typed[:LONGEST].strip()
    if not text:
        pages = bare_hits(viewer, recent(viewer, PAGES))
        return Suggested(pages, [], [], [], often=often_hits(viewer, besides=pages))
    try:
        ids, questions = _titled(viewer, text, space)
        headings = _headings(viewer, text, space)
    except desk.Unready:
        ids, questions, headings = titled(viewer, text), [], []
    pages, questions = bare_hits(viewer, ids[:PAGES]), questions[:QUESTIONS]
    if space:
        return Suggested(pages, headings, [], [], questions)
    return Suggested(
        pages, headings, people_named(viewer, text)[:PEOPLE], spaces_named(viewer, text)[:SPACES], questions
    )


def tags_begun(viewer: User, text: str) -> list[str]:
    return tags_like(viewer, text)[:TAGS]


def _titled(viewer: User, text: str, space: str) -> tuple[list[int], list[QuestionHit]]:
    """Pages and questions in whose titles the words begin, or words near them; pages looked at lately first."""
    spaces = narrowing.spaces(viewer, parse(f'space:"{space}"' if space else ""))
    words = [fold(run)[:LONGEST_BEGINNING] for run in RUN.findall(text)]
    found, questions = _called(viewer, words, spaces)
    if not (found or questions) and (near := spelling.near(viewer, spaces, words)):
        found, questions = _called(viewer, near, spaces)
    lately = {page_id: at for at, page_id in enumerate(recent(viewer, RECENT))}
    return sorted(found, key=lambda page_id: lately.get(page_id, RECENT)), questions


def _called(viewer: User, words: list[str], spaces: set[int]) -> tuple[list[int], list[QuestionHit]]:
    found = by_kind(desk.suggest(words, spaces, LOOKED_THROUGH * desk.BESIDE_A_PAGE))
    pages, questions = found.get(Kind.PAGE, []), found.get(Kind.QUESTION, [])
    return readable(viewer, pages[:LOOKED_THROUGH]), bare_questions(viewer, questions[:LOOKED_THROUGH])


def _headings(viewer: User, text: str, space: str) -> list[Heading]:
    """Headings that hold all words, of pages that say them."""
    asked = parse(f'{text} space:"{space}"' if space else text)
    if asked.query.is_empty:
        return []
    ids = readable(viewer, desk.search(asked.query, narrowing.spaces(viewer, asked), PAGES))
    rows = session.execute(
        select(Page.id, PageContent.outline)
        .join(PageContent, PageContent.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(Page.id.in_(ids), readable_by(viewer), findable())
    )
    outlines: dict[int, list[dict[str, Any]]] = {row.id: row.outline for row in rows}
    words = key_of(asked.words).split()
    return [
        Heading(page, heading["text"], heading["anchor"])
        for page in bare_hits(viewer, ids)
        for heading in outlines.get(page.id, [])
        if all(word in key_of(heading["text"]) for word in words)
    ][:HEADINGS]
