"""Sign-in through institutions: how allauth's OpenID Connect and SAML fit this product."""
