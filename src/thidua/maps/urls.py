"""Which address shows which map. The converter `unit` is declared by `portal.urls`."""

from django.urls import path

from thidua.maps import views

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "maps"
urlpatterns = [
    path(f"{CAMPAIGN}map/", views.root, name="root"),
    path(f"{CAMPAIGN}map/<unit:unit>/", views.map_of, name="map"),
]
