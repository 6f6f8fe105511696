"""The texts of the public pages, a file a language.

Files, and not gettext: a translator reads one page from top to bottom, an administrator confirms
exactly the file that was read (by its digest), and a text that is missing stops a test rather than
showing as English in the middle of a page.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from initiatives.community.choices import Language

FOLDER = Path(__file__).parent / "data"
RIGHT_TO_LEFT = (Language.AR,)


def path_of(language: str) -> Path:
    """The file of a language."""
    return FOLDER / f"{Language(language).value}.yaml"


@cache
def texts(language: str) -> dict[str, Any]:
    """The texts by key; options of a question by value below the question's key."""
    read: dict[str, Any] = yaml.safe_load(path_of(language).read_text(encoding="utf-8"))
    return read


@cache
def digest_of(language: str) -> str:
    """What an administrator confirms: the texts exactly as they are."""
    return hashlib.sha256(path_of(language).read_bytes()).hexdigest()


def direction(language: str) -> str:
    """Which way it is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def spoken_by(accepted: str) -> str:
    """The first language of an Accept-Language header that we have; English otherwise."""
    known = {language.value.lower(): language.value for language in Language} | {"zh": Language.ZH}
    asked_for = map(weighed, accepted.lower()[:500].split(","))
    ranked = sorted(asked_for, key=lambda one: one[0], reverse=True)
    for weight, name in ranked:
        for asked in (name, name.partition("-")[0]):
            if weight > 0 and asked in known:
                return str(known[asked])
    return str(Language.EN)


def weighed(part: str) -> tuple[float, str]:
    """How much a language of the header is wanted, and its name."""
    name, _, options = part.partition(";")
    try:
        weight = float(options.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return weight, name.strip()
