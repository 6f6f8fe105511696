"""Opening JSON that somebody sent, and reading from it without trust."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetError

LARGEST_COUNT = 10**15
NOT_JSON = _("The file is no JSON that can be read{}. Export the MeasureReport anew.")


def loaded(content: bytes) -> Any:
    """The JSON of a file; raises SheetError for what is broken, too deep, or says a thing twice."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=once_each, parse_constant=no_number
        )
    except json.JSONDecodeError as error:
        where = gettext(" (line %(lineno)s, column %(colno)s)") % {
            "lineno": error.lineno,
            "colno": error.colno,
        }
        raise SheetError(NOT_JSON.format(where)) from None
    except RecursionError:
        raise SheetError(gettext("The file nests far deeper than a MeasureReport does.")) from None
    except ValueError as error:  # no UTF-8, a number of thousands of digits, or what is below
        raise SheetError(NOT_JSON.format(f": {error}"[:120])) from None


def once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are each given once; of two, nobody could tell which is meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SheetError(
            gettext("The file gives “%(twice)s” twice in one place. Export it anew.")
            % {"twice": twice[:40]}
        )
    return made


def no_number(text: str) -> Any:
    """NaN and infinities are no JSON."""
    raise ValueError(gettext("%(text)s is no number") % {"text": text})


def texts(value: Any) -> Iterator[str]:
    """Every text in it; the file is no deeper than can be walked."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one


def resource_types(value: Any) -> Iterator[str]:
    """The type of every resource in it, of those contained in others too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            yield text(one.get("resourceType"))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def parts(value: Any) -> Mapping[str, Any]:
    """The value if it has named parts, else none."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> list[Any]:
    """The value as a list: itself, one alone, or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """The value if it is a text, else none."""
    return value if isinstance(value, str) else ""


def whole(value: Any) -> int:
    """A count; raises ValueError with a sentence for what is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(gettext("A count is a whole number."))
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError(gettext("%(value)s is no count.") % {"value": str(value)[:20]})
    return value
