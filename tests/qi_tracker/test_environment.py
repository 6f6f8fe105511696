import pytest
from django.core.exceptions import ImproperlyConfigured

from qi_tracker import environment as env

NAME = "QI_TEST_VALUE"


@pytest.mark.parametrize(
    ("word", "value"), [("yes", True), (" ON ", True), ("1", True), ("no", False), ("", False)]
)
def test_a_flag_is_read_in_any_usual_word(
    monkeypatch: pytest.MonkeyPatch, word: str, value: bool
) -> None:
    monkeypatch.setenv(NAME, word)
    assert env.flag(NAME, default=not value) is value


def test_another_word_for_a_flag_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "perhaps")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*perhaps.*yes or no"):
        env.flag(NAME)


def test_a_number_that_is_none_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "8000x")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*whole number"):
        env.number(NAME, 1)


def test_a_missing_value_without_a_default_names_the_variable() -> None:
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.text(NAME)


def test_words_lose_their_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a, ,b ,")
    assert env.words(NAME) == ["a", "b"]
