"""Two versions of a procedure beside each other, as its page shows them in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.procedures.models import Stored
from thidua.procedures.rules.comparing import Line, Mark, compare

FIELDS: Mapping[str, Promise] = {
    "name": _("Tên thủ tục"),
    "field": _("Lĩnh vực"),
    "level": _("Cấp thực hiện"),
    "agency": _("Cơ quan thực hiện"),
    "basis": _("Căn cứ pháp lý"),
    "components": _("Thành phần hồ sơ"),
    "fee": _("Phí, lệ phí"),
    "time": _("Thời hạn giải quyết"),
    "online": _("Dịch vụ công trực tuyến"),
    "integrated": _("Tích hợp Cổng Dịch vụ công quốc gia từ ngày"),
    "published": _("Ngày công bố"),
    "ended": _("Hết hiệu lực từ ngày"),
}
TWO = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """The two versions that are compared, the earlier one first, and what changed."""

    before: Stored
    after: Stored
    lines: tuple[tuple[Promise, Line], ...]
    unknown: bool  # another version was asked for than there is

    @property
    def changed(self) -> list[Promise]:
        """Name the fields that are not as they were."""
        return [name for name, line in self.lines if line.mark is not Mark.SAME]

    @property
    def same(self) -> int:
        """Count the fields that are as they were."""
        return len(self.lines) - len(self.changed)


def beside(versions: Sequence[Stored], asked: QueryDict) -> Beside | None:
    """Compare the versions that are asked for, else the newest two; None where there is only one.

    Versions come with the newest first. A pair that is asked for the wrong way round is turned.
    """
    if len(versions) < TWO:
        return None
    standing = [row for row in versions if not row.replaced]
    newest = standing if len(standing) >= TWO else versions
    places = {row.place: row for row in versions}
    wanted = [places.get(asked.get(key, "")) for key in ("new", "old")]
    chosen = [row or usual for row, usual in zip(wanted, newest, strict=False)]
    after, before = sorted(chosen, key=versions.index)
    lines = compare(before.version, after.version)
    unknown = any(
        key in asked and row is None for key, row in zip(("new", "old"), wanted, strict=True)
    )
    return Beside(before, after, tuple((FIELDS[line.field], line) for line in lines), unknown)
