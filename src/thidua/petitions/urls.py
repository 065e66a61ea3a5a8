"""Which address shows which page of petitions."""

from django.urls import path

from thidua.petitions.views import asking, desk

DESK = "units/<str:unit>/petitions/"

app_name = "petitions"
urlpatterns = [
    path("track/<slug:handle>/petitions/", asking.about_dossier, name="about-dossier"),
    path("petitions/", asking.mine, name="mine"),
    path("petitions/<uuid:petition>/", asking.petition, name="petition"),
    path("units/<str:unit>/petitions/new/", asking.about_unit, name="about-unit"),
    path("units/<str:unit>/answers/", asking.answers, name="answers"),
    path(DESK, desk.inbox, name="inbox"),
    path(f"{DESK}<uuid:petition>/", desk.petition, name="handle"),
    path(f"{DESK}<uuid:petition>/<slug:act>/", desk.act, name="act"),
]
