"""The demo: invented people to sign in as, two small spaces they wrote, and a real handbook with its history."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.db import session
from wiki.core.paths import shipped
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.people.actions import Said, say
from wiki.people.fields import set_t
from wiki.people.languages import languages_in
from wiki.spaces.models import Role, Space
from wiki.transfer.actions import import_history, import_source
from wiki.transfer.keeping import keep_imports
from wiki.transfer.opening import HIDDEN, Opening
from wiki.transfer.progress import Progress
from wiki.transfer.story import Story


def prepare(settings: Settings, progress: Progress) -> None:
    """Everything the demo shows, in the database of these settings; what is there already stays as it is."""
    keep_imports(settings)
    folder = shipped("demo")
    script = tomllib.loads((folder / "cast.toml").read_text("utf-8"))
    with unit():
        cast = _cast(script)
        missing = [space for space in script["space"] if not _is_there(space["name"])]
    for space in missing:
        _import(folder, space, cast, progress)


def _cast(script: dict[str, Any]) -> dict[str, User]:
    known = {user.handle: user for user in session.scalars(select(User).where(User.is_demo))}
    if not known:
        team = the_team()
        team.name = script["team"]
        session.add(team)
    cast = {member["handle"]: known.get(member["handle"]) or _member(member) for member in script["member"]}
    cast[script["owner"]].is_owner = True
    session.flush()
    for member in script["member"]:
        if member["handle"] not in known and "role" in member:
            _introduce(cast[member["handle"]], member)
    return cast


def _introduce(user: User, member: dict[str, Any]) -> None:
    """What they say of themselves."""
    words = {name: member.get(name, "") for name in ("headline", "role", "ask")}
    say(user, Said(**words, place=user.place, languages=languages_in(member.get("languages", ""))))
    set_t(user, member.get("main", ""), member.get("adjacent", []))


def _member(member: dict[str, Any]) -> User:
    """Under the address of the author whose work they stand for, so that the import finds them."""
    user = User(
        handle=member["handle"],
        name=member["name"],
        email=member["author"],
        place=member["place"],
        language=member.get("language"),
        is_demo=True,
    )
    session.add(user)
    return user


def _is_there(name: str) -> bool:
    return session.scalar(select(Space.id).where(Space.name == name, ~Space.slug.startswith(HIDDEN))) is not None


def _import(folder: Path, space: dict[str, Any], cast: dict[str, User], progress: Progress) -> None:
    roles = {cast[handle].id: Role.EDITOR for handle in space.get("editors", [])}
    roles |= {cast[handle].id: Role.READER for handle in space.get("readers", [])}
    opening = Opening(
        name=space["name"],
        owner=cast[space["owner"]],
        about=space["about"],
        team_role=Role(space["team"]) if "team" in space else None,
        roles=roles,
    )
    if "bundle" in space:
        import_source(folder / space["bundle"], opening, progress)
    else:
        story = Story(folder / "spaces" / space["folder"], {h: (user.name, user.email) for h, user in cast.items()})
        import_history(story, opening, progress)
