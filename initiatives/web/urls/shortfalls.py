"""The addresses of the shortfall log."""

from django.urls import path

from initiatives.web.views import shortfall_actions as actions
from initiatives.web.views import shortfalls

urlpatterns = [
    path("shortfalls/", shortfalls.ShortfallList.as_view(), name="shortfall_list"),
    path("shortfalls/new/", actions.Log.as_view(), name="shortfall_create"),
    path("shortfalls/<int:pk>/", shortfalls.shortfall, name="shortfall"),
    path("shortfalls/<int:pk>/edit/", actions.Edit.as_view(), name="shortfall_edit"),
    path("shortfalls/<int:pk>/assign/", actions.Assign.as_view(), name="shortfall_assign"),
    path("shortfalls/<int:pk>/accept/", actions.Accept.as_view(), name="shortfall_accept"),
    path("shortfalls/<int:pk>/dismiss/", actions.Dismiss.as_view(), name="shortfall_dismiss"),
    path("shortfalls/<int:pk>/close/", actions.Close.as_view(), name="shortfall_close"),
    path("shortfalls/<int:pk>/reopen/", actions.Reopen.as_view(), name="shortfall_reopen"),
]
