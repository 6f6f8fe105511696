"""What the calculator is asked, checked strictly: nothing unknown, nothing guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.groups import MOST_GROUPS, Direction, Group, Strata
from initiatives.measures.disparity.reference import Rule

REQUIRED = ("direction", "groups")
OPTIONAL = ("reference", "ordered", "overlapping", "threshold", "target")
OF_A_GROUP = ("label", "numerator", "denominator")
# Words that choose a reference by rule cannot name a group as well.
RESERVED = frozenset({"best", "largest", "overall", "target"})
LONGEST_LABEL = 200
THRESHOLD = 11


@dataclass(frozen=True, slots=True)
class Request:
    """A valid request with its defaults filled in."""

    strata: Strata
    reference: str
    threshold: int
    target: float | None


def parse(given: object) -> Request:
    """The request, or `InvalidFigures` with the field that is at fault."""
    fields = _fields(given, "The request", (*REQUIRED, *OPTIONAL), REQUIRED, "")
    strata = Strata(
        _groups(fields["groups"]),
        _direction(fields["direction"]),
        ordered=_yes_or_no(fields, "ordered"),
        overlapping=_yes_or_no(fields, "overlapping"),
    )
    target = None
    if fields.get("target") is not None:
        target = checks.number(fields["target"], _("The target"), field="target")
    return Request(strata, _reference(fields, target), _threshold(fields), target)


def _fields(
    given: object, what: str, known: Sequence[str], required: Sequence[str], path: str
) -> Mapping[str, object]:
    if not isinstance(given, Mapping):
        raise InvalidFigures(
            _("%(what)s must be an object with named fields.") % {"what": what}, path
        )
    for name in given:
        if name not in known:
            allowed = ", ".join(known)
            message = _('%(what)s has an unknown field "%(name)s"; it takes %(allowed)s.') % {
                "what": what,
                "name": name,
                "allowed": allowed,
            }
            raise InvalidFigures(message, _join(path, str(name)))
    for name in required:
        if name not in given:
            raise InvalidFigures(
                _('%(what)s needs the field "%(name)s".') % {"what": what, "name": name},
                _join(path, name),
            )
    return given


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _direction(value: object) -> Direction:
    if not isinstance(value, str) or value not in list(Direction):
        raise InvalidFigures(_('The direction is "adverse" or "favourable".'), "direction")
    return Direction(value)


def _yes_or_no(fields: Mapping[str, object], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise InvalidFigures(_('"%(name)s" must be true or false.') % {"name": name}, name)
    return value


def _threshold(fields: Mapping[str, object]) -> int:
    value = fields.get("threshold", THRESHOLD)
    return checks.whole(value, _("The threshold"), least=1, field="threshold")


def _reference(fields: Mapping[str, object], target: float | None) -> str:
    value = fields.get("reference", Rule.BEST.value)
    if not isinstance(value, str):
        raise InvalidFigures(
            _("The reference is best, largest, overall, target or the label of a group."),
            "reference",
        )
    if value == Rule.TARGET and target is None:
        raise InvalidFigures(_("To compare with a target, give the target."), "target")
    return value


def _groups(value: object) -> tuple[Group, ...]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Sequence):
        raise InvalidFigures(_("The groups must be a list."), "groups")
    if len(value) > MOST_GROUPS:
        message = _("There are %(value)s groups; %(most_groups)s is the most.") % {
            "value": len(value),
            "most_groups": MOST_GROUPS,
        }
        raise InvalidFigures(message, "groups")
    return tuple(_group(each, place) for place, each in enumerate(value))


def _group(value: object, place: int) -> Group:
    path = f"groups.{place}"
    fields = _fields(value, f"Group {place + 1}", OF_A_GROUP, OF_A_GROUP, path)
    label = _label(fields["label"], place)
    who = _('Group %(value)s ("%(label)s")') % {"value": place + 1, "label": label}
    numerator, denominator = fields["numerator"], fields["denominator"]
    checks.counts(numerator, denominator, who, path)
    assert isinstance(numerator, int) and isinstance(denominator, int)
    return Group(label, numerator, denominator)


def _label(value: object, place: int) -> str:
    field = f"groups.{place}.label"
    if not isinstance(value, str) or not value.strip():
        raise InvalidFigures(_("Group %(value)s needs a label.") % {"value": place + 1}, field)
    label = value.strip()
    if len(label) > LONGEST_LABEL:
        message = _("The label of group %(value)s is longer than %(longest_label)s characters.") % {
            "value": place + 1,
            "longest_label": LONGEST_LABEL,
        }
        raise InvalidFigures(message, field)
    if label in RESERVED:
        message = _(
            'The label "%(label)s" also names a rule for the reference; choose another.'
        ) % {"label": label}
        raise InvalidFigures(message, field)
    return label
