"""The addresses of the shortfall log."""

from django.urls import path

from initiatives.web.views import shortfall_actions as actions
from initiatives.web.views import shortfall_details as details
from initiatives.web.views import shortfall_reports as reports
from initiatives.web.views import shortfalls

urlpatterns = [
    path("shortfalls/", shortfalls.ShortfallList.as_view(), name="shortfall_list"),
    path("shortfalls/new/", actions.Log.as_view(), name="shortfall_create"),
    path("shortfalls/times/", reports.times, name="shortfall_times"),
    path("shortfalls/log.csv", reports.export, name="shortfall_export"),
    path("shortfalls/<int:pk>/", shortfalls.shortfall, name="shortfall"),
    path("shortfalls/<int:pk>/edit/", actions.Edit.as_view(), name="shortfall_edit"),
    path("shortfalls/<int:pk>/assign/", actions.Assign.as_view(), name="shortfall_assign"),
    path("shortfalls/<int:pk>/accept/", actions.Accept.as_view(), name="shortfall_accept"),
    path("shortfalls/<int:pk>/dismiss/", actions.Dismiss.as_view(), name="shortfall_dismiss"),
    path("shortfalls/<int:pk>/close/", actions.Close.as_view(), name="shortfall_close"),
    path("shortfalls/<int:pk>/reopen/", actions.Reopen.as_view(), name="shortfall_reopen"),
    path("shortfalls/<int:pk>/source/", details.AddSource.as_view(), name="shortfall_source"),
    path("shortfalls/<int:pk>/describe/", details.Describe.as_view(), name="shortfall_describe"),
    path("shortfalls/<int:pk>/merge/", details.Merge.as_view(), name="shortfall_merge"),
    path("shortfalls/<int:pk>/split/", details.Split.as_view(), name="shortfall_split"),
    path("shortfalls/<int:pk>/keep-closed/", details.KeepClosed.as_view(), name="shortfall_keep"),
    path("shortfalls/<int:pk>/restrict/", details.Restrict.as_view(), name="shortfall_restrict"),
    path("shortfalls/<int:pk>/open/", details.Unrestrict.as_view(), name="shortfall_unrestrict"),
]
