"""Asking a question, and changing its words."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.models import User
from wiki.core.errors import Invalid, NotFound
from wiki.pages.detailed import details_of
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.suggesting import readers_to_name
from wiki.questions import actions
from wiki.questions.forms import QuestionForm, WordsForm, people_in, person_in
from wiki.questions.linking import page_called
from wiki.questions.models import LONGEST_TITLE, Question
from wiki.questions.policy import may_speak, question_for, space_to_ask_in, spaces_to_ask_in
from wiki.questions.queries import tags_of
from wiki.questions.views.blueprint import back_to, bp, id_of, number, tell_of_unreached
from wiki.spaces.models import Space
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in
from wiki.web.visitor import visitor


@bp.get("/questions/new")
def new() -> str:
    """`to` is asked by name, `next` (handles) may be asked after two silent working days, `about` is a page's number,
    `tag` may stand there more than once; `title` is what people were looked for with."""
    spaces, about = spaces_to_ask_in(visitor()), _about(request.args.get("about", ""))
    person = next(iter(people_in(request.args.get("to"))), None)
    tags = request.args.getlist("tag") or (details_of(about.id).tags if about else [])
    chosen = _first_space(spaces, about, person)
    form = QuestionForm(
        formdata=None,
        title=request.args.get("title", "")[:LONGEST_TITLE],
        to=f"@{person.handle}" if person else "",
        tags=" ".join(dict.fromkeys(tags)),
        about=str(about.id) if about else "",
        next=request.args.get("next", "")[:400],
        space=chosen.id if chosen else None,
    )
    return _page(form, spaces, about)


@bp.post("/questions/new")
def ask() -> ResponseReturnValue:
    spaces, form = spaces_to_ask_in(visitor()), QuestionForm()
    form.offer(spaces)
    about = _about(form.about.data or "")
    if not form.validate():
        return _page(form, spaces, about), INVALID
    try:
        space = space_to_ask_in(visitor(), form.space.data)
        person, after = person_in(form.to.data), people_in(form.next.data)
        if same := actions.just_asked(current_user, space, form.words, person):
            return back_to(same, "#asked")
        question = actions.ask(current_user, space, form.words, about=about, person=person, candidates=after)
    except Invalid as error:
        explain(form, error)
        return _page(form, spaces, about), INVALID
    tell_of_unreached(question, question.text)
    if person:
        flash(_("%(name)s is asked.", name=person.name))
    elif question.to_all_at:
        flash(_("Whoever watches its tags is asked."))
    return back_to(question, "#asked")


def _page(form: QuestionForm, spaces: list[Space], about: Page | None) -> str:
    form.offer(spaces)
    space = next((one for one in spaces if one.id == form.space.data), None)
    offered = readers_to_name(visitor(), space) if space else []
    return render_template("questions/new.html", form=form, about=about, offered=offered, spaces=spaces)


def _about(typed: str) -> Page | None:
    """A page that the visitor may read. Raises NotFound."""
    return page_for(visitor(), number(typed)) if typed else None


def _first_space(spaces: list[Space], about: Page | None, person: User | None) -> Space | None:
    """That of the page, else one that the whole team reads; where whoever is asked can answer, if there is one."""
    ranked = sorted(
        spaces,
        key=lambda space: (
            person is not None and not may_speak(person, space),
            about is None or space.id != about.space_id,
            space.team_role is None,
        ),
    )
    return next(iter(ranked), None)


@bp.get("/questions/lead")
def lead() -> ResponseReturnValue:
    """`to` is a page's title as it stands in a question of `space`."""
    title = request.args.get("to", "")
    if not title:
        raise NotFound(title)
    return redirect(page_called(visitor(), number(request.args.get("space", "")), title).url, 303)


@bp.route("/q/<page:question_ref>/edit", methods=["GET", "POST"])
def edit(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), to="change")
    tags = " ".join(tags_of([question.id]).get(question.id, []))
    form = WordsForm(title=question.title, text=question.text, tags=tags)
    if request.method == "POST":
        try:
            actions.reword(current_user, question, form.words)
            tell_of_unreached(question, question.text)
            return back_to(question)
        except Invalid as error:
            explain(form, error)
    return _editing(question, form), INVALID if form.errors else 200


def _editing(question: Question, form: WordsForm) -> str:
    stand_in(question.space)
    return render_template("questions/edit.html", question=question, space=question.space, form=form)
