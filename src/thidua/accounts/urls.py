"""Sign-in and sign-up by django-allauth, as much of it as is switched on, and our pages on seats."""

from allauth.account import views as allauth
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
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
    path("sign-up/", allauth.signup, name="account_signup"),
    path("sign-up/code/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("account/forgotten/", allauth.password_reset, name="account_reset_password"),
    path(
        "account/forgotten/code/",
        allauth.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "account/forgotten/new/",
        allauth.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "account/forgotten/done/",
        allauth.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("identity/<str:provider_id>/", openid.login, name="openid_connect_login"),
    path("identity/<str:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("identity-cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("", include(seats)),
]
