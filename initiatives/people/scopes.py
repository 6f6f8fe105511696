"""What a token may do: words such as `read`, `write`, `read:status`, `write:observations`.

Several words go with spaces between them, as OAuth 2.0 has scopes (RFC 6749, 3.3). After the colon
stands an area, the first part of an address of the API; without one a word holds everywhere. Who
may write somewhere may read there.
"""

from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.lazy import format_lazy, gettext_lazy
from initiatives.people.choices import AREAS, Scope

LONGEST = 600


def canonical(scope: str) -> str:
    """The words in order, once each; raises Invalid for one that is none."""
    words = sorted(set(scope.replace(",", " ").split()))
    for word in words:
        way, colon, area = word.partition(":")
        if way not in Scope.values or (colon and area not in AREAS):
            raise Invalid(
                {
                    "scope": _("%(word)s is no scope. %(known)s")
                    % {"word": f"{word!r:.60}", "known": KNOWN}
                }
            )
    text = " ".join(words)
    if not words or len(text) > LONGEST:
        raise Invalid(
            {
                "scope": _("Name at least one scope, in %(most)s letters. %(known)s")
                % {"most": LONGEST, "known": KNOWN}
            }
        )
    return text


def allows(scope: str, area: str, *, writes: bool) -> bool:
    """Whether a token of this scope may read, or write, in an area."""
    ways = [Scope.WRITE.value] if writes else Scope.values
    held = set(scope.split())
    return any(way in held or f"{way}:{area}" in held for way in ways)


def in_words(scope: str) -> str:
    """A scope for people: `Read status, Read and write exports`."""
    pairs = [word.partition(":") for word in scope.split()]
    return ", ".join(f"{Scope(way).label} {area}".strip() for way, _, area in pairs)


KNOWN = format_lazy(
    gettext_lazy(
        "There are read and write, and each for an area alone, such as read:status or "
        "write:observations. The areas: {areas}."
    ),
    areas=", ".join(AREAS),
)
