"""Signatures are those of Standard Webhooks."""

import base64

import pytest

from initiatives.webhooks.signing import headers, new_secret, signature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_published_example_is_signed_as_it_is_published():
    assert signature(SECRET, MESSAGE, AT, BODY) == SIGNED


@pytest.mark.parametrize(
    "other",
    [
        (new_secret(), MESSAGE, AT, BODY),
        (SECRET, "msg_other", AT, BODY),
        (SECRET, MESSAGE, AT + 1, BODY),
        (SECRET, MESSAGE, AT, BODY + b" "),
    ],
)
def test_whatever_differs_is_signed_otherwise(other):
    assert signature(*other) != SIGNED


def test_two_secrets_sign_side_by_side():
    other = new_secret()
    sent = headers([other, SECRET], MESSAGE, AT, BODY)
    first, second = sent["webhook-signature"].split(" ")
    assert (first, second) == (signature(other, MESSAGE, AT, BODY), SIGNED)
    assert (sent["webhook-id"], sent["webhook-timestamp"]) == (MESSAGE, str(AT))


def test_a_secret_has_256_bits_and_is_never_the_same():
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(base64.b64decode(one.removeprefix("whsec_"))) for one in made} == {32}


def test_what_is_no_secret_signs_nothing():
    with pytest.raises(ValueError, match="whsec_"):
        signature("whsec_not base64!", MESSAGE, AT, BODY)
