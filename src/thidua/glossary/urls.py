"""Which address shows the dictionary."""

from django.urls import path

from thidua.glossary import views

app_name = "glossary"
urlpatterns = [path("glossary/", views.glossary, name="glossary")]
