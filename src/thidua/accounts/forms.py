"""The shape of what people type to sign in; sign-in itself is django-allauth's."""

import logging
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Person

logger = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """What allauth asks us: its errors in our words, attempts counted by person and address."""

    error_messages: ClassVar[Mapping[str, Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khóa."),
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

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Log a failure, so that many on one account are seen as such."""
        super().authentication_failed(request, **credentials)
        name = str(credentials.get("username", ""))
        logger.warning("sign-in refused: account %s", _nameless(name))


def _nameless(username: str) -> str:
    """Give a name that is the same for the same account, and says nothing without our secret."""
    return salted_hmac("thidua.accounts.log", username.lower()).hexdigest()[:12]


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth comes without types
    """Sign in by user name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("Tên đăng nhập"))
        _word(self.fields["password"], _("Mật khẩu"))


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
