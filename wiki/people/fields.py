"""The T: what somebody says they know, one main specialism and up to three fields beside it; and which tags there are
to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.details import valid_tag
from wiki.pages.tagging import tags_where, used_tags
from wiki.people.models import ADJACENT, Detail, Field, Part
from wiki.people.policy import Viewer, readable_for, shows
from wiki.spaces.models import Tag
from wiki.spaces.synonyms import alike_by_tag
from wiki.spaces.tags import tags_named

OFFERED = 200


@dataclass(frozen=True)
class T:
    """Names of tags."""

    main: str
    adjacent: list[str]


def t_of(user_id: int) -> T | None:
    named = select(Field.part, Tag.name).join(Tag, Tag.id == Field.tag_id)
    rows = session.execute(named.where(Field.user_id == user_id).order_by(Tag.name)).all()
    main = next((name for part, name in rows if part == Part.MAIN), None)
    return T(main, [name for part, name in rows if part == Part.ADJACENT]) if main else None


def set_t(user: User, main: str, adjacent: Sequence[str] = ()) -> None:
    """With nothing in it, they have none. Raises Invalid, for the fields `main` and `adjacent_1` and so on."""
    wanted = valid_fields(main, adjacent)
    ids = {tag.name: tag.id for tag in tags_named(wanted)}
    _insist_on_others([*wanted], ids)
    new = {ids[name]: part for name, part in wanted.items()}
    others = delete(Field).where(Field.user_id == user.id, Field.tag_id.not_in(new))
    session.execute(others, execution_options={"synchronize_session": "fetch"})
    kept = {row.tag_id: row for row in session.scalars(select(Field).where(Field.user_id == user.id))}
    for tag_id, part in new.items():
        if tag_id in kept:
            kept[tag_id].part = part
        else:
            session.add(Field(user_id=user.id, tag_id=tag_id, part=part))
    session.flush()


def valid_fields(main: str, adjacent: Sequence[str] = ()) -> dict[str, Part]:
    """Names of tags in the order they were given. Raises Invalid."""
    beside = [(f"adjacent_{number}", name) for number, name in enumerate(adjacent, 1) if name.strip()]
    if len(beside) > ADJACENT:
        raise Invalid(f"adjacent_{ADJACENT}", "Three fields beside your specialism at most.")
    if beside and not main.strip():
        raise Invalid("main", "Name your main specialism first.")
    wanted = {_valid(main, "main"): Part.MAIN} if main.strip() else {}
    for field, typed in beside:
        name = _valid(typed, field)
        if name in wanted:
            raise Invalid(field, "You named #%(tag)s already.", tag=name)
        wanted[name] = Part.ADJACENT
    return wanted


def _valid(typed: str, field: str) -> str:
    try:
        return valid_tag(typed)
    except Invalid as error:
        raise Invalid(field, error.message) from error


def _insist_on_others(names: list[str], ids: dict[str, int]) -> None:
    """No two that count as the same."""
    leads, seen = alike_by_tag(), set[int]()
    for number, name in enumerate(names):
        meant = leads.get(ids[name], ids[name])
        if meant in seen:
            raise Invalid(f"adjacent_{number}", "#%(tag)s counts as the same as one before it.", tag=name)
        seen.add(meant)


def known_tags(viewer: Viewer) -> dict[str, int]:
    """The team's tags, as far as this viewer sees them: on pages they may read, and in what people say they know."""
    return tags_where(readable_for(viewer)) | _said(viewer)


def offered_tags(viewer: User) -> list[str]:
    """To choose from, those on most pages first."""
    used = [tag.name for tag in used_tags(viewer)]
    return list(dict.fromkeys([*used, *sorted(_said(viewer))]))[:OFFERED]


def _said(viewer: Viewer) -> dict[str, int]:
    rows = session.execute(
        select(Tag.name, Tag.id)
        .join(Field, Field.tag_id == Tag.id)
        .join(User, User.id == Field.user_id)
        .where(User.suspended_at.is_(None), shows(Detail.FIELDS, viewer))
        .distinct()
    )
    return dict(rows.all())


def tag_ids(names: Iterable[str]) -> list[int]:
    """Raises Invalid for a name that no tag can have."""
    return [tag.id for tag in tags_named(valid_tag(name) for name in names)]
