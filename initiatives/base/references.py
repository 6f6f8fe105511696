"""Reading references such as QI-42 back into keys."""

import re


def key_of(text: str, prefix: str) -> int | None:
    """The key in `QI-42`, `qi 42` or `QI42`; None when the text is no such reference."""
    match = re.fullmatch(rf"\s*{prefix}[\s-]?(\d{{1,18}})\s*", text, re.IGNORECASE)
    return int(match[1]) if match else None
