"""The real data of the demonstration: readmissions at 130 US hospitals, by race and age."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from initiatives.measures.rules.figures import Entry

FILE = Path(__file__).parent / "data" / "readmissions_130_us_hospitals.csv"
RACE, AGE = "readmissions_race", "readmissions_age"
ENTERED_AT = date(2008, 1, 1)  # the last of the years that the figures cover together
NOTE = "1999 to 2008 taken together, entered at the last year."
SOURCE = (
    "Strack et al. 2014, BioMed Research International 781670; UCI Machine Learning Repository, "
    "data set 296 (CC BY 4.0)"
)
Place = tuple[str, str]  # codes of race and age; nothing for all of them


def counted() -> dict[Place, tuple[int, int]]:
    """Readmissions and discharges of everybody, of each race, of each age, and where they meet."""
    events: Counter[Place] = Counter()
    people: Counter[Place] = Counter()
    for race, age, discharges, readmitted in rows():
        for place in ((race, age), (race, ""), ("", age), ("", "")):
            events[place] += readmitted
            people[place] += discharges
    return {place: (events[place], people[place]) for place in people}


def rows() -> Iterator[tuple[str, str, int, int]]:
    """The rows of the file with the codes of our vocabularies."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            race = row["race"] or "not_recorded"
            age = row["age_band"].strip("[)")
            yield race, age, int(row["discharges"]), int(row["readmitted_within_30_days"])


def readmissions(strata: dict[str, dict[str, int]]) -> list[Entry]:
    """All of it as entries, given the keys of the groups by vocabulary and code."""
    return [
        Entry(
            starts=ENTERED_AT,
            stratum=strata[RACE].get(race) or strata[AGE].get(age),
            other_stratum=strata[AGE][age] if race and age else None,
            numerator=numerator,
            denominator=denominator,
            source=SOURCE,
            note=NOTE,
        )
        for (race, age), (numerator, denominator) in counted().items()
    ]
