"""Words that were looked for in vain: they say which pages are wanted, and nothing of who wants them.

- Words are kept once two different people missed them within a week. Until then they are in this process's memory
  alone, so that no file ever says who asked for what; a restart forgets them.
- Kept is what was asked, folded, on how many days, and the last one: no name, no hour, no order.
- Not kept: numbers, addresses of mail and of the web, names of colleagues and of closed spaces, what was asked with
  filters, long texts.
- What nobody missed for ninety days goes, and an owner of the team may take a line away.
"""

from collections import OrderedDict
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, func, select

from wiki.accounts.models import User
from wiki.accounts.policy import require_owner
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.search import desk, narrowing
from wiki.search.analysis import RUN, STOP, fold
from wiki.search.finding import readable
from wiki.search.models import LONGEST_WORDS, MissedWords
from wiki.search.parsing import Asked, parse
from wiki.spaces.models import Space

PEOPLE = 2
WITHIN = timedelta(days=7)
KEPT_FOR = timedelta(days=90)
MOST_WORDS = 5
SHORTEST = 3
MOST_IN_MEMORY, MOST_KEPT = 2000, 300
SHOWN = 30
LOOKED_AT = 5
_SIGNS_OF_ADDRESSES = frozenset("@/\\:.")

_missed: OrderedDict[str, dict[int, date]] = OrderedDict()
"""By words: who missed them, and on which day last."""


def forget() -> None:
    _missed.clear()


def note(viewer: User, asked: Asked) -> None:
    """This person found nothing for it. Costs one query, and none for what is not kept anyway."""
    words = words_of(asked)
    if not words:
        return
    today = now().date()
    known = session.scalars(select(MissedWords).where(MissedWords.words == words)).one_or_none()
    if known is not None:
        if known.last_on != today:
            known.last_on, known.days = today, known.days + 1
    elif _missed_by(words, viewer.id, today) >= PEOPLE and _names().isdisjoint(words.split()):
        del _missed[words]
        _sweep(today)
        session.add(MissedWords(words=words, days=1, last_on=today))


def words_of(asked: Asked) -> str:
    """What of it may be kept: folded words; nothing, where any of it could tell of a person or is no plain search."""
    if asked.filters or asked.query.never or asked.query.in_title or _SIGNS_OF_ADDRESSES.intersection(asked.text):
        return ""
    words = [fold(run) for run in RUN.findall(asked.words)]
    fine = 0 < len(words) <= MOST_WORDS and any(len(word) >= SHORTEST and word not in STOP for word in words)
    said = " ".join(words)
    return said if fine and len(said) <= LONGEST_WORDS and not any(sign.isdigit() for sign in said) else ""


def _missed_by(words: str, user_id: int, today: date) -> int:
    """How many people missed these words lately, this one among them."""
    people = {who: day for who, day in _missed.get(words, {}).items() if today - day <= WITHIN}
    people[user_id] = today
    _missed[words] = people
    _missed.move_to_end(words)
    while len(_missed) > MOST_IN_MEMORY:
        _missed.popitem(last=False)
    return len(people)


def _names() -> set[str]:
    """Words of colleagues' names and handles, and of the names of closed spaces."""
    people = session.execute(select(User.name, User.handle))
    return {fold(run) for row in people for text in row for run in RUN.findall(text)} | _closed()


def _closed() -> set[str]:
    """Words of the names of spaces that are not open to the whole team."""
    names = session.scalars(select(Space.name).where(Space.team_role.is_(None)))
    return {fold(run) for name in names for run in RUN.findall(name)} - STOP


def _sweep(today: date) -> None:
    session.execute(delete(MissedWords).where(MissedWords.last_on < today - KEPT_FOR))
    newest = select(MissedWords.id).order_by(MissedWords.last_on.desc(), MissedWords.id.desc()).limit(MOST_KEPT - 1)
    session.execute(delete(MissedWords).where(MissedWords.id.not_in(newest)))


def missed_words(viewer: User) -> list[MissedWords]:
    """What was missed on most days first, without what this person would find by now."""
    lines = session.scalars(
        select(MissedWords)
        .where(MissedWords.last_on >= now().date() - KEPT_FOR)
        .order_by(MissedWords.days.desc(), MissedWords.last_on.desc(), MissedWords.words)
        .limit(SHOWN)
    ).all()
    spaces, closed = narrowing.spaces(viewer, parse("")), _closed()
    lines = [line for line in lines if closed.isdisjoint(line.words.split())]
    try:
        return [line for line in lines if not _finds(viewer, line.words, spaces)]
    except desk.Unready:
        return lines


def _finds(viewer: User, words: str, spaces: set[int]) -> bool:
    return bool(readable(viewer, desk.search(parse(words).query, spaces, LOOKED_AT)))


def take_away(user: User, words_id: int) -> None:
    """For good. Raises NotAllowed or NotFound."""
    require_owner(user)
    line = session.get(MissedWords, words_id)
    if line is None:
        raise NotFound(str(words_id))
    session.delete(line)


def count_secret(_page_id: int, secret: str) -> int:
    """How many lines would tell it: they are of no page, so every page's secret is looked for in them."""
    return session.scalar(select(func.count()).select_from(MissedWords).where(_tells(secret))) or 0


def clear_secret(_page_id: int, secret: str, _instead: str) -> None:
    session.execute(delete(MissedWords).where(_tells(secret)))
    forget()


def _tells(secret: str) -> ColumnElement[bool]:
    return MissedWords.words.contains(" ".join(fold(run) for run in RUN.findall(secret)) or "\0", autoescape=True)
