"""Which address shows which screen."""

from django.urls import path

from thidua.pledges.views import offices, units

UNIT = "units/<str:unit>/pledges/"
CAMPAIGN = "campaigns/<slug:campaign>/pledges/"

app_name = "pledges"
urlpatterns = [
    path(UNIT, units.unit, name="unit"),
    path(f"{UNIT}<slug:campaign>/", units.pledge, name="pledge"),
    path(f"{UNIT}<slug:campaign>/register/", units.register, name="register"),
    path(f"{UNIT}<slug:campaign>/target/", units.target, name="target"),
    path(f"{UNIT}<slug:campaign>/team/", units.team, name="team"),
    path(f"{UNIT}<slug:campaign>/print/", units.printed, name="printed"),
    path(CAMPAIGN, offices.registered, name="registered"),
    path(f"{CAMPAIGN}assign/", offices.assign, name="assign"),
    path(f"{CAMPAIGN}assign/paste/", offices.paste, name="paste"),
]
