"""Out of a page's files, and back."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.files.actions import restore_file, trash_file
from wiki.files.policy import file_to_change
from wiki.files.views.blueprint import bp
from wiki.web.visitor import visitor


@bp.post("/f/<int:file_id>/trash")
def trash(file_id: int) -> ResponseReturnValue:
    file, page = file_to_change(visitor(), file_id, trashed=False)
    trash_file(visitor(), file)
    flash(_("“%(name)s” is in the trash. It can be put back for 30 days.", name=file.name))
    return redirect(f"{page.url}/files", 303)


@bp.post("/f/<int:file_id>/restore")
def restore(file_id: int) -> ResponseReturnValue:
    file, page = file_to_change(visitor(), file_id, trashed=True)
    restore_file(file)
    return redirect(f"{page.url}/files#f{file.id}", 303)
