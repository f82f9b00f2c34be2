"""Whatever changes what a page is found by is noted in the same transaction, and looked at after it."""

from collections.abc import Iterable

from sqlalchemy import insert, select, union

from wiki.accounts.events import NameChanged
from wiki.comments.events import RemarkMade, ThreadChanged
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.core.facts import after, announce, during
from wiki.editing.events import SecretTakenOut
from wiki.files.events import FileChanged
from wiki.pages.daily import Source, tells_daily
from wiki.pages.events import (
    DetailsChanged,
    PageCreated,
    PageMoved,
    PageRenamed,
    PageRestored,
    PageSaved,
    PagesErased,
    PageTrashed,
    PageWithdrawn,
)
from wiki.pages.models import PageAuthor
from wiki.pages.secrets import Keeps, keeps_words
from wiki.pages.tree import ids_below
from wiki.questions.events import (
    AnswerRemoved,
    QuestionAnswered,
    QuestionAsked,
    QuestionChanged,
    QuestionErased,
    QuestionTrashed,
)
from wiki.questions.models import Answer, Question
from wiki.search import attachments, indexing, kept, wanting
from wiki.search.entries import Kind, keys_of
from wiki.search.events import FileRead, SearchWanted
from wiki.search.models import SearchDue

keeps_words(Keeps(attachments.count, attachments.clear))
keeps_words(Keeps(wanting.count_secret, wanting.clear_secret))
tells_daily(Source(kept.whose, kept.take_news))


def want(ids: Iterable[int | None]) -> None:
    """Look at all that belongs to these pages and questions; None: at everything."""
    _want({"page_id": id_, "key": None} for id_ in ids)


def want_entries(page_id: int, kind: Kind, ids: Iterable[int]) -> None:
    _want({"page_id": page_id, "key": key} for key in keys_of(kind, ids))


def _want(due: Iterable[dict[str, int | None]]) -> None:
    if rows := list(due):
        session.execute(insert(SearchDue), rows)
        announce(SearchWanted())


@during(PageSaved)
def look_at_saved(fact: PageSaved) -> None:
    want_entries(fact.page_id, Kind.PAGE, [fact.page_id])


@during(PageCreated)
def look_at_created(fact: PageCreated) -> None:
    """With its files: an import brings them in a space of its own, which the page leaves when it is told of."""
    want([fact.page_id])


@during(PageRenamed)
def look_at_renamed(fact: PageRenamed) -> None:
    want_entries(fact.page_id, Kind.PAGE, [fact.page_id])


@during(DetailsChanged)
def look_at_details(fact: DetailsChanged) -> None:
    want_entries(fact.page_id, Kind.PAGE, [fact.page_id])


@during(RemarkMade)
def look_at_remark(fact: RemarkMade) -> None:
    want_entries(fact.page_id, Kind.REMARK, [fact.remark_id])


@during(ThreadChanged)
def look_at_thread(fact: ThreadChanged) -> None:
    said = select(Remark.id).where(Remark.thread_id == fact.thread_id)
    want_entries(fact.page_id, Kind.REMARK, session.scalars(said))


@during(FileChanged)
def look_at_file(fact: FileChanged) -> None:
    want_entries(fact.page_id, Kind.FILE, [fact.file_id])
    attachments.read_later(fact.file_id)


@during(FileRead)
def look_at_what_it_says(fact: FileRead) -> None:
    want_entries(fact.page_id, Kind.FILE, [fact.file_id])


@during(PageWithdrawn)
def look_at_withdrawn(fact: PageWithdrawn) -> None:
    want(ids_below(fact.page_id))


@during(PageMoved)
def look_at_moved(fact: PageMoved) -> None:
    want(ids_below(fact.page_id))


@during(PageTrashed)
def look_at_trashed(fact: PageTrashed) -> None:
    want(fact.page_ids)


@during(PageRestored)
def look_at_restored(fact: PageRestored) -> None:
    want(fact.page_ids)


@during(PagesErased)
def look_at_erased(fact: PagesErased) -> None:
    want(fact.page_ids)


@during(QuestionAsked)
def look_at_question(fact: QuestionAsked) -> None:
    want([fact.question_id])


@during(QuestionChanged)
def look_at_changed_question(fact: QuestionChanged) -> None:
    want([fact.question_id])


@during(QuestionAnswered)
def look_at_answer(fact: QuestionAnswered) -> None:
    want([fact.question_id])


@during(AnswerRemoved)
def look_at_removed_answer(fact: AnswerRemoved) -> None:
    want([fact.question_id])


@during(QuestionTrashed)
def look_at_trashed_question(fact: QuestionTrashed) -> None:
    want([fact.question_id])


@during(QuestionErased)
def look_at_erased_question(fact: QuestionErased) -> None:
    want([fact.question_id])


@during(NameChanged)
def look_at_all_by(fact: NameChanged) -> None:
    """Who wrote and said something is found by their name."""
    theirs = union(
        select(PageAuthor.page_id).where(PageAuthor.user_id == fact.user_id),
        select(Thread.entry_id).join(Remark, Remark.thread_id == Thread.id).where(Remark.by_id == fact.user_id),
        select(Question.id).where(Question.author_id == fact.user_id),
        select(Answer.question_id).where(Answer.by_id == fact.user_id),
    )
    want(session.scalars(theirs))


@during(SecretTakenOut)
def build_anew(fact: SecretTakenOut) -> None:
    """An index keeps for a while what was taken out of it."""
    want([fact.page_id, None])


@after(SearchWanted)
def wake(_fact: SearchWanted) -> None:
    indexing.wake.set()
