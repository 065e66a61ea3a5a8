"""Which address shows which page of procedures: the public catalogue, and the desk that records it."""

from django.urls import path

from thidua.procedures.views import desk, public

app_name = "procedures"
urlpatterns = [
    path("procedures/", public.catalogue, name="catalogue"),
    path("procedures/catalogue.xlsx", public.spreadsheet, name="spreadsheet"),
    path("procedures/<str:code>/", public.procedure, name="procedure"),
    path("units/<str:unit>/procedures/", desk.send, name="desk"),
]
