"""What people say of a search they keep, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField


class SearchForm(FlaskForm):
    name = StringField(_l("Name"), filters=[lambda text: text or ""])
    text = StringField(_l("What is to be found"), filters=[lambda text: text or ""])
    order = RadioField(_l("Order"), choices=[("best", _l("Best first")), ("new", _l("Newest first"))], default="best")
    watched = BooleanField(_l("Watch it"))
