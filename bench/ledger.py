"""What was written as far as the people who wrote it know, beside what the database has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.asking import Asked
from bench.mix import Writing

MARK = "Load "  # how each text begins by which a write is found again
FOUND = f"""
SELECT 'charter', title, count(*) FROM initiatives_initiative
WHERE title LIKE '{MARK}%' GROUP BY title
UNION ALL
SELECT 'promise', title, count(*) FROM initiatives_commitment
WHERE title LIKE '{MARK}%' GROUP BY title
UNION ALL
SELECT 'revision', after ->> 'problem', count(*) FROM initiatives_event
WHERE subject_kind = 'initiative' AND after ->> 'problem' LIKE '{MARK}%' GROUP BY 2
UNION ALL
SELECT 'chartered', title, count(*) FROM initiatives_initiative i
JOIN initiatives_event e ON e.subject_kind = 'initiative' AND e.subject_id = i.id
WHERE title LIKE '{MARK}%' AND verb = 'chartered' GROUP BY title
"""  # noqa: S608 (nothing in it comes from outside)


@dataclass
class Write:
    """One write: how it is sent, how often it was, and whether its sender knows that it is there.

    `record` is the key that a confirmed one answered with, where it made something by the API.
    One that is dropped is sent no more: the version that it was to change is gone.
    """

    writing: Writing
    text: str
    asked: Asked
    sent: int = 0
    confirmed: bool = False
    dropped: bool = False
    record: int | None = None

    @property
    def pending(self) -> bool:
        """Whether it is sent again: by the API, where a key or a version makes that safe."""
        return self.writing.by_api and not self.confirmed and not self.dropped


def compare(writes: Iterable[Write], rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """What was lost and what was applied twice, as sentences; `rows` are those of FOUND."""
    found = {(shows, text): int(count) for shows, text, count in rows}
    return [fault for write in writes for fault in faults_of(write, found)]


def faults_of(write: Write, found: dict[tuple[str, str], int]) -> Iterator[str]:
    """What is wrong with one; what is not confirmed may be there, but by no means twice."""
    shows = write.writing.shows
    for place in (shows, "chartered") if shows == "charter" else (shows,):
        count = found.get((place, write.text), 0)
        if write.confirmed and not count:
            yield f"{write.writing.name} was confirmed and is lost: {write.text} ({place})"
        if count > 1:
            yield f"{write.writing.name} was applied {count} times: {write.text} ({place})"
