"""The addresses of the definitions."""

from django.urls import path

from initiatives.web.views import definitions

urlpatterns = [
    path("definitions/", definitions.definition_list, name="definition_list"),
    path("definitions/approve/", definitions.Approve.as_view(), name="definition_approve"),
    path("definitions/<int:pk>/", definitions.definition, name="definition"),
]
