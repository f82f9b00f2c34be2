"""Bringing pages in from elsewhere, with their history: into a new space, or where they came to before."""

import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from wiki.accounts.models import User
from wiki.core.child import ChildPool
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.transfer import again, origins
from wiki.transfer.claims import planted
from wiki.transfer.growing import grow
from wiki.transfer.histories import History, Pages, children, histories, pages_of
from wiki.transfer.opening import Opening, open_space
from wiki.transfer.people import people_of
from wiki.transfer.planting import plant_pages
from wiki.transfer.progress import Progress
from wiki.transfer.replaying import commits_of
from wiki.transfer.report import Report

OPENED_WITHIN = 3
"""Times that one may be overtaken by others who open spaces of the same name."""


def import_git(source: Path, *, space_name: str, owner: User, progress: Progress) -> Report:
    """A new space with the Markdown of a folder, zip, repository or bundle: every commit a revision by its author.

    Nobody sees the space before all of it is there. Raises Invalid.
    """
    return import_source(source, Opening(space_name, owner), progress)


def import_source(source: Path, opening: Opening, progress: Progress) -> Report:
    named = replace(opening, called=origins.bare_name(opening.called or source.resolve().name))
    with histories(source, opening.owner, progress) as history:
        return import_history(history, named, progress)


def import_history(history: History, opening: Opening, progress: Progress) -> Report:
    """Into a new space, or into the one that is said; or into the one of that name, if this came there before."""
    began = time.monotonic()
    with unit():
        place = again.place_for(opening)
    report = Report(opening.name)
    with children() as workers:
        pages = pages_of(history, workers, progress, report)
        if not pages.seeds:
            raise Invalid("source", "Nothing in it is a page that Kring can read.")
        if place is None:
            _bring(pages, history, opening, workers, progress, report)
        else:
            again.bring(place, pages, history, opening, workers, progress, report)
    report.seconds = time.monotonic() - began
    return report


def _bring(
    pages: Pages, history: History, opening: Opening, workers: ChildPool, progress: Progress, report: Report
) -> None:
    with planted(opening.name) as space_id:
        with unit():
            people = people_of(commit for seed in pages.seeds for commit in commits_of(seed))
            bed = plant_pages(space_id, pages.seeds, people)
            source_id = origins.keep_source(space_id, opening.called, pages.root)
            origins.remember_folders(source_id, bed.folders)
        report.authors = len(people)
        grow(pages.seeds, bed, source_id, people, history, workers, progress, report)
        _open(space_id, opening, report)


def _open(space_id: int, opening: Opening, report: Report) -> None:
    for tries_left in reversed(range(OPENED_WITHIN)):
        try:
            with unit():
                space = open_space(space_id, opening)
        except IntegrityError:
            if not tries_left:
                raise
        else:
            report.space, report.slug = space.name, space.slug
            report.asked_name = opening.name if space.name != " ".join(opening.name.split()) else ""
            return
