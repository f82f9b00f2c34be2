"""What people say they know, and colleagues vouch for."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select, tuple_

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.expertise.scoring import ADJACENT, MAIN, Said
from wiki.people.models import Detail, Field, Part, Vouch
from wiki.people.policy import shows
from wiki.spaces.models import Tag
from wiki.spaces.synonyms import alike_by_tag


def said_of(viewer: User, tag_ids: Collection[int]) -> dict[int, dict[int, Said]]:
    """By person and tag, for these tags and those that count as them, of those who show it to this viewer."""
    leads = alike_by_tag()
    wanted = {*tag_ids, *(one for one, other in leads.items() if other in tag_ids)}
    found: dict[int, dict[int, Said]] = defaultdict(lambda: defaultdict(Said))
    fields = select(Field.user_id, Field.tag_id, Field.part).join(User, User.id == Field.user_id)
    fields = fields.where(Field.tag_id.in_(wanted), shows(Detail.FIELDS, viewer))
    for user_id, tag_id, part in session.execute(fields):
        said = found[user_id][leads.get(tag_id, tag_id)]
        said.part = max(said.part, MAIN if part == Part.MAIN else ADJACENT)
    for (person_id, tag_id), by in _vouched(viewer, wanted, leads).items():
        said = found[person_id][tag_id]
        said.vouches, said.people = sum(by.values()), len(by)
    return found


def _vouched(viewer: User, tag_ids: Collection[int], leads: dict[int, int]) -> dict[tuple[int, int], dict[int, float]]:
    """By person and tag, what each colleague's word is worth: half where both vouch for each other."""
    accepted = Vouch.accepted_at.is_not(None), Vouch.declined_at.is_(None), Vouch.by_id != Vouch.person_id
    given = session.execute(
        select(Vouch.person_id, Vouch.by_id, Vouch.tag_id)
        .join(User, User.id == Vouch.person_id)
        .where(Vouch.tag_id.in_(tag_ids), *accepted, shows(Detail.FIELDS, viewer))
    ).all()
    pairs = [(row.by_id, row.person_id) for row in given]
    back = select(Vouch.person_id, Vouch.by_id).where(tuple_(Vouch.person_id, Vouch.by_id).in_(pairs), *accepted)
    mutual = {(by, person) for person, by in session.execute(back)} if pairs else set()
    found: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for person_id, by_id, tag_id in given:
        found[person_id, leads.get(tag_id, tag_id)][by_id] = 0.5 if (person_id, by_id) in mutual else 1.0
    return found


def tags_called(names: Iterable[str]) -> set[int]:
    """Tags of these names, as they count."""
    leads = alike_by_tag()
    return {leads.get(tag_id, tag_id) for tag_id in session.scalars(select(Tag.id).where(Tag.name.in_(list(names))))}


def names_of(tag_ids: Collection[int]) -> dict[int, str]:
    return dict(session.execute(select(Tag.id, Tag.name).where(Tag.id.in_(tag_ids))).all())
