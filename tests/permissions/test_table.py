"""The table as text: short where it can be, and read again as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from tests.permissions import table
from tests.permissions.places import COLUMNS

ANSWERS = st.sampled_from(["may", "see", "403", "404", "sign in"])
ROWS = st.dictionaries(
    st.from_regex(r"(GET |POST )?/?[a-z]{1,5}/(\{id\}/)?", fullmatch=True),
    st.fixed_dictionaries(dict.fromkeys(COLUMNS, ANSWERS)),
    max_size=8,
)


def test_a_cell_says_more_only_where_answers_differ():
    assert table.cell({"own": "may", "sibling": "may", "restricted": "may"}) == "may"
    assert table.cell({"own": "may", "sibling": "404", "foreign": "404"}) == "may / 404"
    assert table.cell({"own": "may", "sibling": "404", "foreign": "may"}) == "may / 404 / may"
    assert table.cell({"own": "may", "foreign": "404", "restricted": "404"}) == "may / 404 (404)"
    assert table.cell({"own": "may", "restricted": "404"}) == "may (404)"


@given(ROWS)
def test_what_was_written_is_read_again(found):
    assert table.parsed(table.rendered(found)) == found


def test_rows_that_are_answered_alike_share_a_line():
    told = dict.fromkeys(COLUMNS, "may")
    text = table.rendered({"/a/": told, "/a/{id}/": told, "/b/": told})
    assert [one for one in text.splitlines() if "`" in one] == [
        f"| `/a/`, `/a/{{id}}/` | {' | '.join(told.values())} |",
        f"| `/b/` | {' | '.join(told.values())} |",
    ]


def test_what_differs_is_named():
    may, not_found = dict.fromkeys(COLUMNS, "may"), dict.fromkeys(COLUMNS, "may") | {"owner": "404"}
    told = table.differences({"/a/": may, "/new/": may}, {"/a/": not_found, "/old/": may})
    assert told == [
        "/a/, owner: may, and the table says 404",
        "/new/: it has no row",
        "/old/: the row has no route any more",
    ]
