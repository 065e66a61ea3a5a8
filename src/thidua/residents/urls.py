"""Where residents say who they are."""

from django.urls import path

from thidua.residents import views

app_name = "residents"
urlpatterns = [path("home/profile/", views.profile, name="profile")]
