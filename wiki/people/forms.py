"""What people say of themselves and each other, as clean values."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from wiki.accounts.clean import clean_line
from wiki.accounts.models import User
from wiki.core.errors import Invalid
from wiki.people.actions import Said
from wiki.people.languages import languages_in
from wiki.people.links import links_in
from wiki.people.models import ADJACENT, LONGEST_LINE, LONGEST_WORDS, Detail, Sight
from wiki.people.pins import pins_in
from wiki.web.addresses import without_host
from wiki.web.forms import words_of

Meant = TypeVar("Meant")

SIGHTS = {
    Sight.TEAM: _l("Everyone in the team"),
    Sight.NEAR: _l("People who share a closed space with me"),
    Sight.OWN: _l("Nobody but me"),
}
LONGEST_TYPED = 2000


def _line(label: str, longest: int = LONGEST_LINE) -> StringField:
    words = {"dir": "auto", "autocomplete": "off", "maxlength": longest}
    return StringField(label, [Length(max=longest)], filters=[clean_line], render_kw=words)


def _lines(label: str) -> TextAreaField:
    words = {"dir": "auto", "rows": 3}
    return TextAreaField(label, [Length(max=LONGEST_TYPED)], filters=[lambda text: text or ""], render_kw=words)


def _sentences(label: str) -> TextAreaField:
    words = {"dir": "auto", "maxlength": LONGEST_WORDS, "rows": 2}
    return TextAreaField(label, [Length(max=LONGEST_WORDS)], filters=[clean_line], render_kw=words)


def _tag(label: str) -> StringField:
    words = {"dir": "auto", "autocomplete": "off", "autocapitalize": "none", "maxlength": 60, "list": "tags"}
    return StringField(label, filters=[lambda text: text or ""], render_kw=words)


class FieldsForm(FlaskForm):
    """The T."""

    main = _tag(_l("Your main specialism"))
    adjacent_1 = _tag(_l("A field beside it"))
    adjacent_2 = _tag(_l("A second one"))
    adjacent_3 = _tag(_l("A third one"))

    @property
    def adjacent(self) -> list[str]:
        return [words_of(self[f"adjacent_{number}"]) for number in range(1, ADJACENT + 1)]


class ProfileForm(FieldsForm):
    """`person`: whose profile it is. Beside each detail stands `sight_…`, who sees it."""

    headline = _line(_l("In one line"))
    role = _line(_l("What you do"))
    place = _line(_l("Place"), 80)
    languages = _line(_l("Languages"), 300)
    ask = _sentences(_l("Ask me about"))
    work = _sentences(_l("What I am working on"))
    work_until = DateField(_l("Until"), [Optional()])
    links = _lines(_l("Links"))
    pins = _lines(_l("Pinned pages"))

    def __init__(self, person: User, **more: Any) -> None:
        super().__init__(**more)
        self.person = person

    def validate_languages(self, field: Field) -> None:
        self.meant_languages = _meant(lambda: languages_in(field.data))

    def validate_links(self, field: Field) -> None:
        self.meant_links = _meant(lambda: links_in(field.data))

    def validate_pins(self, field: Field) -> None:
        self.meant_pins = _meant(lambda: pins_in(self.person, without_host(field.data)))

    @property
    def said(self) -> Said:
        return Said(
            headline=words_of(self.headline),
            role=words_of(self.role),
            place=words_of(self.place),
            ask=words_of(self.ask),
            work=words_of(self.work),
            work_until=self.work_until.data,
            languages=self.meant_languages,
            links=self.meant_links,
            pins=self.meant_pins,
            sights={detail: Sight(self[f"sight_{detail}"].data) for detail in Detail},
        )


for _detail in Detail:
    setattr(ProfileForm, f"sight_{_detail}", SelectField(choices=list(SIGHTS.items()), default=Sight.TEAM))


class LeftOutForm(FlaskForm):
    everything = BooleanField(_l("Do not name me as somebody who knows, about anything"))
    topics = _line(_l("Nor about these topics"), 300)


class VouchForm(FlaskForm):
    tag = _tag(_l("What they know about"))


def _meant(read: Callable[[], Meant]) -> Meant:
    """What was typed stands for; a complaint of the domain becomes one of the field."""
    try:
        return read()
    except Invalid as error:
        raise ValidationError(gettext(error.message, **error.values)) from error
