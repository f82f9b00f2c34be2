"""What people type about accounts, as clean values."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, Field, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError

from wiki.accounts.actions import Newcomer, Profile, TeamSettings
from wiki.accounts.clean import clean_email, clean_line, is_email
from wiki.accounts.groups import LONGEST_ABOUT, LONGEST_NAME
from wiki.accounts.handles import LONGEST as LONGEST_HANDLE
from wiki.accounts.handles import RESERVED, is_handle
from wiki.accounts.strength import LONGEST, SHORTEST, Weakness, weakness
from wiki.core.clock import FIRST_ZONE, zones
from wiki.web.locale import LANGUAGES

WEAK = {
    Weakness.SHORT: _l("Make it longer: at least %(count)s characters. A short sentence works well.", count=SHORTEST),
    Weakness.LONG: _l("Make it shorter: at most %(count)s characters.", count=LONGEST),
    Weakness.COMMON: _l("Choose another one: this password is on the lists that guessers try first."),
    Weakness.PATTERN: _l("Choose another one: this is a pattern that guessers try first."),
    Weakness.OWN: _l("Choose another one: it is little more than your own name or address."),
}
TAKEN = {
    "handle": _l("Choose another handle: somebody in the team has this one."),
    "email": _l("Use another address, or sign in: there is an account with this one."),
}

ELSEWHERE = _l("Choose another handle: this one stands for something else here.")
RESERVED_FOR_GROUPS = {"new"}
"""Where /groups/new leads elsewhere."""


def _clean_handle(text: str | None) -> str:
    return (text or "").strip().removeprefix("@").lower()


def _as_handle(_form: FlaskForm, field: Field) -> None:
    if field.data in RESERVED:
        raise ValidationError(ELSEWHERE)
    if not is_handle(field.data):
        raise ValidationError(_l("Use 2 to 40 letters from a to z, digits, dots or hyphens, such as anna or j.smith."))


def _as_email(_form: FlaskForm, field: Field) -> None:
    if not is_email(field.data):
        raise ValidationError(_l("Write the whole address, such as anna@example.org."))


def _strong(own: Callable[[Any], Iterable[str | None]]) -> Callable[[Any, Field], None]:
    def check(form: Any, field: Field) -> None:
        weak = weakness(field.data or "", [word for word in own(form) if word])
        if weak:
            raise StopValidation(WEAK[weak])

    return check


def _name() -> StringField:
    needed = DataRequired(_l("Write your name as colleagues know it."))
    words = {"autocomplete": "name", "dir": "auto", "maxlength": 80}
    return StringField(_l("Name"), [needed, Length(max=80)], filters=[clean_line], render_kw=words)


def _handle() -> StringField:
    words = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "maxlength": LONGEST_HANDLE}
    return StringField(_l("Handle"), [_as_handle], filters=[_clean_handle], render_kw=words)


def _email(label: str = _l("E-mail")) -> EmailField:
    words = {"autocomplete": "email", "maxlength": 254}
    return EmailField(label, [_as_email], filters=[clean_email], render_kw=words)


def _new_password(own: Callable[[Any], Iterable[str | None]], label: str = _l("New password")) -> PasswordField:
    words = {"autocomplete": "new-password", "minlength": SHORTEST, "maxlength": LONGEST}
    return PasswordField(label, [_strong(own)], render_kw=words)


class SignInForm(FlaskForm):
    who = StringField(
        _l("Handle or e-mail"),
        [DataRequired(_l("Write your handle or e-mail address.")), Length(max=254)],
        filters=[clean_line],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Write your password.")), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class SignUpForm(FlaskForm):
    name = _name()
    handle = _handle()
    email = _email()
    password = _new_password(lambda form: (form.name.data, form.handle.data, form.email.data), label=_l("Password"))

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(
            name=text(self.name), handle=text(self.handle), email=text(self.email), password=text(self.password)
        )


class WelcomeForm(SignUpForm):
    team_name = StringField(
        _l("Name of the team"),
        [DataRequired(_l("Give the team a name.")), Length(max=80)],
        filters=[clean_line],
        render_kw={"autocomplete": "organization", "dir": "auto", "maxlength": 80},
    )


class ForgotForm(FlaskForm):
    email = _email()


class ResetForm(FlaskForm):
    new_password = _new_password(lambda _form: ())


class ChangePasswordForm(FlaskForm):
    """`about` are words the new password may not consist of."""

    password = PasswordField(
        _l("Current password"),
        [InputRequired(_l("Write the password you have now.")), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = _new_password(lambda form: form.about)

    def __init__(self, about: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = list(about)


class ProfileForm(FlaskForm):
    name = _name()
    handle = _handle()
    language = SelectField(_l("Language"), choices=[("", _l("As the browser asks")), *LANGUAGES.items()])
    theme = RadioField(
        _l("Colours"), choices=[("system", _l("As the system")), ("light", _l("Light")), ("dark", _l("Dark"))]
    )
    shortcuts = BooleanField(_l("Single keys act as shortcuts"))
    announces = BooleanField(_l("Tell my screen reader who comes and goes"))
    weekly_mail = BooleanField(_l("Mail me once a week about pages of mine that may not hold any more"))

    @property
    def profile(self) -> Profile:
        return Profile(
            name=text(self.name),
            handle=text(self.handle),
            language=self.language.data or None,
            theme=self.theme.data,
            shortcuts=self.shortcuts.data,
            announces=self.announces.data,
            weekly_mail=self.weekly_mail.data,
        )


class TeamForm(FlaskForm):
    name = StringField(
        _l("Name of the team"),
        [DataRequired(_l("Give the team a name.")), Length(max=80)],
        filters=[clean_line],
        render_kw={"autocomplete": "off", "dir": "auto", "maxlength": 80},
    )
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))
    zone = SelectField(_l("Time zone"), choices=lambda: zones(), default=FIRST_ZONE)
    open_sign_up = BooleanField(_l("Anybody who finds this address may join"))

    @property
    def settings(self) -> TeamSettings:
        return TeamSettings(
            name=text(self.name),
            language=self.language.data,
            open_sign_up=self.open_sign_up.data,
            zone=self.zone.data,
        )


class InvitationForm(FlaskForm):
    email = EmailField(
        _l("E-mail of your colleague"), filters=[clean_email], render_kw={"autocomplete": "off", "maxlength": 254}
    )

    def validate_email(self, field: Field) -> None:
        if field.data:
            _as_email(self, field)


class GroupForm(FlaskForm):
    """`handle` is chosen once, when the group is made."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Give the group a name.")), Length(max=LONGEST_NAME)],
        filters=[clean_line],
        render_kw={"autocomplete": "off", "dir": "auto", "maxlength": LONGEST_NAME},
    )
    handle = _handle()
    about = StringField(
        _l("What it is for"), [Length(max=LONGEST_ABOUT)], filters=[clean_line], render_kw={"dir": "auto"}
    )

    def validate_handle(self, field: Field) -> None:
        if field.data in RESERVED_FOR_GROUPS:
            raise ValidationError(ELSEWHERE)


class MembersForm(FlaskForm):
    who = StringField(_l("Whom do you let in?"), filters=[lambda text: text or ""])


class RoleForm(FlaskForm):
    role = RadioField(choices=[("owner", _l("Owner")), ("member", _l("Member"))])


def text(field: Field) -> str:
    """What a line of text came to; nothing typed is nothing."""
    return field.data or ""


def say_taken(form: FlaskForm, field: str) -> None:
    """Somebody has what was typed into this field."""
    form[field].errors = [*form[field].errors, TAKEN[field]]
