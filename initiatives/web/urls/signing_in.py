"""The addresses around sign-in that are our own."""

from django.urls import path

from initiatives.web.views import kept_form

urlpatterns = [
    path("kept/", kept_form.kept_form, name="kept_form"),
]
