"""The counts of a group or stratum of a MeasureReport, and whether its score agrees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from initiatives.measures.importing.fhir_json import items, parts, text, whole

TOLERANCE = 0.001
LARGEST = 10**15  # of a score
PERCENT = ("%", "percent")
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
# What is taken off before a rate is made, from which of the two.
TAKEN_OFF = {
    "numerator-exclusion": "numerator",
    "denominator-exclusion": "denominator",
    "denominator-exception": "denominator",
}


@dataclass
class Counts:
    """Counts by population; `masked` where one is withheld, `wrong` says what cannot be taken."""

    found: dict[str, int] = field(default_factory=dict)
    masked: bool = False
    score: float | None = None
    percent: bool = False
    wrong: list[str] = field(default_factory=list)

    @property
    def excluded(self) -> int:
        """How many are taken off the denominator or the numerator."""
        return sum(self.found.get(name, 0) for name in TAKEN_OFF)

    def number(self, name: str) -> int | None:
        """The numerator or the denominator, without those excluded; None where not given."""
        if name not in self.found:
            return None
        off = [self.found.get(one, 0) for one, whose in TAKEN_OFF.items() if whose == name]
        return self.found[name] - sum(off)


def counts_of(value: Mapping[str, Any]) -> Counts:
    """The counts of a group or of a stratum."""
    made = Counts()
    for one in items(value.get("population")):
        take(made, parts(one))
    score = parts(value.get("measureScore"))
    given = score.get("value")
    if isinstance(given, (int, float)) and not isinstance(given, bool) and abs(given) < LARGEST:
        units = (text(score.get("unit")), text(score.get("code")))
        made.percent = any(unit.strip().lower() in PERCENT for unit in units)
        made.score = given / 100 if made.percent else float(given)
    elif given is not None:
        made.wrong.append(_("The score is no number that can be read."))
    for name in ("numerator", "denominator"):
        number = made.number(name)
        if number is not None and number < 0:
            made.wrong.append(
                _("More are excluded from the %(name)s than are in it.") % {"name": name}
            )
    return made


def take(made: Counts, population: Mapping[str, Any]) -> None:
    """Note the count of one population."""
    code = next(iter(codes_of(population.get("code"))), "")
    if not code:
        made.wrong.append(_("A population has no code that says which it is."))
    elif code in made.found:
        made.wrong.append(_("The population %(code)s is there twice.") % {"code": code})
    elif is_masked(population):
        made.masked = True
    elif "count" in population:
        try:
            made.found[code] = whole(population["count"])
        except ValueError as error:
            made.wrong.append(f"{code}: {error}")


def is_masked(population: Mapping[str, Any]) -> bool:
    """True where a count is withheld on purpose."""
    extensions = [parts(one) for one in items(parts(population.get("_count")).get("extension"))]
    return "count" not in population and any(
        one.get("url") == ABSENT and one.get("valueCode") == "masked" for one in extensions
    )


def codes_of(concept: Any) -> list[str]:
    """The codes of a concept, and then its texts."""
    codings = [parts(one) for one in items(parts(concept).get("coding"))]
    names = [text(one.get(part)) for part in ("code", "display") for one in codings]
    return [name for name in [*names, text(parts(concept).get("text"))] if name]


def disagreement(counts: Counts, where: str) -> str:
    """Says where the score is not what the counts give, with both; "" where it is."""
    numerator, denominator = counts.number("numerator"), counts.number("denominator")
    if counts.score is None or numerator is None or not denominator:
        return ""
    rate = numerator / denominator
    if abs(rate - counts.score) <= TOLERANCE:
        return ""
    hint = _(" It may be in percent, without saying so.") * (
        abs(rate - counts.score / 100) <= 0.0005
    )
    return _(
        "%(where)s: the score says %(score)s, the counts give %(numerator)s of "
        "%(denominator)s, which is %(rate)s. The counts were taken.%(hint)s"
    ) % {
        "where": where,
        "score": f"{counts.score:.4g}",
        "numerator": f"{numerator:,}",
        "denominator": f"{denominator:,}",
        "rate": f"{rate:.4g}",
        "hint": hint,
    }
