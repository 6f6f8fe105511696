import pytest

from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.portfolio.models import Initiative


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": "x" * 201}, "title", "200"),
        ({"title": ""}, "title", "blank"),
        ({"title": "ok", "problem": "x" * 10_001}, "problem", "10,000"),
        ({"title": "ok", "problem": "a\x00b"}, "problem", "cannot be kept"),
        ({"title": "ok", "problem": "MRN 12345678 waited"}, "problem", "medical record number"),
        ({"title": "ok", "stage": "done"}, "stage", "not a valid choice"),
        ({"title": "ok", "aim_by": "soon"}, "aim_by", "date"),
    ],
)
def test_what_cannot_be_kept_is_named_by_field(values, field, says):
    with pytest.raises(Invalid) as refused:
        check_fields(Initiative(**values))
    assert says in refused.value.errors[field]


def test_what_it_refuses_is_not_repeated():
    with pytest.raises(Invalid) as refused:
        check_fields(Initiative(title="SSN 123-45-6789"))
    assert "6789" not in str(refused.value)


def test_a_good_record_passes():
    check_fields(Initiative(title="Better <b>interpreters</b> & more", problem="Too few.\nLate."))
