"""The addresses of reminder policies and of days off."""

from django.urls import path

from initiatives.web.views import holidays, policies, policy_changes

urlpatterns = [
    path("policies/", policies.policies, name="policy_list"),
    path("policies/new/", policy_changes.Create.as_view(), name="policy_create"),
    path("policies/<int:pk>/", policies.policy, name="policy"),
    path("policies/<int:pk>/edit/", policy_changes.Edit.as_view(), name="policy_edit"),
    path("policies/<int:pk>/retire/", policy_changes.Retire.as_view(), name="policy_retire"),
    path("policies/holidays/", holidays.holidays, name="holiday_list"),
    path("policies/holidays/new/", holidays.Add.as_view(), name="holiday_create"),
    path("policies/holidays/fill/", holidays.Fill.as_view(), name="holiday_fill"),
    path("policies/holidays/<int:pk>/remove/", holidays.Remove.as_view(), name="holiday_remove"),
]
