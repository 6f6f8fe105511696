"""allauth's SAML, which also keeps how the institution says that somebody signed in there."""

from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider


class Saml(SAMLProvider):  # type: ignore[misc]
    """What it keeps of an assertion: `attributes`, and `contexts`, the classes of sign-in."""

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        contexts = data.get_last_authn_contexts()
        return {"attributes": data.get_attributes(), "contexts": contexts}
