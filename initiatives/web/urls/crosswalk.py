"""The addresses of the crosswalk to outside frameworks."""

from django.urls import path

from initiatives.web.views import crosswalk, crosswalk_actions

urlpatterns = [
    path("crosswalk/", crosswalk.matrix, name="crosswalk"),
    path("crosswalk/<int:pk>/", crosswalk.framework, name="crosswalk_framework"),
    path("crosswalk/<int:pk>/evidence.csv", crosswalk.as_csv, name="crosswalk_csv"),
    path("crosswalk/<int:pk>/evidence.xlsx", crosswalk.as_xlsx, name="crosswalk_xlsx"),
    path(
        "crosswalk/links/<int:pk>/review/",
        crosswalk_actions.Review.as_view(),
        name="crosswalk_review",
    ),
    path(
        "crosswalk/requirements/<int:pk>/attest/",
        crosswalk_actions.Attest.as_view(),
        name="crosswalk_attest",
    ),
]
