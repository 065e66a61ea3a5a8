"""Which address shows which map. The converter `unit` is declared by `portal.urls`."""

from django.urls import path

from thidua.maps.views import desk, maps

CAMPAIGN = "campaigns/<slug:campaign>/"
DESK = "units/<unit:unit>/boundaries/"

app_name = "maps"
urlpatterns = [
    path(f"{CAMPAIGN}map/", maps.root, name="root"),
    path(f"{CAMPAIGN}map/<unit:unit>/", maps.map_of, name="map"),
    path(DESK, desk.boundaries, name="boundaries"),
    path(f"{DESK}<slug:code>/", desk.turn, name="turn-boundaries"),
]
