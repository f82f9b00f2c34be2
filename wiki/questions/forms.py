"""What people type about questions, as clean values."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from wiki.accounts.models import User
from wiki.accounts.queries import person_called
from wiki.core.errors import Invalid
from wiki.questions.words import Words
from wiki.spaces.models import Space


def _text(text: str | None) -> str:
    return text or ""


class WordsForm(FlaskForm):
    title = StringField(_l("Your question in one sentence"), filters=[_text])
    text = TextAreaField(_l("What one has to know to answer"), filters=[_text])
    tags = StringField(_l("Tags"), filters=[_text])

    @property
    def words(self) -> Words:
        return Words(self.title.data or "", self.text.data or "", tuple(re.split(r"[\s,;]+", self.tags.data or "")))


class QuestionForm(WordsForm):
    to = StringField(_l("Whom do you ask?"), filters=[_text])
    space = SelectField(_l("Who may read it"), coerce=int)
    about = HiddenField(filters=[_text])
    next = HiddenField(filters=[_text])

    def offer(self, spaces: list[Space]) -> None:
        self.space.choices = [(space.id, _readers(space)) for space in spaces]


class AnswerForm(FlaskForm):
    text = TextAreaField(_l("Your answer"), filters=[_text])


class PersonForm(FlaskForm):
    to = StringField(_l("Ask somebody else, too"), filters=[_text], id="ask-to")


class RefusalForm(FlaskForm):
    words = StringField(_l("In a word, why not"), filters=[_text])
    to = StringField(_l("Who may know it instead"), filters=[_text], id="pass-to")


def _readers(space: Space) -> str:
    if space.team_role:
        return str(_("%(space)s: the whole team", space=space.name))
    return str(_("%(space)s: by invitation", space=space.name))


def person_in(words: str | None) -> User | None:
    """Who is named there; None where nobody is. Raises Invalid."""
    if not (words or "").strip():
        return None
    person = person_called(words or "")
    if person is None or not person.is_active:
        raise Invalid("to", "Nobody is called that. Use the name behind the @, as on the team page.")
    return person


def people_in(words: str | None) -> list[User]:
    """Those of these handles who are there, in their order."""
    found = [person_called(word) for word in (words or "")[:400].split(",") if word.strip()]
    return [person for person in found if person and person.is_active]
