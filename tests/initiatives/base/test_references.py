import pytest

from initiatives.base.references import key_of


@pytest.mark.parametrize("text", ["QI-42", "qi 42", "QI42", "  qi-42 "])
def test_a_reference_is_read_however_it_is_typed(text):
    assert key_of(text, "QI") == 42


@pytest.mark.parametrize("text", ["42", "SF-42", "QI-", "QI-4x", "QI-" + "9" * 30, ""])
def test_other_text_is_no_reference(text):
    assert key_of(text, "QI") is None
