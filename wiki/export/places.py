"""Where an export goes: into a folder, or into one zip."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from wiki.core.clock import now
from wiki.core.errors import Invalid
from wiki.core.offload import offload
from wiki.export.markdown import Member
from wiki.files.keeping import keeping

READABLE = 0o644 << 16
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".zip", ".mp4", ".mp3", ".docx", ".xlsx", ".pptx", ".pdf")
"""What is as small as it gets."""


def into_folder(members: Iterable[Member], folder: Path) -> int:
    """How many files were written. Raises Invalid when something is in the folder already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Invalid("to", f"{folder} is there already and not empty. Choose another place.")
    count = 0
    for member in members:
        offload(_write, member, folder / member.path)
        count += 1
    return count


def _write(member: Member, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not member.key:
        file.write_bytes(member.data)
        return
    try:
        with keeping.store.open(member.key) as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)
    except FileNotFoundError:
        file.unlink(missing_ok=True)  # `kring check` tells of bytes that are gone; the rest goes on without them


def into_zip(members: Iterable[Member], file: Path, top: str) -> int:
    """How many files were written, all below the folder `top`."""
    count = 0
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for member in members:
            offload(_add, archive, member, f"{top}/{member.path}")
            count += 1
    return count


def _add(archive: ZipFile, member: Member, path: str) -> None:
    about = ZipInfo(path, now().timetuple()[:6])
    about.external_attr = READABLE
    about.compress_type = ZIP_STORED if path.lower().endswith(PACKED) else ZIP_DEFLATED
    if not member.key:
        archive.writestr(about, member.data)
        return
    try:
        with keeping.store.open(member.key) as source, archive.open(about, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
    except FileNotFoundError:
        return
