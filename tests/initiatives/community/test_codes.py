"""Codes: unguessable, forgiving in how they are typed, and kept only as a hash."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.community.codes import ALPHABET, Code, code_for, fits, read


def test_the_secret_has_eighty_bits_and_the_selector_forty():
    code = code_for(secrets.token_urlsafe())
    assert (len(code.selector) * 5, len(code.secret) * 5, len(set(ALPHABET))) == (40, 80, 32)


def test_one_key_always_gives_the_same_code_and_another_key_another():
    keys = [secrets.token_urlsafe() for _ in range(500)]
    assert code_for(keys[0]) == code_for(keys[0])
    assert len({code_for(key) for key in keys}) == 500
    assert len({code_for(key).selector for key in keys}) == 500


def test_our_secret_key_is_needed_to_work_a_code_out(settings):
    before = code_for("a key that somebody saw")
    settings.SECRET_KEY = "another key of the system" * 3
    assert code_for("a key that somebody saw") != before


@given(st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_code_is_read_however_it_is_typed(random):
    code = code_for(str(random.random()))
    typed = str(code).lower().replace("0", random.choice("0oO")).replace("1", random.choice("1ilL"))
    for shape in (typed, typed.replace("-", ""), typed.replace("-", " "), f"  {typed}\n"):
        assert read(shape) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7QX",
        "K" * 23,
        "K" * 25,
        "U" * 24,
        "\x00" * 24,
        "é" * 24,
        "\N{ARABIC-INDIC DIGIT ONE}" * 24,
        "K" * 10**6,
    ],
)
def test_what_is_no_code_is_none(typed):
    assert read(typed) is None


def test_only_the_whole_code_fits():
    code = code_for("key")
    assert fits(code, code.digest)
    assert not fits(Code(code.selector, code.secret[:-1] + "Z"), code_for("other").digest)
    assert not fits(Code("0" * 8, code.secret), code.digest)
    assert not fits(code, None)
    assert code.secret not in code.digest
