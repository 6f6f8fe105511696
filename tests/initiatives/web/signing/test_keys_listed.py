"""The page of one's second steps, with a key on it."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_each_key_is_named_and_can_be_renamed_and_removed(cast, client):
    kept = {"name": "My <laptop>", "credential": {"clientExtensionResults": {}}}
    key = Authenticator.objects.create(user=cast.alice, type="webauthn", data=kept)
    client.force_login(cast.alice)
    page = client.get(reverse("mfa_index")).content.decode()
    assert "My &lt;laptop&gt;" in page
    assert f'href="{reverse("mfa_edit_webauthn", args=[key.pk])}"' in page
    assert f'href="{reverse("mfa_remove_webauthn", args=[key.pk])}"' in page
