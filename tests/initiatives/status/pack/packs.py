"""Packs for tests: of a viewer and place for the present month, and small ones by hand."""

from datetime import UTC, datetime

from initiatives.base import clock
from initiatives.measures.drawing import ControlChart, Dot, Stretch
from initiatives.status.pack import compose, read_period
from initiatives.status.pack.parts import (
    Chart,
    Column,
    Mark,
    Pack,
    Section,
    Table,
    plain,
    texts,
)


def present():
    """The present month."""
    month = f"{clock.today():%Y-%m}"
    return read_period(month, month)


def pack_of(viewer, entity, period=None):
    return compose(viewer, entity, period or present())


def words_of(pack):
    """Everything that it says."""
    return "\n".join(texts(pack))


def section(pack, title):
    return next(one for one in pack.sections if one.title.startswith(title))


def cells(table):
    """The rows as plain words."""
    return [[one if isinstance(one, str) else one.word for one in row] for row in table.rows]


def by_hand(text="Interpreters", rows=3, columns=3):
    """A pack with one of everything, in which `text` stands wherever a text of people can."""
    marks = ("off_track", "at_risk", "unknown", "on_track", "gap")
    grid = Table(
        f"Matrix {text}",
        (Column("Principle", 1.5), *(Column(text) for _ in range(columns))),
        tuple(
            (
                text,
                *(
                    Mark(marks[(at + across) % 5], "Word", ("3 overdue",))
                    for across in range(columns)
                ),
            )
            for at in range(rows)
        ),
    )
    listed = Table(
        "List",
        (Column("What", 3), Column("Who")),
        tuple((text, text) for _ in range(rows)),
        more="And 7 more in the log",
        where="http://127.0.0.1:8000/shortfalls/?state=open",
    )
    empty = Table("Empty", (Column("What"),), (), empty="There is none.")
    drawn = ControlChart(
        title=text,
        sentence=text,
        dots=(
            Dot("Jan 2026", 60.0),
            Dot("Feb 2026", 77.7, masked=True),
            Dot("Mar 2026", 40.0, "special_cause_concern"),
        ),
        stretches=(Stretch(1, 3, 50.0, (30.0, None, 30.0), (70.0, None, 70.0)),),
        target=65.0,
        unit="%",
    )
    chart = Chart(text, text, f"Chart: {text}", drawn)
    return plain(
        Pack(
            title="Board pack",
            scope=text,
            period="January 2026 to March 2026",
            as_of=datetime(2026, 4, 1, 12, tzinfo=UTC),
            facts=(("Scope", text), ("As of", "1 April 2026")),
            sections=(
                Section("Summary", (text, text), method=text),
                Section("Needs your decision", (text, text), numbered=True),
                Section("Principles by entity", (text,), (grid,), wide=True),
                Section("Charts", (text,), (chart, chart)),
                Section("Shortfalls", (text,), (listed, empty)),
            ),
            file_name="board-pack-test",
        )
    )
