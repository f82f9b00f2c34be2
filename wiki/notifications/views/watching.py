"""What the visitor watches, and how."""

from typing import NamedTuple

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from wiki.accounts.models import User
from wiki.accounts.policy import person_for
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.notifications.views.inbox import bp
from wiki.notifications.watching import LONGEST_NOTE, How, Kind, Watch, watch, watched, watches_of
from wiki.pages.models import Page
from wiki.pages.policy import page_for, readable_by
from wiki.questions.queries import tags_seen
from wiki.spaces.models import Space
from wiki.spaces.policy import readable_by as readable_spaces
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID
from wiki.web.visitor import visitor


class Target(NamedTuple):
    """What can be watched: its name in addresses, what people call it, and where it is."""

    id: int
    name: str
    title: str
    url: str


@bp.get("/me/watched")
def all_watched() -> str:
    return render_template("inbox/watched.html", rows=_rows(visitor()))


@bp.get("/watch/<any(page,branch,tag,person,space):kind>/<path:name>")
def ask_how(kind: str, name: str) -> str:
    return _page(Kind(kind), _target(Kind(kind), name))


@bp.post("/watch/<any(page,branch,tag,person,space):kind>/<path:name>")
def choose(kind: str, name: str) -> ResponseReturnValue:
    target, how = _target(Kind(kind), name), request.form.get("how", "")
    if how not in set(How):
        return _page(Kind(kind), target), INVALID
    note = " ".join(request.form.get("note", "").split())[:LONGEST_NOTE] if "note" in request.form else None
    watch(current_user.id, Kind(kind), target.id, How(how), note=note)
    flash(_("Saved."))
    return redirect(target.url, 303)


def _target(kind: Kind, name: str) -> Target:
    """Only what the visitor may see. Raises NotFound."""
    if kind == Kind.SPACE:
        return _of_space(space_for(visitor(), name))
    if kind == Kind.PERSON:
        return _of_person(person_for(visitor(), name))
    if kind == Kind.TAG:
        return _of_tag(tags_seen(visitor()), name.lower())
    if not name.isdecimal():
        raise NotFound(name)
    return _of_page(page_for(visitor(), int(name)))


def _of_page(page: Page) -> Target:
    return Target(page.id, str(page.id), page.title, page.url)


def _of_space(space: Space) -> Target:
    return Target(space.id, space.slug, space.name, space.url)


def _of_person(person: User) -> Target:
    return Target(person.id, person.handle, person.name, f"/people/{person.handle}")


def _of_tag(seen: dict[str, int], name: str) -> Target:
    if name not in seen:
        raise NotFound(name)
    return Target(seen[name], name, f"#{name}", f"/tags/{name}")


def _rows(viewer: User) -> list[tuple[Watch, Target]]:
    """Without what they may not see any more."""
    watches = [each for each in watches_of(viewer) if each.how != How.NOTHING]

    def ids(*kinds: Kind) -> list[int]:
        return [each.target_id for each in watches if each.kind in kinds]

    pages = session.scalars(
        select(Page).join(Space).where(Page.id.in_(ids(Kind.PAGE, Kind.BRANCH)), readable_by(viewer))
    )
    spaces = session.scalars(select(Space).where(Space.id.in_(ids(Kind.SPACE)), readable_spaces(viewer)))
    people = session.scalars(select(User).where(User.id.in_(ids(Kind.PERSON))))
    seen = tags_seen(viewer) if ids(Kind.TAG) else {}
    of_pages = {page.id: _of_page(page) for page in pages}
    found = {
        Kind.PAGE: of_pages,
        Kind.BRANCH: of_pages,
        Kind.SPACE: {space.id: _of_space(space) for space in spaces},
        Kind.PERSON: {person.id: _of_person(person) for person in people},
        Kind.TAG: {tag_id: _of_tag(seen, name) for name, tag_id in seen.items()},
    }
    return [(each, target) for each in watches if (target := found[Kind(each.kind)].get(each.target_id))]


def _page(kind: Kind, target: Target) -> str:
    known = watched(current_user.id, kind, target.id)
    return render_template("inbox/watch.html", kind=kind, target=target, known=known)
