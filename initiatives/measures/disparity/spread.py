"""Summary measures that have no standard error of their own: a figure for given rates.

They are recomputed on simulated rates for an interval (see `simulation`). Each is None where its
divisor is 0. "Best" is the group that is best in the rates at hand.
"""

import math
from collections.abc import Sequence
from enum import StrEnum


class Spread(StrEnum):
    """The measures by name; those ending in `pct` are percentages."""

    SRR = "srr"
    IDISP_VS_BEST = "idisp_vs_best_pct"
    IDISP_VS_MEAN = "idisp_vs_mean_pct"
    IDISP_WEIGHTED = "idisp_weighted_pct"
    BGSD = "bgsd"
    COV = "cov_pct"
    FROM_MEAN = "mean_difference_from_mean"
    FROM_MEAN_WEIGHTED = "mean_difference_from_mean_weighted"
    FROM_BEST = "mean_difference_from_best"
    FROM_BEST_WEIGHTED = "mean_difference_from_best_weighted"
    FROM_REFERENCE = "mean_difference_from_reference"
    FROM_REFERENCE_WEIGHTED = "mean_difference_from_reference_weighted"


def spread(
    rates: Sequence[float], shares: Sequence[float], *, favourable: bool, reference: int | None
) -> dict[Spread, float | None]:
    """All of them for rates y_j and shares p_j; `reference` is the index of a group, if it is one.

    Sources: SRR Healthy People 2030; index of disparity against the best group Pearcy & Keppel
    2002, against the mean WHO (Schlotheuber & Hosseinpoor 2022); BGSD, COV and mean differences
    WHO.
    """
    mean = sum(map(_times, shares, rates))
    best = max(rates) if favourable else min(rates)
    return (
        _against_best(rates, shares, best, favourable)
        | _against_mean(rates, shares, mean)
        | _against_reference(rates, shares, reference)
    )


def _times(share: float, value: float) -> float:
    return share * value


def _against_best(
    rates: Sequence[float], shares: Sequence[float], best: float, favourable: bool
) -> dict[Spread, float | None]:
    gaps = [abs(rate - best) for rate in rates]
    others = (sum(rates) - best) / (len(rates) - 1)
    average_gap = sum(gaps) / (len(rates) - 1)
    return {
        Spread.SRR: _over(best, others) if favourable else _over(others, best),
        Spread.IDISP_VS_BEST: _percent(average_gap, best),
        Spread.FROM_BEST: sum(gaps) / len(gaps),
        Spread.FROM_BEST_WEIGHTED: sum(map(_times, shares, gaps)),
    }


def _against_mean(
    rates: Sequence[float], shares: Sequence[float], mean: float
) -> dict[Spread, float | None]:
    gaps = [abs(rate - mean) for rate in rates]
    plain, weighted = sum(gaps) / len(gaps), sum(map(_times, shares, gaps))
    deviation = math.sqrt(sum(p * gap * gap for p, gap in zip(shares, gaps, strict=True)))
    return {
        Spread.IDISP_VS_MEAN: _percent(plain, mean),
        Spread.IDISP_WEIGHTED: _percent(weighted, mean),
        Spread.BGSD: deviation,
        Spread.COV: _percent(deviation, mean),
        Spread.FROM_MEAN: plain,
        Spread.FROM_MEAN_WEIGHTED: weighted,
    }


def _against_reference(
    rates: Sequence[float], shares: Sequence[float], reference: int | None
) -> dict[Spread, float | None]:
    if reference is None:
        return {}
    gaps = [abs(rate - rates[reference]) for rate in rates]
    return {
        Spread.FROM_REFERENCE: sum(gaps) / len(gaps),
        Spread.FROM_REFERENCE_WEIGHTED: sum(map(_times, shares, gaps)),
    }


def _over(value: float, divisor: float) -> float | None:
    return value / divisor if divisor > 0 else None


def _percent(value: float, divisor: float) -> float | None:
    return 100 * value / divisor if divisor > 0 else None
