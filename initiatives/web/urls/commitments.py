"""The addresses of commitments."""

from django.urls import path

from initiatives.web.views import commitments, promises, snoozes

urlpatterns = [
    path("commitments/", commitments.CommitmentList.as_view(), name="commitment_list"),
    path("commitments/new/", promises.Make.as_view(), name="commitment_create"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path(
        "commitments/<int:pk>/reminders/",
        commitments.CommitmentReminders.as_view(),
        name="commitment_reminders",
    ),
    path(
        "commitments/<int:pk>/acknowledge/",
        promises.Acknowledge.as_view(),
        name="commitment_acknowledge",
    ),
    path("commitments/<int:pk>/fulfil/", promises.Fulfil.as_view(), name="commitment_fulfil"),
    path("commitments/<int:pk>/move/", promises.Move.as_view(), name="commitment_move"),
    path("commitments/<int:pk>/reassign/", promises.Reassign.as_view(), name="commitment_reassign"),
    path("commitments/<int:pk>/withdraw/", promises.Withdraw.as_view(), name="commitment_withdraw"),
    path("commitments/<int:pk>/snooze/", snoozes.Snooze.as_view(), name="commitment_snooze"),
    path(
        "commitments/<int:pk>/end-snooze/",
        snoozes.EndSnooze.as_view(),
        name="commitment_end_snooze",
    ),
]
