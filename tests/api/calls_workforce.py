"""The calls that change what is counted of the workforce."""

from typing import Any

WORKFORCE: tuple[tuple[str, str, str, Any], ...] = (
    ("lee", "POST", "job-families/", {"name": "Allied health", "position": 3}),
    ("lee", "PATCH", "job-families/$nurses/", {"name": "Nursing"}),
    ("lee", "POST", "job-families/$nurses/retire/", {"reason": "Split in two."}),
    (
        "lee",
        "POST",
        "workforce-counts/",
        {
            "entity": "$site",
            "family": "$nurses",
            "stratification": "$origin",
            "as_of": "2025-06-30",
            "heads": {"a": 20, "b": 30, "c": 40},
            "source": "Payroll",
        },
    ),
    (
        "lee",
        "PATCH",
        "workforce-counts/$heads/",
        {"heads": {"a": 41, "b": 50, "c": 60, "unknown": 2}, "because": "One was missing."},
    ),
    (
        "lee",
        "POST",
        "workforce-benchmarks/",
        {
            "entity": "$site",
            "stratification": "$origin",
            "name": "Graduates in nursing",
            "kind": "graduates",
            "source": "IPEDS",
            "source_url": "https://nces.ed.gov/ipeds/",
            "period": "2024",
            "total": 500,
            "groups": {"a": {"estimate": 200}, "b": {"estimate": 300, "moe": None}},
        },
    ),
    (
        "lee",
        "PATCH",
        "workforce-benchmarks/$adults/",
        {
            "total": 1000,
            "total_moe": 20,
            "groups": {"a": {"estimate": 410, "moe": 40}},
            "because": "Misread.",
        },
    ),
)
