"""`make audit` finds what is there, and lets pass only what is explained."""

import importlib.util
from collections import Counter
from datetime import date
from typing import Any

from qi_tracker.environment import BASE_DIR

TODAY = date(2027, 1, 31)


def load() -> Any:
    spec = importlib.util.spec_from_file_location("audit", BASE_DIR / "requirements/audit.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


audit = load()


def test_every_exception_is_explained_and_used() -> None:
    excepted = audit.exceptions()
    reasons = [*excepted["rules"].values(), *(one["reason"] for one in excepted["finding"])]
    assert all(len(reason) > 20 for reason in reasons)
    assert audit.source_problems(audit.findings(), excepted) == []


def test_what_nobody_explained_is_a_problem_and_so_is_what_nobody_needs() -> None:
    excepted = {"rules": {"S101": "…"}, "finding": [{"file": "a.py", "rule": "S308", "count": 1}]}
    found = Counter({("a.py", "S308"): 2, ("b.py", "S602"): 1, ("c.py", "S101"): 9})
    assert audit.source_problems(found, excepted) == [
        "a.py: S308 2 times, 1 explained in audit.toml",
        "b.py: S602 1 times, 0 explained in audit.toml",
    ]
    assert audit.source_problems(Counter(), excepted) == [
        "S101: excepted, and nothing needs it",
        "a.py: S308 0 times, 1 explained in audit.toml",
    ]


def told(**one: Any) -> dict[str, Any]:
    return {"dependencies": [{"name": "django", "version": "5.2.1", **one}]}


ADVISORY = {"id": "PYSEC-2027-1", "aliases": ["CVE-2027-1"], "fix_versions": ["5.2.9"]}


def test_an_advisory_is_a_problem_until_it_is_excepted_and_after_that_day() -> None:
    found = told(vulns=[ADVISORY])
    assert audit.package_problems(found, [], TODAY)[0] == [
        "django 5.2.1: PYSEC-2027-1, mended in 5.2.9"
    ]
    excepted = {"id": "CVE-2027-1", "reason": "We do not use it.", "until": TODAY}
    assert audit.package_problems(found, [excepted], TODAY) == ([], [])
    assert audit.package_problems(found, [excepted], date(2027, 2, 1))[0]
    assert audit.package_problems(found, [excepted | {"reason": ""}], TODAY)[0]


def test_a_package_that_is_not_known_is_not_taken_for_a_clean_one() -> None:
    assert audit.package_problems(told(skip_reason="not found"), [], TODAY) == ([], ["django"])
