"""The addresses around sign-in that are our own."""

from django.urls import path

from initiatives.web.views import again, kept_form

urlpatterns = [
    path("accounts/again/", again.sign_in_again, name="account_sign_in_again"),
    path("kept/", kept_form.kept_form, name="kept_form"),
]
