"""The file: a tar with `manifest.json` and `database.dump`, which is pg_dump's custom format."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from qi_tracker.backups import BackupRefused
from qi_tracker.backups.manifest import Manifest, read_manifest

MANIFEST, DUMP = "manifest.json", "database.dump"
LARGEST_MANIFEST = 1_000_000
CHUNK = 1 << 20


def pack(target: Path, dump: Path, manifest: Manifest) -> None:
    """Write the file beside the dump, then put it in place whole; only its owner may read it."""
    draft = dump.with_name(target.name)
    text = json.dumps(manifest.as_dict(), indent=1).encode()
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text))
            tar.add(dump, DUMP, filter=anonymous)
        draft.rename(target)
    except OSError as error:
        raise BackupRefused(f"{target} cannot be written: {error.strerror}.") from None


def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the account that made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


@contextmanager
def unpacked(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and the dump as a file, checked to be what the manifest says.

    Raises BackupRefused. Nothing but the two members is read, and no path of theirs is used.
    """
    with TemporaryDirectory(prefix="qi-tracker-") as folder:
        dump = Path(folder) / DUMP
        try:
            with tarfile.open(source, mode="r:") as tar:
                manifest = read_manifest(json.loads(member(tar, MANIFEST).read(LARGEST_MANIFEST)))
                with dump.open("wb") as file:
                    digest = copy(member(tar, DUMP), file)
        except FileNotFoundError:
            raise BackupRefused(f"There is no file {source}.") from None
        except (OSError, tarfile.TarError, ValueError, RecursionError) as error:
            raise BackupRefused(f"{source} is no backup, or is damaged: {error}") from None
        if digest != manifest.sha256:
            raise BackupRefused(f"{source} is damaged: its content is not what was backed up.")
        yield manifest, dump


def member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """A plain file of the archive; raises BackupRefused without one."""
    entry = next((one for one in tar if one.name == name and one.isreg()), None)
    found = tar.extractfile(entry) if entry else None
    if found is None:
        raise BackupRefused(f"This is no backup of QI Tracker: it has no {name}.")
    return found


def copy(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy piece by piece; returns the digest of what was copied."""
    digest = hashlib.sha256()
    while piece := source.read(CHUNK):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
