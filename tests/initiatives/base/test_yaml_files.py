"""YAML that a person sends: read where it is plain, refused at once where it is a trap."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid
from initiatives.base.yaml_files import DEEPEST, LARGEST, parsed


def levels(first, doubled, count=40):
    """Each level says the one before twice, so the last stands for 2 to the power of `count`."""
    said = [first] + [doubled.format(level=level, below=level - 1) for level in range(1, count)]
    return "\n".join(said).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a: [", "not YAML"),
        (b"a: 1\nb: 2\na: 3", "Line 3, column 1: a is there twice"),
        (b"a: *b", "Line 1, column 4: [*]b stands for nothing"),
        (b"a: &a [*a]", "Line 1, column 8: [*]a stands for nothing above, or for itself"),
        (b"a: &a 1\nb: &a [*a]", "or for itself"),
        (b"[" * (DEEPEST + 1), f"Line 1, column {DEEPEST + 1}: .* more than {DEEPEST} levels"),
        (b"[" * 100_000, "levels|nesting depth"),
        (b"? [a]\n: 1", "not YAML"),
        (b"a: " + b"9" * 5_000, "This number is too long"),
        (b"a: 1" + b":1" * 400_000, "This number is too long"),
        (b"a: 1" + b":1" * 400_000 + b".5", "This number is too long"),
        (b"!!python/object/apply:os.system ['true']", "Line 1, column 1: .*not YAML"),
        (b"a: !!int words", "not YAML"),
        (b"a: 2026-13-45", "not YAML"),
        (b"x" * (LARGEST + 1), "larger than 1,000,000 bytes"),
        (b"\xff\xfe\x00", "not YAML"),
        (levels("l0: &l0 [x, x]", "l{level}: &l{level} [*l{below}, *l{below}]"), "too large"),
        (levels("l0: &l0 {x: y}", "l{level}: &l{level} {{<<: [*l{below}, *l{below}]}}"), "large"),
        (b"a: &a " + b"x" * 100_000 + b"\nb: [" + b"*a, " * 30 + b"]", "too large"),
    ],
)
def test_what_is_a_trap_is_refused_with_its_line(content, says):
    with pytest.raises(Invalid, match=says):
        parsed(content)


def test_references_that_stay_small_are_read():
    assert parsed(b"a: &a [1, 2]\nb: *a\nc: {<<: {d: 3}}") == {
        "a": [1, 2],
        "b": [1, 2],
        "c": {"d": 3},
    }


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=15,
)


@given(PLAIN)
def test_what_a_program_wrote_is_read_as_it_was(value):
    assert parsed(yaml.safe_dump(value).encode()) == value


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        parsed(content)
    except Invalid as refused:
        assert set(refused.errors) == {"file"}
