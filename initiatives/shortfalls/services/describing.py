"""How large a shortfall is, against whom, and why it happened: as data, not as prose."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import STANDING, CauseKind
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services.log import stands

LARGEST = 2_147_483_647
MOST, LONGEST = 10, 300
SMALL = "Counts below what may be shown, so not kept here."


@transaction.atomic
def describe_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    size_count: int | None = None,
    size_out_of: int | None = None,
    compared_with: str = "",
    compared_count: int | None = None,
    compared_out_of: int | None = None,
    whys: Sequence[str] = (),
    causes: Mapping[str, Sequence[str]] | None = None,
    version: int | None = None,
) -> Shortfall:
    """Say its size, in people, and why it happened; raises Invalid by field.

    History keeps the numbers of a size only where none of them is small.
    """
    rules.may_change(actor, shortfall).require()
    check_counts("size_count", size_count, "size_out_of", size_out_of)
    check_counts("compared_count", compared_count, "compared_out_of", compared_out_of)
    check_comparison(compared_with, compared_count, compared_out_of)
    shortfall = locked(shortfall, version)
    stands(shortfall, *STANDING)
    was_small = rules.has_small_counts(shortfall)
    made = change(
        shortfall,
        size_count=size_count,
        size_out_of=size_out_of,
        compared_with=compared_with.strip(),
        compared_count=compared_count,
        compared_out_of=compared_out_of,
        whys=told("whys", whys),
        causes=fishbone(causes or {}),
    )
    if made:
        small = was_small or rules.has_small_counts(shortfall)
        record(
            actor=actor,
            verb="described",
            subject=shortfall,
            before=without_counts(made.before, small),
            after=without_counts(made.after, small),
        )
    return shortfall


def without_counts(values: dict[str, object], small: bool) -> dict[str, object]:
    """What history keeps: where a count is small, only that the size was changed."""
    if not small:
        return values
    kept = {name: value for name, value in values.items() if not name.endswith(COUNTS)}
    return kept if len(kept) == len(values) else kept | {"size": SMALL}


COUNTS = ("_count", "_out_of")


def check_counts(name: str, count: int | None, whole_name: str, whole: int | None) -> None:
    """Raises Invalid for counts that cannot be."""
    for field, value in ((name, count), (whole_name, whole)):
        if value is not None and not 0 <= value <= LARGEST:
            raise Invalid(
                {
                    field: _("Give a number of people from 0 to %(largest)s.")
                    % {"largest": f"{LARGEST:,}"}
                }
            )
    if whole is not None and count is None:
        raise Invalid({name: _("Say how many of them.")})
    if whole is not None and count is not None and count > whole:
        raise Invalid({name: _("It cannot be more than the number that it is out of.")})


def check_comparison(words: str, count: int | None, whole: int | None) -> None:
    """Raises Invalid unless what the size is compared with has a name and a number, or neither."""
    if len(words.strip()) > 120:
        raise Invalid({"compared_with": _("Say it in 120 characters.")})
    given = count is not None or whole is not None
    if given and not words.strip():
        raise Invalid({"compared_with": _("Say with whom it is compared.")})


def told(name: str, lines: Iterable[str]) -> list[str]:
    """Lines without blanks; raises Invalid where there are too many, or one is too long."""
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > MOST:
        raise Invalid({name: _("Say it in %(most)s lines at most.") % {"most": MOST}})
    if any(len(line) > LONGEST for line in kept):
        raise Invalid({name: _("Say each in %(longest)s characters.") % {"longest": LONGEST}})
    return kept


def fishbone(causes: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Causes by kind, in the order of the kinds; raises Invalid for a kind that is none."""
    unknown = [kind for kind in causes if kind not in CauseKind.values]
    if unknown:
        known = ", ".join(CauseKind.values)
        raise Invalid(
            {
                "causes": _("'%(unknown)s' is no kind of cause; use %(known)s.")
                % {"unknown": f"{unknown[0]:.40}", "known": known}
            }
        )
    found = {kind: told("causes", causes.get(kind, ())) for kind in CauseKind.values}
    return {kind: lines for kind, lines in found.items() if lines}
