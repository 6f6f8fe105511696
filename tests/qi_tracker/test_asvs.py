"""docs/security/asvs.csv is whole, and names only what there is."""

import csv
import re
from collections import Counter

from qi_tracker.environment import BASE_DIR

STATES = {"met", "partly", "operator", "not met", "not applicable"}
# The level of each requirement of OWASP ASVS 5.0.0, section by section, in its order.
LEVELS = {
    "V1.1": "22",
    "V1.2": "1111122223",
    "V1.3": "112222222223",
    "V1.4": "222",
    "V1.5": "123",
    "V2.1": "122",
    "V2.2": "112",
    "V2.3": "12223",
    "V2.4": "23",
    "V3.1": "3",
    "V3.2": "113",
    "V3.3": "12223",
    "V3.4": "11222233",
    "V3.5": "11122333",
    "V3.6": "3",
    "V3.7": "22333",
    "V4.1": "12233",
    "V4.2": "23333",
    "V4.3": "22",
    "V4.4": "1222",
    "V5.1": "2",
    "V5.2": "112333",
    "V5.3": "113",
    "V5.4": "222",
    "V6.1": "122",
    "V6.2": "111111112222",
    "V6.3": "11223333",
    "V6.4": "112233",
    "V6.5": "22222333",
    "V6.6": "2223",
    "V6.7": "33",
    "V6.8": "2222",
    "V7.1": "222",
    "V7.2": "1111",
    "V7.3": "22",
    "V7.4": "11222",
    "V7.5": "223",
    "V7.6": "22",
    "V8.1": "1233",
    "V8.2": "1123",
    "V8.3": "133",
    "V8.4": "23",
    "V9.1": "111",
    "V9.2": "1222",
    "V10.1": "22",
    "V10.2": "223",
    "V10.3": "22223",
    "V10.4": "1111122222233333",
    "V10.5": "22222",
    "V10.6": "22",
    "V10.7": "222",
    "V11.1": "2233",
    "V11.2": "22233",
    "V11.3": "11233",
    "V11.4": "1222",
    "V11.5": "23",
    "V11.6": "23",
    "V11.7": "33",
    "V12.1": "12233",
    "V12.2": "11",
    "V12.3": "22223",
    "V13.1": "2333",
    "V13.2": "222223",
    "V13.3": "2233",
    "V13.4": "1222233",
    "V14.1": "22",
    "V14.2": "12223333",
    "V14.3": "122",
    "V15.1": "12233",
    "V15.2": "12233",
    "V15.3": "1222222",
    "V15.4": "3333",
    "V16.1": "2",
    "V16.2": "22222",
    "V16.3": "2222",
    "V16.4": "222",
    "V16.5": "2223",
    "V17.1": "23",
    "V17.2": "22223333",
    "V17.3": "22",
}
TEST = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)


def rows() -> list[dict[str, str]]:
    with (BASE_DIR / "docs/security/asvs.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_every_requirement_of_both_levels_is_there_once_in_order() -> None:
    asked = [
        (f"{section}.{number}", level)
        for section, levels in LEVELS.items()
        for number, level in enumerate(levels, 1)
        if level != "3"
    ]
    assert Counter(level for _, level in asked) == {"1": 70, "2": 183}
    answered = [(row["requirement"], row["level"]) for row in rows()]
    assert answered == asked


def test_each_says_how_it_stands_and_where_or_why() -> None:
    for row in rows():
        assert row["state"] in STATES, row
        assert row["asks"] and row["where"], row
        assert not (row["state"] == "not met" and row["tests"]), row


def test_every_test_that_is_named_exists() -> None:
    named = {test for row in rows() for test in row["tests"].split()}
    assert len(named) > 100
    known = {
        f"{path.relative_to(BASE_DIR)}::{name}"
        for path in (BASE_DIR / "tests").rglob("test_*.py")
        for name in TEST.findall(path.read_text())
    }
    assert sorted(named - known) == []


def test_every_file_that_is_named_exists() -> None:
    pattern = re.compile(r"\b(?:docs|initiatives|qi_tracker|api|workers)/[\w/.-]+\.(?:py|md|csv)")
    said = " ".join(row["where"] for row in rows()) + (BASE_DIR / "docs/security.md").read_text()
    assert [path for path in pattern.findall(said) if not (BASE_DIR / path).exists()] == []


def test_the_page_counts_what_the_table_says() -> None:
    page = (BASE_DIR / "docs/security.md").read_text()
    for state, number in Counter(row["state"] for row in rows()).items():
        assert f"| {state} | {number} |" in page


def test_the_page_names_all_that_is_not_or_only_partly_met() -> None:
    page = (BASE_DIR / "docs/security.md").read_text()
    open_ones = [row["requirement"] for row in rows() if row["state"] in {"partly", "not met"}]
    assert [one for one in open_ones if f"| {one} |" not in page] == []
