"""The addresses of decisions: what was decided, and deciding."""

from django.urls import path

from initiatives.web.views import decisions
from initiatives.web.views.deciding import Decide

urlpatterns = [
    path("status/decisions/", decisions.DecisionList.as_view(), name="decision_list"),
    path(
        "initiatives/<int:pk>/decide/",
        Decide.as_view(kind="initiative"),
        name="initiative_decide",
    ),
    path("shortfalls/<int:pk>/decide/", Decide.as_view(kind="shortfall"), name="shortfall_decide"),
    path(
        "commitments/<int:pk>/decide/",
        Decide.as_view(kind="commitment"),
        name="commitment_decide",
    ),
]
