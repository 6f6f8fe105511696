"""Counts and benchmarks for tests, by the services."""

from datetime import date

from initiatives.workforce.rules.figures import Estimated
from initiatives.workforce.services import enter_benchmark, enter_count

DAY = date(2026, 1, 1)


def make_count(cast, vocabulary, heads=(40, 50, 60), **said):
    """Heads of the groups a, b and c, and of those not recorded; of the system if not said."""
    codes = ("a", "b", "c", "unknown")
    return enter_count(
        actor=said.pop("actor", cast.lee),
        entity=said.pop("entity", cast.system),
        stratification=vocabulary,
        as_of=said.pop("as_of", DAY),
        heads=dict(zip(codes, heads, strict=False)),
        source=said.pop("source", "Payroll"),
        **said,
    )


def make_benchmark(cast, vocabulary, groups=((400, 40), (300, 30), (250, 30)), **said):
    """Estimates with their margins of a thousand adults."""
    return enter_benchmark(
        actor=said.pop("actor", cast.lee),
        entity=said.pop("entity", cast.system),
        stratification=vocabulary,
        name=said.pop("name", "Adults of the county"),
        kind=said.pop("kind", "adults"),
        source="American Community Survey",
        source_url=said.pop("source_url", "https://data.census.gov/"),
        period=said.pop("period", "2019 to 2023"),
        total=said.pop("total", 1000),
        total_moe=said.pop("total_moe", 20),
        groups={code: Estimated(*one) for code, one in zip(("a", "b", "c"), groups, strict=False)},
        **said,
    )
