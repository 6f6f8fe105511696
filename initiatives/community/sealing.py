"""Contact details are sealed with a key that is not in the database: see `base.sealing`."""

from initiatives.base import sealing
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _

PURPOSE = "initiatives.community.contact"
LOST = _(
    "These contact details cannot be opened: the key that sealed them is not in QI_CONTACT_KEY."
)


def seal(text: str) -> str:
    """The text, readable only with the key."""
    return sealing.seal(text, PURPOSE)


def unseal(sealed: str) -> str:
    """The text again; raises Invalid when no key fits."""
    try:
        return sealing.unseal(sealed, PURPOSE)
    except sealing.Lost:
        raise Invalid({"contact": LOST}) from None
