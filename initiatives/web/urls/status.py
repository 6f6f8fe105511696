"""The addresses of the topic status."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
