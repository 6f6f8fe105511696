"""Reading the parts of a file: each refuses what it cannot take and says where it stands."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from initiatives.base.checks import complaint
from initiatives.base.errors import Invalid

SLUG = re.compile(r"[A-Za-z0-9_-]+")
IS_ADDRESS = URLValidator(schemes=["http", "https"])
HTML = re.compile(r"</?[A-Za-z!][^<>]*>")
MOST_TEXTS = 100


def wrong(part: str, said: str, /, **values: Any) -> Invalid:
    """That a part cannot be taken; `said` has a place for its name, `%(part)s`, and for values."""
    return Invalid({part: said % {"part": part, **values}})


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """Raises Invalid unless the value has named parts."""
    if not isinstance(value, Mapping):
        raise wrong(where, _("%(part)s is missing or has no named parts."))
    return value


def only(parts: Mapping[Any, Any], where: str, known: Collection[str]) -> None:
    """Raises Invalid for a part of another name: a slip of the pen would be lost unseen."""
    for name in parts:
        if name not in known:
            said = _("%(part)s is not a part that is read here. There are: %(known)s.")
            part = f"{where}.{str(name)[:60]}" if where else str(name)[:60]
            raise wrong(part, said, known=", ".join(known))


def sequence(value: Any, where: str) -> Sequence[Any]:
    """Raises Invalid unless the value is a list with something in it."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes) or not value:
        raise wrong(where, _("There must be a list of %(part)s."))
    return value


def text(
    parent: Mapping[str, Any], where: str, name: str, longest: int, blank: bool = False
) -> str:
    """A text of bounded length; raises Invalid for another type, or for none if it is needed."""
    return plain_text(parent.get(name, "" if blank else None), f"{where}.{name}", longest, blank)


def plain_text(value: Any, part: str, longest: int, blank: bool = False) -> str:
    """The same of a value itself; refuses HTML, and what looks like protected health information.

    A year may stand as a number.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (blank or value.strip()) or not is_storable(value):
        raise wrong(part, _("%(part)s must be a text."))
    if len(value) > longest:
        raise wrong(part, _("%(part)s is longer than %(longest)s characters."), longest=longest)
    if HTML.search(value):
        raise wrong(part, _("%(part)s has HTML in it. Write the words alone."))
    if said := complaint(value):
        raise wrong(part, "%(part)s: %(said)s", said=said)
    return value.strip()


def slug(parent: Mapping[str, Any], where: str, name: str, longest: int) -> str:
    """A short name for programs."""
    value = text(parent, where, name, longest)
    if not SLUG.fullmatch(value):
        raise wrong(
            f"{where}.{name}", _("%(part)s takes letters, digits, hyphens and underscores.")
        )
    return value


def address(parent: Mapping[str, Any], where: str, name: str, longest: int) -> str:
    """A web address, or nothing."""
    value = text(parent, where, name, longest, blank=True)
    try:
        if value:
            IS_ADDRESS(value)
    except ValidationError:
        raise wrong(
            f"{where}.{name}", _("%(part)s must be a whole web address: https://...")
        ) from None
    return value


def is_storable(value: str) -> bool:
    """False for a NUL or half of a surrogate pair, which no database takes."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def texts(value: Any, where: str, longest: int) -> tuple[str, ...]:
    """A list of texts, perhaps an empty one."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise wrong(where, _("%(part)s must be a list of texts."))
    if len(value) > MOST_TEXTS:
        raise wrong(where, _("%(part)s has more than %(most)s texts."), most=MOST_TEXTS)
    return tuple(plain_text(item, f"{where}[{at}]", longest) for at, item in enumerate(value, 1))


def refuse_twice(keys: Sequence[Any], where: str) -> None:
    """Raises Invalid for a key that is there more than once."""
    for key, times in Counter(keys).items():
        if times > 1:
            raise wrong(where, _("%(part)s: %(key)s is there more than once."), key=key)


def day(parent: Mapping[str, Any], where: str, name: str) -> date | None:
    """A day, written as 2026-01-31; None where none is given."""
    value = parent.get(name)
    if value is not None and type(value) is not date:
        raise wrong(f"{where}.{name}", _("%(part)s must be a day such as 2026-01-31."))
    return value


def one_of(parent: Mapping[str, Any], where: str, name: str, values: Sequence[str]) -> str:
    """One of several words."""
    value = text(parent, where, name, 40)
    if value not in values:
        raise wrong(f"{where}.{name}", _("%(part)s is one of %(words)s."), words=", ".join(values))
    return value


def number(parent: Mapping[str, Any], where: str, name: str) -> int:
    """A whole number from 1 to 999."""
    value = parent.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 999:
        raise wrong(f"{where}.{name}", _("%(part)s must be a whole number from 1 to 999."))
    return value


def flag(parent: Mapping[str, Any], where: str, name: str) -> bool:
    """True or false; false where nothing is said."""
    value = parent.get(name, False)
    if not isinstance(value, bool):
        raise wrong(f"{where}.{name}", _("%(part)s is true or false."))
    return value
