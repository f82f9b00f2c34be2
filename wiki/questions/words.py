"""What people may say in questions and answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import delete

from wiki.accounts.clean import clean_line
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.details import valid_tag
from wiki.questions.models import LONGEST_TITLE, LONGEST_WORD
from wiki.spaces.models import GivenTag
from wiki.spaces.tags import tags_named

LONGEST = 20_000
MOST_TAGS = 10


@dataclass(frozen=True)
class Words:
    """A question as somebody puts it."""

    title: str
    text: str = ""
    tags: tuple[str, ...] = field(default=())

    def valid(self) -> "Words":
        """The same in its plainest form. Raises Invalid."""
        return Words(valid_title(self.title), valid_text(self.text, needed=False), valid_tags(self.tags))


def valid_title(title: str) -> str:
    line = clean_line(title)
    if not line:
        raise Invalid("title", "Ask your question in one sentence.")
    if len(line) > LONGEST_TITLE:
        raise Invalid("title", "Ask it in 200 characters, and say the rest below.")
    return line


def valid_text(text: str, *, needed: bool = True) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if needed and not text:
        raise Invalid("text", "Say something.")
    if len(text) > LONGEST:
        raise Invalid("text", "Say it in 20,000 characters.")
    return text


def valid_tags(tags: Iterable[str]) -> tuple[str, ...]:
    try:
        names = tuple(dict.fromkeys(valid_tag(tag) for tag in tags if tag.strip("# \t")))
    except Invalid as error:
        raise Invalid("tags", error.message) from None
    if len(names) > MOST_TAGS:
        raise Invalid("tags", "Ten tags are enough.")
    return names


def valid_word(words: str) -> str:
    line = " ".join(words.split())
    if len(line) > LONGEST_WORD:
        raise Invalid("words", "Say it in 500 characters.")
    return line


def give_tags(by: User, question_id: int, names: Iterable[str]) -> None:
    """These and no others."""
    session.execute(delete(GivenTag).where(GivenTag.entry_id == question_id))
    session.add_all(GivenTag(entry_id=question_id, tag_id=tag.id, by_id=by.id) for tag in tags_named(names))
    session.flush()
