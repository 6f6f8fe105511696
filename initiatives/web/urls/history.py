"""The addresses of the topic history."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
