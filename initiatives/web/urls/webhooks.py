"""The addresses of webhooks and of what was sent to them."""

from django.urls import path

from initiatives.web.views import webhook_deliveries as deliveries
from initiatives.web.views import webhooks

urlpatterns = [
    path("webhooks/", webhooks.Webhooks.as_view(), name="webhook_list"),
    path("webhooks/new/", webhooks.New.as_view(), name="webhook_create"),
    path("webhooks/<int:pk>/", deliveries.Deliveries.as_view(), name="webhook"),
    path("webhooks/<int:pk>/edit/", webhooks.Edit.as_view(), name="webhook_edit"),
    path("webhooks/<int:pk>/rotate/", webhooks.Rotate.as_view(), name="webhook_rotate"),
    path("webhooks/<int:pk>/disable/", webhooks.Disable.as_view(), name="webhook_disable"),
    path("webhooks/<int:pk>/enable/", webhooks.Enable.as_view(), name="webhook_enable"),
    path("webhooks/<int:pk>/close/", webhooks.Close.as_view(), name="webhook_close"),
    path("webhooks/<int:pk>/test/", deliveries.Test.as_view(), name="webhook_test"),
    path("webhooks/<int:pk>/replay/", deliveries.Replay.as_view(), name="webhook_replay"),
    path("webhooks/deliveries/<int:pk>/", deliveries.delivery, name="webhook_delivery"),
    path(
        "webhooks/deliveries/<int:pk>/repeat/",
        deliveries.Repeat.as_view(),
        name="webhook_delivery_repeat",
    ),
]
