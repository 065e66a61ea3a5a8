"""Sign-in by django-allauth, as much of it as is switched on, and our own pages on seats."""

from allauth.account import views as allauth
from django.urls import include, path

from thidua.accounts import views

seats = (
    [
        path("seat/choose/", views.choose, name="choose"),
        path("units/<str:unit>/seats/", views.seats, name="seats"),
    ],
    "accounts",
)

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("", include(seats)),
]
