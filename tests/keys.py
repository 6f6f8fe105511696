"""Numbers in answers that count nobody: keys of records, versions, hashes, times."""

import re

KEYS = re.compile(
    r"""["'](?:\w*id|hash|position|version|at|\w+_at)["']: ?(?:\d+|"[^"]*")"""  # in JSON
    r'|value="\d+"'  # what a form offers
    r"|/\d+(?=[/\s\"]|$)|[?&;]\w+=\d+"  # in addresses
    r"|\b[A-Z]{1,2}-\d+\b"  # references
)


def tells(text: str, number: str) -> bool:
    """Whether a number stands in a text by itself: not as a key, nor as a part of something."""
    alone = rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,]\d)"
    return re.search(alone, KEYS.sub("", text)) is not None
