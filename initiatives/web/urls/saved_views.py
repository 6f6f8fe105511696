"""The addresses that keep and drop saved views."""

from django.urls import path

from initiatives.web.views import saved_views

urlpatterns = [
    path("views/save/", saved_views.save, name="saved_view_save"),
    path("views/<int:pk>/delete/", saved_views.delete, name="saved_view_delete"),
]
