"""Mirrors follow what happens to pages, and what was taken out of a page leaves exports, too."""

from sqlalchemy import select

from wiki.core.db import session
from wiki.core.facts import during
from wiki.editing.events import SecretTakenOut, VersionKept
from wiki.export import actions, mirror
from wiki.files.events import FileChanged
from wiki.pages.events import DetailsChanged, PageCreated, PageMoved, PageRenamed, PageRestored, PageTrashed
from wiki.pages.models import Page


@during(VersionKept)
def write_version(fact: VersionKept) -> None:
    mirror.want(_space_of(fact.page_id), fact.page_id)


@during(DetailsChanged)
def write_details(fact: DetailsChanged) -> None:
    mirror.want(_space_of(fact.page_id), fact.page_id)


@during(FileChanged)
def write_files(fact: FileChanged) -> None:
    mirror.want(_space_of(fact.page_id), None)


@during(PageCreated)
def write_new(fact: PageCreated) -> None:
    mirror.want(_space_of(fact.page_id), None)


@during(PageRenamed)
def write_name(fact: PageRenamed) -> None:
    mirror.want(_space_of(fact.page_id), None)


@during(PageMoved)
def write_place(fact: PageMoved) -> None:
    for space_id in {fact.old_space_id, _space_of(fact.page_id)}:
        mirror.want(space_id, None)


@during(PageTrashed)
def write_without(fact: PageTrashed) -> None:
    mirror.want(_space_of(fact.page_ids[0]), None)


@during(PageRestored)
def write_again(fact: PageRestored) -> None:
    mirror.want(_space_of(fact.page_ids[0]), None)


@during(SecretTakenOut)
def make_anew(fact: SecretTakenOut) -> None:
    space_id = _space_of(fact.page_id)
    mirror.forget(space_id)
    actions.forget(space_id)


def _space_of(page_id: int) -> int:
    return session.scalar(select(Page.space_id).where(Page.id == page_id)) or 0
