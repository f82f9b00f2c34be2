"""What people type into the forms about spaces, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from wiki.spaces.models import Role

ROLES = {Role.OWNER: _l("Owner"), Role.EDITOR: _l("Editor"), Role.READER: _l("Reader")}
BY_INVITATION = "invited"


class SpaceForm(FlaskForm):
    name = StringField(_l("Name"), [DataRequired(_l("Give the space a name.")), Length(max=80)])
    about = StringField(_l("About"), [Length(max=500)])
    access = RadioField(
        _l("Who gets in"),
        choices=[
            (Role.EDITOR, _l("The whole team reads and writes")),
            (Role.READER, _l("The whole team reads, members write")),
            (BY_INVITATION, _l("Members only, by invitation")),
        ],
        default=Role.EDITOR,
    )
    commenting = RadioField(
        _l("Who may comment"),
        choices=[(Role.READER, _l("Everybody who may read")), (Role.EDITOR, _l("Only those who may write"))],
        default=Role.READER,
    )

    @property
    def team_role(self) -> Role | None:
        return None if self.access.data == BY_INVITATION else Role(self.access.data)


class RoleForm(FlaskForm):
    role = SelectField(_l("Role"), choices=list(ROLES.items()), default=Role.EDITOR)


class AddMemberForm(RoleForm):
    handle = StringField(_l("Who"), [DataRequired(_l("Name the person to add."))])


class AccessForm(FlaskForm):
    """`path`: the address that somebody came to."""

    path = HiddenField(filters=[lambda path: path or ""])
    words = TextAreaField(_l("What you need it for"), filters=[lambda words: words or ""])
