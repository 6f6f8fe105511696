"""Reading the file of a crosswalk: what is none is refused, by the part that is wrong."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid
from initiatives.framework.loading import read_crosswalk
from tests.initiatives.framework.crossing import CROSSWALK, outside, written


def asking(**values):
    """A file with one requirement that has these values."""
    return written(outside(requirements=[{"code": "1", "text": "Lead."} | values]))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no named parts"),
        (b"a: [", "not YAML"),
        (b"x" * 1_000_001, "larger"),
        (b"!!python/object/apply:os.system ['true']", "not YAML"),
        (b"principles: {key: k, version: v}", "list of frameworks"),
        (b"frameworks: [1]", "principles is missing"),
        (b"principles: {key: k, version: v}\nframeworks: [1]", r"frameworks\[1\]"),
        (written(outside(key="two words")), "letters, digits"),
        (written(outside(status="dead")), "live, upcoming, voluntary, retired, unknown"),
        (written(outside(status=["live"])), "status must be a text"),
        (written(outside(retired_on=date(2025, 1, 1))), "not retired"),
        (written(outside(verified_on="soon")), "2026-01-31"),
        (written(outside(source_url="javascript:alert(1)")), "web address"),
        (written(outside(name="x" * 161)), "longer than 160"),
        (written(outside(body="a\x07".replace("\x07", "\0"))), "body|not YAML"),
        (written(outside(requirements=[])), "list of"),
        (written(outside(requirements="all")), "list of"),
        (written(outside(requirements=[{"code": "1", "text": "x"}] * 2)), "more than once"),
        (
            written(outside(requirements=[{"code": str(n), "text": "x"} for n in range(301)])),
            "more than 300",
        ),
        (asking(part_of="9"), "does not stand above"),
        (asking(part_of="1"), "does not stand above"),
        (asking(text=" "), "text must be"),
        (asking(answered_by="all"), "list of"),
        (asking(answered_by=[1]), r"answered_by\[1\]"),
        (asking(answered_by=[{"principle": 0, "strength": "direct"}]), "whole number"),
        (asking(answered_by=[{"principle": True, "strength": "direct"}]), "whole number"),
        (asking(answered_by=[{"principle": 1, "strength": "strong"}]), "direct, partial"),
        (asking(answered_by=[{"principle": 1, "strength": "direct"}] * 2), "more than once"),
        (
            asking(answered_by=[{"principle": 1, "strength": "direct", "reviewed_by": "Lee"}]),
            "both reviewed_by and reviewed_on",
        ),
        (written(outside(), outside()), "more than once"),
    ],
)
def test_what_is_no_crosswalk_is_refused_by_part(content, says):
    with pytest.raises(Invalid, match=says):
        read_crosswalk(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_crosswalk_or_refused(content):
    with pytest.raises(Invalid):
        read_crosswalk(content)


def test_the_layout_of_the_file_does_not_matter():
    data = yaml.safe_load(CROSSWALK.read_text())
    again = read_crosswalk(yaml.safe_dump(data, width=20).encode() + b"\n# remark")
    first = read_crosswalk(CROSSWALK.read_bytes())
    assert [again.digest(one) for one in again.frameworks] == [
        first.digest(one) for one in first.frameworks
    ]
