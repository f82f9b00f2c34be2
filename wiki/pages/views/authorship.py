"""Who wrote what of a page, by character: folded away until somebody asks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template
from flask_login import current_user

from wiki.editing.authorship import Run, passages
from wiki.pages.past import people_named
from wiki.pages.people import Keeper
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.versions import surroundings


@dataclass(frozen=True)
class Share:
    who: Keeper | None
    percent: int


@dataclass(frozen=True)
class Passage:
    runs: list[tuple[Keeper | None, str]]
    shares: list[Share]


@bp.get("/p/<page:ref>/authors")
def authors(ref: str) -> str:
    page = page_for(current_user, id_of(ref))
    found = list(passages(page.id))
    people = people_named({run.author for runs in found for run in runs})
    told = [
        Passage([(people.get(run.author), run.text) for run in runs], list(_shares(runs, people))) for runs in found
    ]
    whole = list(_shares([run for runs in found for run in runs], people))
    return render_template("pages/authors.html", **surroundings(page), passages=told, shares=whole)


def _shares(runs: list[Run], people: dict[int, Keeper]) -> Iterator[Share]:
    """In percent of the characters, the largest first; people who are gone share one line."""
    counted: Counter[int | None] = Counter()
    for run in runs:
        counted[run.author if run.author in people else None] += len(run.text.strip())
    for author, count in counted.most_common():
        if count:
            yield Share(people.get(author) if author else None, round(100 * count / counted.total()))
