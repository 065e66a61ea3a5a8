"""What residents type, page by page, to file a dossier and to follow it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thidua.archive.rules import EXTENSIONS, LARGEST
from thidua.dossiers.rules import Filer
from thidua.residents.forms import NOT_CHOSEN, PersonForm
from thidua.residents.models import Choices

ACCEPT = ",".join(end for ends in EXTENSIONS.values() for end in ends)
FILERS = (
    (Filer.SELF, _("Tôi tự nộp")),
    (Filer.ASSISTED, _("Cán bộ một cửa giúp tôi nộp")),
    (Filer.TEAM, _("Thành viên Tổ công nghệ số cộng đồng giúp tôi nộp")),
    (Filer.POST, _("Nhân viên bưu chính giúp tôi nộp")),
    (Filer.OFFICIAL, _("Cán bộ khác nộp thay tôi")),
)


class WhereForm(forms.Form):
    """The agency that is asked to decide."""

    unit = forms.ChoiceField(label=_("Cơ quan giải quyết"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: Choices, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a ChoiceField


class WhoForm(PersonForm):
    """Who files, with whose help, and for whom."""

    filer = forms.ChoiceField(label=_("Ai đang nộp"), choices=FILERS, widget=forms.RadioSelect)
    support_unit = forms.ChoiceField(
        label=_("Nơi giúp ông/bà nộp (không bắt buộc)"), required=False
    )
    field_order = ("filer", "support_unit", "name", "phone", "identity", "address")

    def __init__(self, *args: Any, communes: Choices, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        self.fields["support_unit"].choices = [NOT_CHOSEN, *communes]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["name"].label = _("Họ và tên người đề nghị")


class Several(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, read whole: each with its name."""

    def clean(self, data: object, initial: object = None) -> list[tuple[str, bytes]]:
        """Read the files; one that is larger than the archive takes is refused unread."""
        files = data if isinstance(data, list) else [data]
        if not self.required and not any(files):
            return []
        return [self._read(super(FilesField, self).clean(each, initial)) for each in files]

    def _read(self, file: UploadedFile[bytes]) -> tuple[str, bytes]:
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Tệp lớn hơn %(most)s MB. Hãy quét lại ở độ phân giải thấp hơn."),
                params={"most": LARGEST // 1_000_000},
            )
        return str(file.name), file.read()


class PaperForm(forms.Form):
    """Something that stands for a component: a file, what is there already, paper, or nothing."""

    component = forms.CharField(max_length=500, widget=forms.HiddenInput)
    file = FilesField(
        label=_("Tải tệp lên"),
        required=False,
        allow_empty_file=True,
        max_length=1000,
        widget=forms.FileInput({"accept": ACCEPT}),
    )
    held = forms.IntegerField(required=False)


class SupplementForm(forms.Form):
    """What is brought to a dossier that an office asked more for."""

    component = forms.ChoiceField(label=_("Giấy tờ"))
    sent = FilesField(
        label=_("Tệp"),
        allow_empty_file=True,
        max_length=1000,
        widget=Several({"accept": ACCEPT}),
        help_text=_("PDF, JPEG hoặc PNG; tối đa 2 tệp mỗi lần, mỗi tệp tối đa 10 MB."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, components: Choices, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["component"].choices = components  # type: ignore[attr-defined]  # a ChoiceField


class ReasonForm(forms.Form):
    """Why somebody takes a dossier back."""

    reason = forms.CharField(
        label=_("Lý do rút hồ sơ (không bắt buộc)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
