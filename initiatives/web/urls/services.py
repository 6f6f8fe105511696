"""The addresses of services."""

from django.urls import path

from initiatives.web.views import services

urlpatterns = [
    path("services/", services.service_list, name="service_list"),
    path("services/new/", services.Create.as_view(), name="service_create"),
    path("services/<int:pk>/", services.service, name="service"),
    path("services/<int:pk>/tokens/", services.Issue.as_view(), name="service_token"),
    path("services/<int:pk>/hand-over/", services.HandOver.as_view(), name="service_hand_over"),
]
