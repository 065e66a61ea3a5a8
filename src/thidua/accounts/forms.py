"""The shape of what people type to sign in and up; both are django-allauth's.

Officials get their account from an operator and sign in by user name. Residents sign up by
themselves, with an e-mail address that they show to be theirs, or by their electronic identity.
"""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any, ClassVar
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.account.internal.constants import LoginStageKey
from allauth.account.stages import EmailVerificationStage
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Person
from thidua.kernel.errors import RuleBroken

HOME = "filing:home"  # where residents come to; it stands above us, so its name is all we know
PROVED = "identity-proved"  # in a session: what a provider of identities said of a person
logger = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """What allauth asks us: its errors in our words, attempts counted by person and address."""

    error_messages: ClassVar[Mapping[str, Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khóa."),
        "email_password_mismatch": _("E-mail hoặc mật khẩu không đúng."),
        "incorrect_code": _("Mã không đúng. Hãy xem lại thư mới nhất và nhập lại mã."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "rate_limited": _(
            "Có quá nhiều lần thử trong thời gian ngắn. Hãy chờ vài phút rồi thử lại."
        ),
        "too_many_login_attempts": _("Đã nhập sai quá nhiều lần. Hãy chờ vài phút rồi thử lại."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
    }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401 - allauth's signature
        """Count by account and address, so that nobody locks others out by guessing."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, and log that it happened without saying who it was."""
        super().login(request, user)
        logger.info("signed in: account %s", _nameless(user.get_username()))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead officials to their seats, and residents home."""
        person = request.user
        official = isinstance(person, Person) and person.is_official
        return reverse("accounts:choose" if official else HOME)

    def get_signup_redirect_url(self, _request: HttpRequest) -> str:
        """Lead whoever has just signed up home."""
        return reverse(HOME)

    def get_login_stages(self) -> list[str]:
        """Ask for the e-mail code by our own stage, and for nothing else."""
        return [f"{__name__}.{VerifyAddress.__name__}"]

    def populate_username(self, _request: HttpRequest, user: Person) -> None:
        """Give whoever signs up a name that says nothing and takes none from an official."""
        user.username = f"r-{uuid4().hex}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send mail, or say that it could not be sent."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.error("mail was not sent: %s", type(error).__name__)  # noqa: TRY400 - no address
            raise RuleBroken("accounts.mail-not-sent") from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Log a failure, so that many on one account are seen as such."""
        super().authentication_failed(request, **credentials)
        name = str(credentials.get("email") or credentials.get("username", ""))
        logger.warning("sign-in refused: account %s", _nameless(name))


def _nameless(username: str) -> str:
    """Give a name that is the same for the same account, and says nothing without our secret."""
    return salted_hmac("thidua.accounts.log", username.lower()).hexdigest()[:12]


class VerifyAddress(EmailVerificationStage):  # type: ignore[misc]  # allauth comes without types
    """Ask for the code that was sent; officials have no address here, so nothing to show."""

    key = LoginStageKey.VERIFY_EMAIL.value

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Let officials pass; hold others until they typed the code."""
        person = self.login.user
        if person is not None and not person.email:
            return None, True
        held: tuple[HttpResponse | None, bool] = super().handle()
        return held


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """What allauth asks us when somebody comes from a provider of identities (VNeID)."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep what was proved in the session alone: no copy of it, and no e-mail address.

        Somebody who is signed in only proves who they are; their way to sign in stays.
        """
        said = sociallogin.account.get_provider_account().get_user_data() or {}
        names = settings.VNEID_CLAIMS
        proved = {key: str(said.get(claim, "")) for key, claim in names.items()}
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        sociallogin.user.email = ""
        request.session[PROVED] = proved
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(redirect(HOME))


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth comes without types
    """Sign in by user name, or by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("Tên đăng nhập hoặc e-mail"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _word(self.fields["password"], _("Mật khẩu"))
        self.fields["password"].help_text = ""


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth comes without types
    """Sign up as a resident."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("E-mail"))
        _word(self.fields["password1"], _("Mật khẩu"))
        _word(self.fields["password2"], _("Mật khẩu, gõ lại"))
        self.fields["password1"].help_text = _("Ít nhất 12 ký tự; một câu dễ nhớ là tốt nhất.")


class CodeForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth comes without types
    """Type the code that shows an address to be one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Mã trong thư"))


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # allauth comes without types
    """Ask for another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("E-mail"))


class ForgottenCodeForm(ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # allauth comes without types
    """Type the code that was sent for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Mã trong thư"))


class OtherPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # allauth comes without types
    """Choose another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["password1"], _("Mật khẩu mới"))
        _word(self.fields["password2"], _("Mật khẩu mới, gõ lại"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth comes without types
    """Change one's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        _word(self.fields["password1"], _("Mật khẩu mới"))
        _word(self.fields["password2"], _("Mật khẩu mới, gõ lại"))


def _word(field: forms.Field, label: Promise) -> None:
    field.label = label  # type: ignore[assignment]  # gettext_lazy gives what a label takes
    field.widget.attrs.pop("placeholder", None)


class ChooseForm(forms.Form):
    """The seat to act in, and where to go on."""

    seat = forms.CharField(max_length=64)
