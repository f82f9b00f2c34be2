"""What newcomers are asked for once, in four fields, and may skip."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import Invalid
from wiki.people.fields import offered_tags, set_t, t_of
from wiki.people.forms import FieldsForm
from wiki.people.views.blueprint import bp
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.visitor import visitor


@bp.get("/me/fields")
def ask_for_fields() -> str:
    return _page(FieldsForm(formdata=None, **typed(visitor().id)))


@bp.post("/me/fields")
def put_fields() -> ResponseReturnValue:
    form = FieldsForm()
    try:
        set_t(visitor(), words_of(form.main), form.adjacent)
    except Invalid as error:
        explain(form, error)
        return _page(form), INVALID
    return redirect("/", 303)


def typed(user_id: int) -> dict[str, str]:
    """What the four fields hold."""
    t = t_of(user_id)
    beside = {f"adjacent_{number}": name for number, name in enumerate(t.adjacent, 1)} if t else {}
    return {"main": t.main} | beside if t else {}


def _page(form: FieldsForm) -> str:
    return render_template("people/fields.html", form=form, offered=offered_tags(visitor()))
