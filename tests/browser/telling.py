"""What a tutorial tells: words in **bold** stand on the screen, pictures show it."""

import re

from tests.browser.walking import words

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SHOWN = re.compile(r"!\[[^\]]+\]\(\.\./images/([\w-]+)\.png\)")


def sections(text):
    """The parts of a tutorial by their headings; what comes before the first has none."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return list(zip(["", *parts[1::2]], parts[::2], strict=True))


def not_seen(text, scenes):
    """What a tutorial says is on the screen and is not in the scenes of its section's pictures."""
    for heading, part in sections(text):
        shown = [seen for name in SHOWN.findall(part) for seen in scenes.get(name, [])]
        for phrase in BOLD.findall(part):
            if not any(words(phrase) in seen for seen in shown):
                yield f"{heading}: {' '.join(phrase.split())}"
