"""Where files lie while they are written, and after."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.core.files import File

from initiatives.base import clock
from initiatives.exports.models import Export, storage

DRAFT = "draft-"
STRAY_AFTER = timedelta(days=1)


class Draft(File):  # type: ignore[type-arg]
    """A file that a storage on the same disk takes by moving it, not by copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


@contextmanager
def drafted(name: str) -> Iterator[Path]:
    """A place for a file that is being written; it is gone afterwards, whatever happens.

    Beside where files are kept, since a file may be larger than the system's folder for
    temporary ones, which is often in memory.
    """
    folder = Path(settings.EXPORTS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=DRAFT, dir=folder, ignore_cleanup_errors=True) as place:
        yield Path(place) / name


def keep(path: Path, ending: str) -> str:
    """Hand the file to the storage under a name that nobody can guess; returns it."""
    with path.open("rb") as content:
        return storage().save(f"{uuid4().hex}.{ending}", Draft(content, str(path)))


def remove(stored: str) -> None:
    """The file is gone; one that is gone already is no fault."""
    storage().delete(stored)


def digest_of(path: Path) -> str:
    """SHA-256 in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def strays() -> list[str]:
    """Files that no row names, older than a day: their worker died before it could say so."""
    kept = set(Export.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    place, limit = storage(), clock.now() - STRAY_AFTER
    names = place.listdir("")[1] if Path(settings.EXPORTS_DIR).exists() else []
    return [one for one in names if one not in kept and place.get_modified_time(one) < limit]
