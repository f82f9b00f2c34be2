"""Who gets what from every route: a row for each, in the order guest, dave (stranger), carol (reader), bob (editor),
alice (owner of space and team). 303 to a guest is the way to sign in."""

import json
from dataclasses import dataclass
from typing import Literal

from wiki.core.paths import shipped

Method = Literal["GET", "POST"]


@dataclass(frozen=True)
class Row:
    """`url` holds {page}, {trashed}, {slug}, {handle} and so on; `form` is what is posted."""

    endpoint: str
    method: Method
    url: str
    guest: int
    dave: int
    carol: int
    bob: int
    alice: int
    form: tuple[tuple[str, str], ...] = ()


def row(endpoint: str, method: Method, url: str, answers: str, **form: str) -> Row:
    guest, dave, carol, bob, alice = (int(answer) for answer in answers.split())
    return Row(endpoint, method, url, guest, dave, carol, bob, alice, tuple(form.items()))


READ = "303 404 200 200 200"
READ_BY_SCRIPT = "401 404 200 200 200"
EDIT = "303 404 403 200 200"
DO_EDIT = "401 404 403 303 303"
DO_READ = "401 404 303 303 303"
MANAGE = "303 404 403 403 200"
DO_MANAGE = "401 404 403 403 303"
MEMBER = "303 200 200 200 200"
ANYBODY = "200 200 200 200 200"
OWNER_ONLY = "401 403 403 403 303"
ABSENT = "303 404 404 404 404"

BY_SECRET = {"notifications.stop"}
"""Routes whose address itself stands for somebody; they need no token."""

WITH_DRAWINGS = "mermaid.js" in json.loads((shipped("static") / "dist" / "manifest.json").read_text())

ROWS = [
    row("home.show", "GET", "/", MEMBER),
    row("home.health", "GET", "/health", ANYBODY),
    row("drawings.frame", "GET", "/-/drawing", MEMBER if WITH_DRAWINGS else ABSENT),
    row("offline.worker", "GET", "/sw.js", ANYBODY),
    row("offline.manifest", "GET", "/manifest.webmanifest", ANYBODY),
    row("offline.nothing", "GET", "/-/offline", ANYBODY),
    row("offline.here", "GET", "/-/here", MEMBER),
    row("pages.device", "GET", "/-/device", MEMBER),
    row("pages.kept", "GET", "/-/device/pages", MEMBER),
    row("pages.create_begun", "POST", "/-/device/pages", "401 404 403 200 200", key="k", title="T", space="{slug}"),
    row("pages.changes", "GET", "/changes", MEMBER),
    row("search.show", "GET", "/search?q=key", MEMBER),
    row("search.palette", "GET", "/search/palette", MEMBER),
    row("search.suggest", "GET", "/search/suggest?q=key", MEMBER),
    row("pages.tags", "GET", "/tags", MEMBER),
    row("pages.describe_tag", "POST", "/tags/field/about", DO_EDIT, about="Out there"),
    row("pages.count_tag_as", "POST", "/tags/field/synonyms", DO_EDIT, other="desk"),
    row("pages.undo_synonym", "POST", "/tags/synonyms/1/end", DO_EDIT),
    row("pages.tagged", "GET", "/tags/field", MEMBER),
    row("pages.show", "GET", "{page}", READ),
    row("pages.raw", "GET", "{page}.md", READ),
    row("pages.source", "GET", "{page}/source", READ),
    row("pages.versions", "GET", "{page}/versions", READ),
    row("pages.version", "GET", "{page}/versions/1", READ),
    row("pages.restore_old", "POST", "{page}/versions/1/restore", DO_EDIT),
    row("pages.done", "GET", "{page}/done", "303 404 303 303 303"),
    row("pages.name", "GET", "{page}/names/{page_id}", READ),
    row("pages.lead", "GET", "{page}/lead?to=%23heading", "303 404 303 303 303"),
    row("pages.edit", "GET", "{page}/edit", EDIT),
    row("pages.card", "GET", "{page}/card", READ),
    row("pages.info", "GET", "{page}/info", READ),
    row("pages.details", "GET", "{page}/details", READ),
    row("pages.names", "GET", "{page}/names", EDIT),
    row("pages.put_name", "POST", "{page}/names", DO_EDIT, title="The start"),
    row("pages.take_name", "POST", "{page}/names/1/removal", DO_EDIT),
    row("pages.details_head", "GET", "{page}/details/head", READ),
    row("pages.details_row", "GET", "{page}/details/row", EDIT),
    row("pages.put_icon", "POST", "{page}/icon", DO_EDIT, icon="🔑"),
    row("pages.add_tag", "POST", "{page}/tags", DO_EDIT, tag="keys"),
    row("pages.drop_tag", "POST", "{page}/tags/removal", DO_EDIT, tag="keys"),
    row("pages.put_status", "POST", "{page}/status", DO_EDIT, status="draft"),
    row("pages.put_review", "POST", "{page}/review", DO_EDIT, every="6"),
    row("pages.compare_versions", "GET", "{page}/versions/compare?old=1&new=now", READ),
    row("pages.name_old", "POST", "{page}/versions/1/name", DO_EDIT, name="The first"),
    row("pages.replay", "GET", "{page}/replay", READ),
    row("pages.authors", "GET", "{page}/authors", READ),
    row("pages.my_tasks", "GET", "/tasks", MEMBER),
    row("pages.my_calendar", "GET", "/tasks/calendar", MEMBER),
    row("pages.make_calendar", "POST", "/tasks/calendar", "401 200 200 200 200"),
    row("pages.drop_calendar", "POST", "/tasks/calendar/removal", "401 303 303 303 303"),
    row("pages.calendar_feed", "GET", "/tasks/nobody-knows.ics", "404 404 404 404 404"),
    row("pages.space_tasks", "GET", "/s/{slug}/tasks", READ),
    row("pages.tick_listed", "POST", "/tasks/1/done", "401 404 404 404 404"),
    row("pages.tick_shown", "POST", "{page}/tick", "401 404 403 422 422", epoch="1", seq="1", line="0", done="1"),
    row("transfer.bring_in", "GET", "/import", MEMBER),
    row("transfer.bring_in", "POST", "/import", "401 422 422 422 422", space_name="Theirs"),
    row("transfer.run", "GET", "/import/1", ABSENT),
    row("transfer.bring", "POST", "/import/1/bring", "401 404 404 404 404"),
    row("transfer.cancel", "POST", "/import/1/cancel", "401 404 404 404 404"),
    row("pages.purge", "GET", "{page}/purge", MANAGE),
    row("pages.purge", "POST", "{page}/purge", DO_MANAGE, secret="swordfish", everywhere="1"),
    row("pages.check", "POST", "{page}/checks", DO_EDIT),
    row("pages.doubt", "GET", "{page}/doubt", READ),
    row("pages.doubt", "POST", "{page}/doubt", DO_READ, what="The address"),
    row("pages.ask", "POST", "{page}/reviewers", DO_EDIT, reviewer="carol"),
    row("pages.ask_no_more", "POST", "{page}/reviewers/removal", DO_EDIT, reviewer="carol"),
    row("pages.look", "GET", "{page}/look", ABSENT),
    row("pages.look", "POST", "{page}/look", "401 404 404 404 404", good="1"),
    row("pages.health", "GET", "/s/{slug}/health", MANAGE),
    row("pages.links", "GET", "/s/{slug}/links", READ),
    row("pages.put_keeper", "POST", "{page}/keeper", DO_EDIT, keeper="bob"),
    row("pages.suggest_pages", "GET", "{page}/suggested/pages?q=key", EDIT),
    row("pages.suggest_headings", "GET", "{page}/suggested/headings?title=x", EDIT),
    row("pages.suggest_tags", "GET", "{page}/suggested/tags?q=f", EDIT),
    row("pages.suggest_templates", "GET", "{page}/suggested/templates", EDIT),
    row("pages.suggest_people", "GET", "{page}/suggested/people?q=a", EDIT),
    row("pages.save", "POST", "{page}/text", DO_EDIT, text="Bring all keys.", epoch="1", seq="1"),
    row("pages.rename", "POST", "{page}/title", DO_EDIT, title="First steps"),
    row("pages.place", "GET", "{page}/place", EDIT),
    row("pages.place", "POST", "{page}/place", DO_EDIT, title="First steps", parent="{slug}:", order="keep"),
    row("pages.consequences", "GET", "{page}/moves?space={slug}", EDIT),
    row("pages.move", "POST", "{page}/moves", DO_EDIT, space="{slug}", parent="", after=""),
    row("pages.order_below", "POST", "{page}/order", DO_EDIT, order="title"),
    row("pages.order_top", "POST", "/s/{slug}/order", DO_EDIT, order="title"),
    row("pages.trash", "POST", "{page}/trash", DO_EDIT),
    row("pages.restore", "POST", "{trashed}/restore", DO_EDIT),
    row("pages.show", "GET", "{trashed}", "303 404 404 404 404"),
    row("pages.trashed", "GET", "/s/{slug}/trash", EDIT),
    row("pages.erase", "GET", "{trashed}/erasure", MANAGE),
    row("pages.erase", "POST", "{trashed}/erasure", DO_MANAGE),
    row("pages.clear_trash", "GET", "/s/{slug}/trash/erasure", MANAGE),
    row("pages.clear_trash", "POST", "/s/{slug}/trash/erasure", DO_MANAGE),
    row("pages.new", "GET", "/s/{slug}/new", EDIT),
    row("pages.new", "POST", "/s/{slug}/new", DO_EDIT, title="Next", parent=""),
    row("pages.begin", "POST", "/s/{slug}/begin", DO_EDIT, key="k"),
    row("pages.templates", "GET", "/s/{slug}/templates", READ),
    row("pages.keep_as_template", "POST", "{page}/templates", DO_EDIT),
    row("pages.start", "POST", "{page}/template", DO_EDIT, template="how-to"),
    row("pages.template_text", "GET", "{page}/templates/how-to", EDIT),
    row("pages.copies", "GET", "{page}/copies", EDIT),
    row("pages.copy", "POST", "{page}/copies", DO_EDIT),
    row("pages.drafts", "GET", "/drafts", MEMBER),
    row("pages.show", "GET", "{draft}", "303 404 404 200 404"),
    row("pages.begin_draft", "POST", "{page}/draft", DO_EDIT),
    row("pages.draft", "GET", "{draft}/draft", "303 404 404 200 404"),
    row("pages.draft", "GET", "{page}/draft", ABSENT),
    row("pages.share_draft", "POST", "{draft}/draft/people", "401 404 404 303 404", person="carol"),
    row("pages.unshare_draft", "POST", "{draft}/draft/people/carol/removal", "401 404 404 303 404"),
    row("pages.hand_over_draft", "POST", "{draft}/draft/maker", "401 404 404 303 404", person="carol"),
    row("pages.take_over_draft", "POST", "{draft}/draft/taking", "401 404 404 303 404"),
    row("pages.take_over_left_behind", "POST", "/s/{slug}/drafts/1/taking", "401 404 403 403 404"),
    row("pages.publish_draft", "GET", "{draft}/draft/place", "303 404 404 200 404"),
    row("pages.publish_draft", "POST", "{draft}/draft/place", "401 404 404 303 404", parent=""),
    row("spaces.show", "GET", "/s/{slug}", READ),
    row("spaces.branch", "GET", "/s/{slug}/branch/{page_id}.json", READ),
    row("spaces.old_address", "GET", "/s/{slug}/old/path", "303 404 301 301 301"),
    row("spaces.new", "GET", "/spaces/new", MEMBER),
    row("spaces.new", "POST", "/spaces/new", "401 303 303 303 303", name="Other", access="editor"),
    row("spaces.settings", "GET", "/s/{slug}/settings", MANAGE),
    row("spaces.settings", "POST", "/s/{slug}/settings", DO_MANAGE, name="Field work", access="invited"),
    row("export.as_markdown", "GET", "{page}/markdown", READ),
    row("export.as_html", "GET", "{page}/html", READ),
    row("export.everything", "GET", "/export", MEMBER),
    row("export.everything", "POST", "/export", "401 303 303 303 303", kind="site"),
    row("export.space", "GET", "/s/{slug}/export", READ),
    row("export.space", "POST", "/s/{slug}/export", "401 404 303 303 303", kind="markdown"),
    row("export.take", "GET", "/export/999/none.zip", ABSENT),
    row("export.drop", "POST", "/export/999/removal", "401 404 404 404 404"),
    row("export.set_mirror", "POST", "/s/{slug}/mirror", DO_MANAGE, on="1"),
    row("export.clone", "GET", "/mirror/{slug}.git/info/refs", "401 401 401 401 401"),
    row("accounts.tokens", "GET", "/me/tokens", MEMBER),
    row("accounts.add_token", "POST", "/me/tokens", "401 200 200 200 200", name="git"),
    row("accounts.drop_token", "POST", "/me/tokens/999/removal", "401 404 404 404 404"),
    row("spaces.add_member", "POST", "/s/{slug}/members", DO_MANAGE, handle="dave", role="reader"),
    row("spaces.change_member", "POST", "/s/{slug}/members/carol", DO_MANAGE, role="reader"),
    row("spaces.drop_member", "POST", "/s/{slug}/members/carol/removal", DO_MANAGE),
    row("files.listed", "GET", "{page}/files", READ),
    row("files.receive", "POST", "{page}/files", "401 404 403 422 422"),
    row("files.send", "GET", "/f/{file}/plan.txt", "303 404 200 200 200"),
    row("files.trash", "POST", "/f/{file}/trash", DO_EDIT),
    row("files.restore", "POST", "/f/{thrown}/restore", DO_EDIT),
    row("comments.listed", "GET", "{page}/comments", READ),
    row("comments.begin", "POST", "{page}/comments", DO_READ, text="Which?", quote="the key"),
    row("comments.see", "POST", "{page}/comments/seen", DO_READ, seen="{thread}:{remark}"),
    row("comments.open_piece", "GET", "{page}/comments/piece", READ),
    row("comments.lead", "GET", "/threads/{thread}", "303 404 303 303 303"),
    row("comments.piece", "GET", "/threads/{thread}/piece", READ),
    row("comments.answer", "POST", "/threads/{thread}/remarks", DO_READ, text="This one."),
    row("comments.resolve", "POST", "/threads/{thread}/resolution", DO_EDIT),
    row("comments.reopen", "POST", "/threads/{thread}/resolution/end", DO_EDIT),
    row("comments.edit", "GET", "/remarks/{remark}/edit", "303 404 403 200 403"),
    row("comments.edit", "POST", "/remarks/{remark}/edit", "401 404 403 303 403", text="Or that?"),
    row("comments.remove", "POST", "/remarks/{remark}/removal", "401 404 403 303 303"),
    row("comments.put_back", "POST", "/remarks/{remark}/removal/end", "401 404 403 303 303"),
    row("comments.react", "POST", "/remarks/{remark}/reactions", DO_READ, emoji="👍"),
    row("rounds.show", "GET", "{page}/feedback", READ),
    row("rounds.ask", "POST", "{page}/feedback", "401 404 403 422 303", people="bob", kind="Good?"),
    row("rounds.answer", "POST", "{page}/feedback/answer", "401 404 404 404 404"),
    row("rounds.end", "POST", "{page}/feedback/end", "401 404 403 404 404"),
    row("suggestions.ask", "GET", "/threads/{thread}/suggestion", READ),
    row("suggestions.suggest", "POST", "/threads/{thread}/suggestion", DO_READ, after="x"),
    row("suggestions.accept", "POST", "/suggestions/{proposal}/acceptance", DO_EDIT),
    row("suggestions.decline", "GET", "/suggestions/{proposal}/refusal", EDIT),
    row("suggestions.decline", "POST", "/suggestions/{proposal}/refusal", DO_EDIT),
    row("notifications.inbox", "GET", "/inbox", MEMBER),
    row("notifications.all_watched", "GET", "/me/watched", MEMBER),
    row("notifications.ask_how", "GET", "/watch/page/{page_id}", READ),
    row("notifications.choose", "POST", "/watch/page/{page_id}", DO_READ, how="all"),
    row("notifications.mail", "GET", "/me/mail", MEMBER),
    row("notifications.choose_mail", "POST", "/me/mail", "401 303 303 303 303", days="1", digest="y"),
    row("notifications.ask_to_stop", "GET", "/mail/stop/1-0-0-x", "404 404 404 404 404"),
    row("notifications.stop", "POST", "/mail/stop/1-0-0-x", "404 404 404 404 404"),
    row("notifications.put_away", "POST", "/inbox/1/done", "401 404 404 404 303"),
    row("notifications.take_up_again", "POST", "/inbox/1/again", "401 404 404 404 303"),
    row("notifications.mark", "POST", "/inbox/1/unread", "401 404 404 404 303"),
    row("editing.state", "GET", "{page}/state", READ),
    row("accounts.sign_in", "GET", "/sign-in", "200 303 303 303 303"),
    row("accounts.start_session", "POST", "/sign-in", "422 422 422 422 422", name="nobody", password="wrong"),
    row("accounts.sign_in_to_demo", "POST", "/sign-in/demo/bob", "404 404 404 404 404"),
    row("accounts.sign_out", "POST", "/sign-out", "303 303 303 303 303"),
    row("accounts.sign_up", "GET", "/sign-up", "404 404 404 404 404"),
    row("accounts.join", "GET", "/join/wrong", "404 404 404 404 404"),
    row("accounts.welcome", "GET", "/welcome/wrong", "404 404 404 404 404"),
    row("accounts.forgot", "GET", "/forgot", ANYBODY),
    row("accounts.ask_for_reset", "POST", "/forgot", "422 422 422 422 422", email="nobody@example.org"),
    row("accounts.reset", "GET", "/reset/wrong", "404 404 404 404 404"),
    row("accounts.account", "GET", "/me", MEMBER),
    row("accounts.change_profile", "POST", "/me", "401 422 422 422 422"),
    row("accounts.change_password", "POST", "/me/password", "401 422 422 422 422"),
    row("accounts.plain_text", "POST", "/me/plain-text", "401 204 204 204 204", plain="1"),
    row("accounts.keep_branch", "POST", "/me/branches", "401 204 204 204 204", page="1", open="1"),
    row("accounts.theme", "POST", "/me/theme", "303 303 303 303 303", theme="dark"),
    row("accounts.end_sessions", "POST", "/me/sessions", "401 303 303 303 303"),
    row("accounts.end_session", "POST", "/me/sessions/9999", "401 404 404 404 404"),
    row("accounts.team", "GET", "/team", MEMBER),
    row("accounts.change_team", "POST", "/team", OWNER_ONLY, name="Lantern", language="en"),
    row("accounts.invite", "POST", "/team/invitations", "401 403 403 403 201"),
    row("accounts.withdraw_invitation", "POST", "/team/invitations/9999/withdrawal", "401 403 403 403 404"),
    row("accounts.person", "GET", "/people/bob", MEMBER),
    row("accounts.change_role", "POST", "/people/bob/role", OWNER_ONLY, role="member"),
    row("accounts.suspend", "POST", "/people/eve/suspension", OWNER_ONLY),
    row("accounts.unsuspend", "POST", "/people/eve/suspension/end", OWNER_ONLY),
    row("accounts.make_reset_link", "POST", "/people/bob/reset-link", "401 403 403 403 201"),
]
