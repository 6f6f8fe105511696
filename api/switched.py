"""Which addresses belong to a part of the product that can be switched off."""

from api.errors import SwitchedOff
from initiatives.people.models import User
from initiatives.people.rules import features_off
from initiatives.switches.choices import Feature

ROOT = "/api/v1/"
# How they begin, after the root.
ADDRESSES: dict[str, Feature] = {
    "workforce/": Feature.WORKFORCE,
    "workforce-counts/": Feature.WORKFORCE,
    "workforce-benchmarks/": Feature.WORKFORCE,
    "job-families/": Feature.WORKFORCE,
    "me/chat/": Feature.CHAT,
    "me/monthly-mail/": Feature.MONTHLY_MAIL,
    "exports/": Feature.EXPORTS,
    "webhooks/": Feature.WEBHOOKS,
    "webhook-deliveries/": Feature.WEBHOOKS,
}


def feature_of(path: str) -> Feature | None:
    """The part that an address belongs to; None for one that is always there."""
    rest = path.removeprefix(ROOT)
    return next((one for start, one in ADDRESSES.items() if rest.startswith(start)), None)


def require_on(viewer: User, path: str) -> None:
    """Raises SwitchedOff where an address belongs to a part that is off."""
    feature = feature_of(path)
    if feature is not None and feature in features_off(viewer):
        raise SwitchedOff(
            f"{feature.label} is switched off for everybody in this system. What is stored is "
            "kept; ask an administrator of the whole system if you need it."
        )
