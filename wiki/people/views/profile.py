"""One's own profile: changed, and seen with the eyes of colleagues."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.core.errors import Invalid, NotFound
from wiki.files.keeping import MB, keeping
from wiki.people.actions import say
from wiki.people.fields import offered_tags, set_t
from wiki.people.forms import LeftOutForm, ProfileForm
from wiki.people.languages import language_in
from wiki.people.leaving import leave_out, left_out_of
from wiki.people.links import as_text as lines_of_links
from wiki.people.pins import as_text as lines_of_pins
from wiki.people.policy import Colleague, closed_spaces_of, sights_of
from wiki.people.queries import profile_as
from wiki.people.views.blueprint import bp
from wiki.people.views.fields import typed
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.locale import lang
from wiki.web.profile import profile_of
from wiki.web.visitor import visitor

EDIT = "/me/profile"


@bp.get(EDIT)
def edit() -> str:
    return edit_page()


@bp.post(EDIT)
def put() -> ResponseReturnValue:
    person = visitor()
    form = ProfileForm(person)
    if not form.validate():
        return edit_page(form), INVALID
    try:
        set_t(person, words_of(form.main), form.adjacent)
        say(person, form.said)
    except Invalid as error:
        explain(form, error)
        return edit_page(form), INVALID
    flash(_("Saved."))
    return redirect(f"/people/{person.handle}", 303)


@bp.post(f"{EDIT}/left-out")
def put_left_out() -> ResponseReturnValue:
    form = LeftOutForm()
    try:
        leave_out(visitor(), everything=form.everything.data, topics=_names(words_of(form.topics)))
    except Invalid as error:
        explain(form, Invalid("topics", error.message, **error.values))
        return edit_page(left_out=form), INVALID
    flash(_("It holds from now on."))
    return redirect(f"{EDIT}#left-out", 303)


@bp.get(f"{EDIT}/seen")
def see() -> str:
    """As a colleague sees it who is in no closed space, or in one of the visitor's own: nothing else is shown here than
    that colleague may read, and nothing that the visitor may not."""
    person, spaces = visitor(), closed_spaces_of(visitor().id)
    chosen = next((space for space in spaces if space.slug == request.args.get("in")), None)
    if request.args.get("in") and chosen is None:
        raise NotFound("space")
    viewer = Colleague(frozenset({chosen.id} if chosen else ()))
    return render_template("people/seen.html", spaces=spaces, chosen=chosen, **profile_of(person, viewer))


def edit_page(form: ProfileForm | None = None, left_out: LeftOutForm | None = None, photo_error: str = "") -> str:
    """The page with the form that was sent; the others as they are when nobody has typed."""
    person = visitor()
    everything, topics = left_out_of(person.id)
    topics_typed = ", ".join(f"#{name}" for name in topics)
    return render_template(
        "people/edit.html",
        form=form or ProfileForm(person, formdata=None, **_as_it_is(person)),
        left_out=left_out or LeftOutForm(formdata=None, everything=everything, topics=topics_typed),
        photo_error=photo_error,
        limit=keeping.largest // MB,
        offered=offered_tags(person),
    )


def _as_it_is(person: User) -> dict[str, object]:
    seen = profile_as(person, person)
    words = {name: getattr(seen, name) for name in ("headline", "role", "place", "ask", "work", "work_until")}
    sights = {f"sight_{detail}": sight for detail, sight in sights_of(person.id).items()}
    return {
        **words,
        **typed(person.id),
        **sights,
        "languages": ", ".join(language_in(code, lang()) for code in seen.languages),
        "links": lines_of_links(seen.links),
        "pins": lines_of_pins(person, seen.pins),
    }


def _names(text: str) -> list[str]:
    """Topics, one after another with commas between, or each behind its #."""
    return [name for part in text.replace("#", ",").split(",") if (name := part.strip())]
