"""A catalogue made for a test, so that no test rests on how something is translated for real."""

import struct
from pathlib import Path

HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\n"
)
MAGIC, HEAD, ENTRY = 0x950412DE, 28, 8  # of the format that GNU gettext reads, in bytes


def write_catalogue(folder: Path, language: str, texts: dict[str, str]) -> Path:
    """Texts by what they translate; forms of a plural stand one after another, parted by `\\0`.

    Returns the folder as LOCALE_PATHS wants it.
    """
    known = {"": HEADER, **texts}
    pairs = [(key.encode(), known[key].encode()) for key in sorted(known)]
    start = HEAD + 2 * ENTRY * len(pairs)
    tables, body = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(body))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), HEAD, HEAD + ENTRY * len(pairs), 0, start)
    path = folder / language / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(head + b"".join(tables) + body)
    return folder
