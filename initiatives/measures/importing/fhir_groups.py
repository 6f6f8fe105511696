"""Which groups a stratum of a MeasureReport is of: by codes of other systems, codes, labels."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import quoted
from initiatives.measures.importing.fhir_counts import codes_of
from initiatives.measures.importing.fhir_json import items, parts, text
from initiatives.measures.importing.groups import Groups

CODES = Path(__file__).parents[1] / "data" / "codes.yaml"


@lru_cache
def code_systems() -> Mapping[str, Mapping[str, str]]:
    """What codes of other systems mean, by system."""
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(CODES.read_text("utf-8"))["codes"]
    return found


def groups_of(
    stratifier: Mapping[str, Any], stratum: Mapping[str, Any], groups: Groups
) -> list[int]:
    """The keys of one group or of two that meet; raises ValueError for what is not known."""
    components = [parts(one) for one in items(stratum.get("component"))]
    if len(components) > 2:
        raise ValueError(_("At most two groups meet; this stratum has more components."))
    if components:
        pairs = [(items(one.get("code")), one.get("value")) for one in components]
    else:
        pairs = [(items(stratifier.get("code")), stratum.get("value"))]
    found = [group_of(scheme_of(codes, groups), value, groups) for codes, value in pairs]
    if len(found) == 2 and groups.home[found[0]] is groups.home[found[1]]:
        raise ValueError(_("Two groups that meet are of different vocabularies."))
    return found


def scheme_of(concepts: list[Any], groups: Groups) -> str:
    """The vocabulary that a stratifier's code names; "" where it names none of the measure's."""
    names = [name for concept in concepts for name in codes_of(concept)]
    return next((key for name in names if (key := groups.scheme(name))), "")


def group_of(scheme: str, value: Any, groups: Groups) -> int:
    """The group that a stratum's value means."""
    names = names_of(value)
    for name in names:
        found = groups.among(scheme, name)
        if len(found) == 1:
            return found.pop()
    shown = quoted(names[0] if names else "")
    within = _(" of %(text)s") % {"text": quoted(scheme)} if scheme else _(" of the measure")
    raise ValueError(_("%(shown)s is no group%(within)s.") % {"shown": shown, "within": within})


def names_of(value: Any) -> list[str]:
    """The names of a stratum's value: what its codes mean here first, then its own."""
    systems = code_systems()
    codings = [parts(one) for one in items(parts(value).get("coding"))]
    meant = [
        systems.get(text(one.get("system")), {}).get(text(one.get("code")), "") for one in codings
    ]
    return [name for name in meant if name] + codes_of(value)
