"""`POST /api/v1/calculators/disparity/`: the caller's own numbers in, plain JSON out."""

from collections.abc import Mapping
from dataclasses import asdict

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.lazy import said
from initiatives.measures.disparity import simulation
from initiatives.measures.disparity.analysis import Analysis, analyse
from initiatives.measures.disparity.comparison import Comparison
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.groups import Strata
from initiatives.measures.disparity.rates import wilson
from initiatives.measures.disparity.reliability import small
from initiatives.measures.disparity.request import Request, parse
from initiatives.measures.disparity.sentences import sentence

NOT_MASKED = _(
    "These are the caller's own numbers, so nothing is masked: small marks a group whose "
    "numerator or complement is from 1 to {most}. Mask it before others see it."
)
NO_SMALL = _("These are the caller's own numbers, so nothing is masked, and no count is small.")
NOT_ADJUSTED = _("Each test stands alone; p values are not adjusted for the number of groups.")
OVERLAPPING = _(
    "Overlapping groups share people, so their intervals and tests are approximate, and what "
    "adds groups up is left out."
)

Json = dict[str, object]


def answer(request: Mapping[str, object]) -> Json:
    """The answer to a request of the design's shape, or `InvalidFigures`.

    In: `direction`, `groups` of `label`, `numerator`, `denominator`; if wanted `reference`
    (`best`), `ordered` and `overlapping` (false), `threshold` (11), and `target`, a rate from 0 to
    1. Out: rates and differences are fractions, names in `pct` percentages, excess in people; what
    cannot be estimated is null and `reason` beside it says why. Nothing is stored, nothing masked.
    """
    asked = parse(request)
    found = analyse(asked.strata, asked.reference, target=asked.target)
    return answered(found, asked.threshold) | {"notes": said(_notes(asked))}


def answered(found: Analysis, threshold: int) -> Json:
    """An analysis as plain data; counts under the threshold are marked, none is masked here."""
    data = {
        "direction": found.strata.direction.value,
        "ordered": found.strata.ordered,
        "overlapping": found.strata.overlapping,
        "threshold": threshold,
        "floor": found.floor,
        "reference": _reference(found),
        "overall": _overall(found),
        "groups": [_group(found, place, threshold) for place in range(len(found.comparisons))],
        "summary": {name: _figure(estimate) for name, estimate in found.summary.items()},
        "choices": [asdict(choice) for choice in found.choices],
        "simulation": {"draws": simulation.DRAWS, "seed": simulation.SEED},
    }
    plain: Json = said(data)
    return plain


def _reference(found: Analysis) -> Json:
    reference = found.reference
    return {
        "rule": reference.rule.value,
        "label": reference.label,
        "rate": float(reference.rate),
        "denominator": reference.group.denominator if reference.group else None,
    }


def _overall(found: Analysis) -> Json | None:
    if found.strata.overlapping:
        return None
    everybody = found.strata.overall
    counts = {"numerator": everybody.numerator, "denominator": everybody.denominator}
    return counts | _rate(wilson(everybody.numerator, everybody.denominator))


def _group(found: Analysis, place: int, threshold: int) -> Json:
    result = found.comparisons[place]
    return {
        "label": result.group.label,
        "numerator": result.group.numerator,
        "denominator": result.group.denominator,
        **_rate(result.rate),
        **_effect(result),
        "is_reference": result.is_reference,
        "beside": {rule.value: _effect(others[place]) for rule, others in found.beside.items()},
        "small": small(result.group, threshold),
        "reliability": {
            "flags": [flag.value for flag in result.reliability.flags],
            "rse": result.reliability.rse,
        },
        "sentence": sentence(result),
    }


def _rate(rate: Estimate) -> Json:
    return {
        "rate": rate.value,
        "interval": {"low": rate.low, "high": rate.high, "method": rate.method},
    }


def _effect(result: Comparison) -> Json:
    return {
        "difference": _figure(result.difference),
        "ratio": _figure(result.ratio),
        "excess": _figure(result.excess),
        "p_value": result.p_value,
        "test": result.test,
        "verdict": result.verdict.value,
        "why": result.why,
        "standing": result.standing.value,
    }


def _figure(found: Estimate) -> Json:
    return asdict(found)


def _notes(asked: Request) -> list[str]:
    first = NOT_MASKED.format(most=asked.threshold - 1) if asked.threshold > 1 else NO_SMALL
    return [first, *notes_on(asked.strata)]


def notes_on(strata: Strata) -> list[str]:
    """What holds of these figures whoever reads them."""
    return [NOT_ADJUSTED, *([OVERLAPPING] if strata.overlapping else [])]
