"""The addresses of a person's own profile and API tokens."""

from django.urls import path

from initiatives.web.views import profile

urlpatterns = [
    path("profile/", profile.Profile.as_view(), name="profile"),
    path("profile/tokens/", profile.Tokens.as_view(), name="token_list"),
    path("profile/tokens/<int:pk>/revoke/", profile.Revoke.as_view(), name="token_revoke"),
]
