"""The shape of what people send."""

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 20_000_000  # bytes


class CountsForm(forms.Form):
    """A CSV file of counts, under the key that was made when the page was opened."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("Tệp CSV"), max_length=200)

    def clean_file(self) -> bytes:
        """Read the file, unless it is larger than a file of counts can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Tệp lớn hơn 20 MB. Hãy chia thành nhiều tệp rồi gửi lần lượt.")
            )
        content: bytes = file.read()
        return content
