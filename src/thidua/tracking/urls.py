"""Which address shows which page of tracking and rating.

No address holds a dossier's code: a dossier that was opened has a handle, which is good in the
browser that opened it, and for half an hour.
"""

from django.urls import path

from thidua.tracking.views import following

OPENED = "track/<slug:handle>/"

app_name = "tracking"
urlpatterns = [
    path("track/", following.track, name="track"),
    path("track/own/<uuid:dossier>/", following.own, name="own"),
    path(OPENED, following.dossier, name="dossier"),
    path(f"{OPENED}rating/", following.rate, name="rate"),
    path(f"{OPENED}close/", following.close, name="close"),
]
