"""Reading the file that a command was given."""

from pathlib import Path


def read(path: Path, largest: int) -> bytes:
    """The file, and no more of it than shows that it is too large; raises OSError."""
    with path.open("rb") as file:
        return file.read(largest + 1)
