"""Reading keys, and references such as QI-42, from what people and programs wrote."""

import re

LARGEST_KEY = 2**63 - 1
LONGEST = len(str(LARGEST_KEY))


def key_of(text: str, prefix: str) -> int | None:
    """The key in `QI-42`, `qi 42` or `QI42`; None when the text is no such reference."""
    match = re.fullmatch(rf"\s*{prefix}[\s-]?(\d{{1,18}})\s*", text, re.IGNORECASE)
    return int(match[1]) if match else None


def plain_key(text: str) -> int | None:
    """The key that a text spells; None where it is none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        return None
    return int(text) if 0 < int(text) <= LARGEST_KEY else None
