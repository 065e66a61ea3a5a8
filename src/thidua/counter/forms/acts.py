"""One small form for each thing that can be done with a dossier; it gives what the action takes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.archive.actions import store
from thidua.counter.forms import Keyed, Upload, an_instant, sentences
from thidua.counter.forms.words import PAID
from thidua.counter.models import agencies, officers
from thidua.dossiers.rules.steps import Act
from thidua.onestop.models import Dossier
from thidua.onestop.rules import MOST_AMOUNT, Beside, Brought, Paid
from thidua.procedures.rules import LONGEST_NAME

OWN = {"key", "attested"}  # fields of every form, which no action takes
MORE = 3  # papers that can be added beside those that are waited for
MOST_DAYS = 60
Given = dict[str, Any]


class ActForm(Keyed):
    """What an act asks of whoever does it: nothing, unless a kind of its own says otherwise."""

    def __init__(self, row: Dossier, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        self.row = row
        self.today = today
        self.add_fields()

    def ask_signature(self) -> None:
        """Ask for the signed sheet of the step."""
        self.fields["attested"] = Upload(
            label=_("Phiếu của bước, đã ký số"),
            help_text=_("Tải phiếu ở liên kết dưới biểu mẫu này, ký số rồi chọn tệp đã ký."),
            required=True,
        )

    def add_fields(self) -> None:
        """Add what depends on the dossier."""

    def given(self, at: datetime) -> Given:  # noqa: ARG002 - files are stored at an instant
        """Give what the action takes beside the dossier, who acts and when."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OWN}


class ReceiveForm(ActForm):
    """The day of the result, where the procedure has no legal time."""

    def add_fields(self) -> None:
        """Ask for an appointment only where the law gives none."""
        if self.row.version.time is None:
            self.fields["appointed"] = an_instant(
                _("Hẹn trả kết quả lúc"),
                _("Thủ tục này chưa có thời hạn; hãy hẹn trong giờ hành chính."),
            )


class ReasonForm(ActForm):
    """Why, in words that the applicant will read."""

    reason = sentences(_("Lý do"), _("Người nộp sẽ đọc những lời này. Ghi rõ việc gì, căn cứ nào."))


class RemarkForm(ActForm):
    """A remark, if there is one."""

    reason = sentences(_("Ghi chú"), required=False)


class ForwardForm(ActForm):
    """To whom, if to somebody."""

    to = forms.ChoiceField(label=_("Giao cho"), required=False)

    def add_fields(self) -> None:
        """List the officers of the unit that decides."""
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Chưa phân công")),
            *officers(self.row.holder_id, self.today),
        ]

    def given(self, at: datetime) -> Given:  # noqa: ARG002 - files are stored at an instant
        """Nobody chosen is nobody."""
        return {"to": self.cleaned_data["to"] or None}


class AssignForm(ActForm):
    """To whom."""

    to = forms.ChoiceField(label=_("Giao cho"))

    def add_fields(self) -> None:
        """List the officers who do not have it yet."""
        here = officers(self.row.holder_id, self.today)
        self.fields["to"].choices = [each for each in here if each[0] != self.row.assigned_id]  # type: ignore[attr-defined]  # a ChoiceField


class ConsultForm(ActForm):
    """Whom to ask, what, and by when."""

    agency = forms.ChoiceField(label=_("Cơ quan được hỏi"))
    question = sentences(_("Nội dung xin ý kiến"))
    days = forms.IntegerField(
        label=_("Trả lời trong (ngày làm việc)"), min_value=1, max_value=MOST_DAYS, initial=2
    )

    def add_fields(self) -> None:
        """List the other agencies."""
        self.fields["agency"].choices = agencies(self.row.holder_id, self.today)  # type: ignore[attr-defined]  # a ChoiceField


class AnswerForm(ActForm):
    """What is answered."""

    answer = sentences(_("Ý kiến trả lời"))


class AmountForm(ActForm):
    """How much is to be paid."""

    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1, max_value=MOST_AMOUNT)
    reason = sentences(_("Nội dung khoản nộp"), required=False)


class PaidForm(ActForm):
    """How it was paid."""

    paid = forms.TypedChoiceField(
        label=_("Cách nộp"),
        coerce=Paid,
        choices=[(each.value, name) for each, name in PAID.items()],
    )


class ApologyForm(ActForm):
    """Why it is late, and when the result comes."""

    again = an_instant(
        _("Hẹn lại lúc"), _("Sau ngày hẹn đang có, trong giờ hành chính. Chỉ hẹn lại một lần.")
    )
    reason = sentences(_("Lý do chậm"))


class SignedForm(ActForm):
    """The signed result."""

    def add_fields(self) -> None:
        """Ask for a file, unless a result on paper is enough."""
        words = _("Tệp PDF đã ký số của người ký. Chữ ký được kiểm tra trước khi ghi.")
        self.fields["content"] = Upload(
            label=_("Kết quả đã ký số"), help_text=words, required=not self.row.paper_result
        )

    def given(self, at: datetime) -> Given:  # noqa: ARG002 - the action stores it
        """Give the file's content, None for a result on paper."""
        file = self.cleaned_data.get("content")
        return {"content": file[1] if file else None}


class PapersForm(ActForm):
    """Files of papers that the counter has, and papers that come now."""

    def add_fields(self) -> None:
        """Make a row for each paper without a file, and some more."""
        self.waiting = list(self.row.papers.filter(held=None, result=False).order_by("pk"))
        for paper in self.waiting:
            self.fields[f"file_{paper.pk}"] = Upload(label=paper.component)
        for number in range(1, MORE + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Giấy tờ khác %(number)s") % {"number": number},
                required=False,
                max_length=LONGEST_NAME,
            )
            self.fields[f"more_{number}"] = Upload(
                label=_("Tệp %(number)s (để trống nếu nộp bản giấy)") % {"number": number}
            )

    def clean(self) -> Given:
        """Ask for something, and for a name of each file."""
        found = super().clean() or {}
        if not self.errors and not any(found[name] for name in found if name != "key"):
            raise forms.ValidationError(
                _("Chưa có giấy tờ nào. Hãy chọn tệp hoặc ghi tên giấy tờ.")
            )
        for number in range(1, MORE + 1):
            if found.get(f"more_{number}") and not found.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("Hãy ghi tên của giấy tờ này."))
        return found

    def given(self, at: datetime) -> Given:
        """Store the files for the dossier, and give the papers."""
        return {"papers": tuple(self._papers(at))}

    def _papers(self, at: datetime) -> Iterator[Brought]:
        for paper in self.waiting:
            if file := self.cleaned_data.get(f"file_{paper.pk}"):
                yield brought(self.row.subject, paper.component, file, at)
        for number in range(1, MORE + 1):
            if name := self.cleaned_data[f"name_{number}"]:
                yield brought(self.row.subject, name, self.cleaned_data[f"more_{number}"], at)


def brought(owner: str, component: str, file: tuple[str, bytes] | None, at: datetime) -> Brought:
    """Store a file, where there is one, and give the paper."""
    if file is None:
        return Brought(component)
    held = store(content=file[1], name=file[0], owner=owner, label=component, at=at)
    return Brought(component, held.pk)


FORMS: Mapping[str, type[ActForm]] = {
    Act.RECEIVE: ReceiveForm,
    Act.REFUSE: ReasonForm,
    Act.FORWARD: ForwardForm,
    Act.ASSIGN: AssignForm,
    Act.CONSULT: ConsultForm,
    Act.ASK_SUPPLEMENT: ReasonForm,
    Act.SUPPLEMENT: PapersForm,
    Act.ASK_PAYMENT: AmountForm,
    Act.PAY: PaidForm,
    Act.APOLOGISE: ApologyForm,
    Act.WITHDRAW: RemarkForm,
    Act.STOP: ReasonForm,
    Act.PROPOSE: RemarkForm,
    Act.SEND_BACK: ReasonForm,
    Act.APPROVE: ActForm,
    Act.SIGN: SignedForm,
    Act.RETURN: ActForm,
    Beside.ANSWER: AnswerForm,
    Beside.DIGITISE: PapersForm,
    Beside.TAKE_OVER: ActForm,
}
