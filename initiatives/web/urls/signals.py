"""The addresses of signals."""

from django.urls import path

from initiatives.web.views import signals

urlpatterns = [
    path("signals/", signals.SignalList.as_view(), name="signal_list"),
    path("signals/<int:pk>/", signals.signal, name="signal"),
    path("signals/<int:pk>/dismiss/", signals.Dismiss.as_view(), name="signal_dismiss"),
]
