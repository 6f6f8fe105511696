"""Whatever comes in, in whatever layout: figures, or problems, or a file that cannot be read."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.base.sheets import SheetError
from initiatives.measures.choices import Layout
from initiatives.measures.importing import FIELDS
from tests.initiatives.measures.importing.making import NEED, PLACE, RACE, about, read

HEADERS = st.sampled_from(
    [
        *("period", "as_of", "group", "race", "place", "numerator", "n", "value", "Asian n/d"),
        *("Total numerator", "Black d", "period_end", "record_id", "race___1", "race___2", "name"),
        *("redcap_event_name", "state", "suppressed", "", "numerator", "Martian events"),
    ]
)
CELLS = st.sampled_from(
    [
        *(
            "",
            "1",
            "0",
            "-1",
            "2/3",
            "2026-01-01",
            "2026-01-31",
            "1/2/2026",
            "Q1 2026",
            "0001-01-01",
        ),
        *(
            "9999-12-31",
            "asian",
            "west",
            "Total",
            "x",
            "1" * 30,
            "1e5",
            "nan",
            "yes",
            "=1+1",
            "a\nb",
        ),
        *("provisional", "\x00", "é", "9999-99-99", "12/31/9999", "2026"),
    ]
)
SAID = st.dictionaries(
    st.sampled_from(
        [
            *("starts", "group", "group2", "scheme", "numerator", "denominator", "value", "record"),
            *("reported", "decreases", "totals", "numerator_is", "asian.numerator", "group:1", "x"),
        ]
    ),
    st.one_of(
        HEADERS, st.sampled_from(["=2026", "=", "offset", "leave_out", "as_it_is", "add", "race"])
    ),
    max_size=6,
)
TABLES = st.lists(HEADERS, min_size=1, max_size=6).flatmap(
    lambda headers: st.lists(
        st.lists(CELLS, min_size=1, max_size=len(headers) + 1), min_size=1, max_size=6
    ).map(lambda rows: [headers, *rows])
)
CHARTS = st.sampled_from(["p", "u", "c", "run", "t"])
FREQUENCIES = st.sampled_from(["week", "month", "quarter", "year"])


def as_csv(rows):
    return "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    ).encode()


@settings(max_examples=200, deadline=None)
@given(TABLES, st.sampled_from(["", *Layout.values]), SAID, CHARTS, FREQUENCIES)
def test_any_table_gives_figures_or_problems(rows, layout, said, chart, frequency):
    measure = about(RACE, PLACE, NEED, chart=chart, frequency=frequency)
    try:
        found = read(as_csv(rows), measure, layout=layout, **said)
    except SheetError as error:
        assert error.message.endswith(".")
        return
    assert found.layout in Layout.values
    assert all(message.rstrip("”)").endswith((".", "?")) for _, _, message in found.problems)
    assert json.dumps([found.headers, found.sample, found.problems, found.decisions])


@pytest.mark.parametrize("layout", Layout.values)
def test_every_layout_says_its_fields(layout):
    assert FIELDS[layout]
    assert all(field.label for field in FIELDS[layout])
