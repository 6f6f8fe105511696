"""What a scope reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid
from initiatives.people.choices import AREAS
from initiatives.people.scopes import allows, canonical, in_words

WORDS = st.builds(
    lambda way, area: f"{way}:{area}" if area else way,
    st.sampled_from(["read", "write"]),
    st.sampled_from(["", *AREAS]),
)
SCOPES = st.lists(WORDS, min_size=1, max_size=8)


@given(SCOPES, st.sampled_from(AREAS))
def test_who_may_write_somewhere_may_read_there(words, area):
    scope = canonical(" ".join(words))
    assert allows(scope, area, writes=False) >= allows(scope, area, writes=True)


@given(SCOPES, WORDS, st.sampled_from(AREAS), st.booleans())
def test_one_more_word_never_takes_anything_away(words, more, area, writes):
    fewer, all_of_them = canonical(" ".join(words)), canonical(" ".join([*words, more]))
    assert allows(all_of_them, area, writes=writes) >= allows(fewer, area, writes=writes)


@given(SCOPES)
def test_order_and_repetition_do_not_matter(words):
    assert canonical(" ".join(words)) == canonical(",".join([*reversed(words), *words]))


@pytest.mark.parametrize(
    ("scope", "area", "reads", "writes"),
    [
        ("read", "status", True, False),
        ("write", "status", True, True),
        ("read:status", "status", True, False),
        ("read:status", "people", False, False),
        ("read:status write:observations", "observations", True, True),
        ("read:status write:observations", "measures", False, False),
        ("read write:measures", "people", True, False),
        ("read:status", "status/cell", False, False),
    ],
)
def test_a_word_reaches_its_area_and_no_other(scope, area, reads, writes):
    assert allows(scope, area, writes=False) == reads
    assert allows(scope, area, writes=True) == writes


@pytest.mark.parametrize(
    "scope",
    ["", " ", "admin", "read:", "read:unicorns", "READ", "write:*", "read:status:x", "\x00"],
)
def test_what_is_no_scope_is_refused(scope):
    with pytest.raises(Invalid):
        canonical(scope)


def test_a_scope_reads_in_words():
    assert in_words("read:status write:exports") == "Read status, Read and write exports"
