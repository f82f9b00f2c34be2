"""What people type into the forms about pages, as clean values."""

from collections.abc import Iterable
from typing import Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.actions import LONGEST_TITLE
from wiki.pages.models import Page, Status
from wiki.pages.tree import ids_below, whole_tree
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space
from wiki.spaces.queries import editable_spaces

LONGEST_TEXT = 1_000_000
INDENT = "\u2003"


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_title() -> StringField:
    return StringField(
        _l("Title"),
        [
            DataRequired(_l("Give the page a title.")),
            Length(max=LONGEST_TITLE, message=_l("Make the title shorter: %(max)d characters at most.")),
        ],
    )


class TitleForm(FlaskForm):
    title = one_title()


class NewPageForm(TitleForm):
    parent = SelectField(_l("Place"))
    template = SelectField(_l("Template"), default="")
    draft = BooleanField(_l("Start as a draft"))


class PersonForm(FlaskForm):
    person = StringField(_l("Share with"))


class DraftPlaceForm(FlaskForm):
    parent = SelectField(_l("Place"))


class BeginForm(FlaskForm):
    """What is known of a page when somebody begins it: perhaps nothing."""

    key = StringField(validators=[Length(max=36)])
    title = StringField()
    parent = StringField()
    template = StringField()
    draft = BooleanField()


class StartForm(FlaskForm):
    """The template that an empty page starts from; `title` is what it is called by now, which may not be saved yet."""

    template = StringField(validators=[DataRequired()])
    title = StringField()


class IconForm(FlaskForm):
    icon = StringField(_l("Icon"))


class TagForm(FlaskForm):
    tag = StringField(_l("New tag"))


STATUSES = {
    Status.DRAFT: _l("Draft"),
    Status.REVIEW: _l("In review"),
    Status.CURRENT: _l("Current"),
    Status.OUTDATED: _l("Outdated"),
}


class StatusForm(FlaskForm):
    status = RadioField(_l("Status"), choices=[("", _l("No status")), *STATUSES.items()], default="")

    @property
    def chosen(self) -> Status | None:
        return Status(self.status.data) if self.status.data else None


class KeeperForm(FlaskForm):
    keeper = StringField(_l("Keeper"))


class AskForm(FlaskForm):
    reviewer = StringField(_l("Ask somebody to look at it"))


class LookForm(FlaskForm):
    good = StringField()
    remark = TextAreaField(_l("What is still missing?"))


class ReviewForm(FlaskForm):
    every = RadioField(
        _l("Look at it again"),
        choices=[
            ("", _l("When somebody thinks of it")),
            ("3", _l("Every three months")),
            ("6", _l("Every six months")),
            ("12", _l("Every year")),
        ],
        default="",
    )
    on = DateField(_l("By a day"), [Optional()])

    @property
    def months(self) -> int | None:
        return int(self.every.data) if self.every.data else None


class DoubtForm(FlaskForm):
    what = TextAreaField(_l("What is not true any more?"))


class SecretForm(FlaskForm):
    secret = StringField(_l("What has to go"), description=_l("As it stands in the page’s plain text, all of it."))


class AboutTagForm(FlaskForm):
    about = TextAreaField(_l("What this tag is about"))


class NameForm(FlaskForm):
    title = StringField(_l("Another name"))


class SynonymForm(FlaskForm):
    other = StringField(_l("Counts as"))


class TextForm(FlaskForm):
    text = TextAreaField(
        _l("Text"),
        [Length(max=LONGEST_TEXT, message=_l("This is too long for one page. Split it into several."))],
        filters=[lambda text: with_line_feeds(text or "")],
    )
    epoch = IntegerField(widget=HiddenInput(), validators=[Optional()])
    seq = IntegerField(widget=HiddenInput(), validators=[Optional()])


class BegunForm(FlaskForm):
    """What was begun on a device without a network."""

    key = StringField(validators=[DataRequired(), Length(max=36)])
    space = StringField(validators=[DataRequired()])
    parent = IntegerField(validators=[Optional()])
    title = StringField(filters=[lambda title: " ".join((title or "").split())[:LONGEST_TITLE]])
    text = TextAreaField(validators=[Length(max=LONGEST_TEXT)], filters=[lambda text: with_line_feeds(text or "")])
    base = TextAreaField(
        validators=[Length(max=LONGEST_TEXT)],
        filters=[lambda text: None if text is None else with_line_feeds(text)],
    )
    """The text that the page was made with, if the device knows that it was."""


class PlaceForm(TitleForm):
    parent = SelectField(_l("Place"))
    order = RadioField(
        _l("Order"),
        choices=[
            ("keep", _l("Where it stands now")),
            ("first", _l("First among its neighbours")),
            ("last", _l("Last among its neighbours")),
            ("title", _l("By its title")),
        ],
        default="keep",
    )
    agreed = HiddenField()
    """The slug of the space of which was said what moving there does to rights."""

    @classmethod
    def of(cls, page: Page, user: User) -> Self:
        form = cls(title=page.title, parent=f"{page.space.slug}:{page.parent_id or ''}")
        below = set(ids_below(page.id))
        form.parent.choices = {
            space.name: place_choices(space, leave_out=below, prefix=f"{space.slug}:")
            for space in editable_spaces(user)
        }
        return form

    def chosen(self) -> tuple[str, int | None]:
        """The space's slug and the parent's id."""
        slug, _, page_id = (self.parent.data or "").partition(":")
        return slug, int(page_id) if page_id else None


def place_choices(space: Space, leave_out: Iterable[int] = (), prefix: str = "") -> list[tuple[str, str]]:
    """Every page of the space, indented by depth, behind the top of the space itself."""
    gone = set(leave_out)
    pages = [(depth, item) for depth, item in whole_tree(space.id) if item.id not in gone]
    return [(prefix, str(_l("Top of %(space)s", space=space.name)))] + [
        (f"{prefix}{item.id}", INDENT * (depth + 1) + item.title) for depth, item in pages
    ]


def siblings(space_id: int, parent_id: int | None, page: Page) -> list[Page]:
    """The other pages at that place, in order."""
    statement = (
        select(Page)
        .where(Page.space_id == space_id, Page.parent_id == parent_id, Page.id != page.id, Page.trashed_at.is_(None))
        .where(is_listed(Page.id))
    )
    return list(session.scalars(statement.order_by(Page.position, Page.id)))
