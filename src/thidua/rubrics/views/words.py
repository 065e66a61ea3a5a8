"""How a criterion gives points, in words that name its own numbers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Criterion, Form, Plan, Scope, Zero
from thidua.plans.rules.reading import plain
from thidua.rubrics.rules import Reading
from thidua.rubrics.rules.recount import Match


class Mark(NamedTuple):
    """A sign that never stands without its words; `style` is its class in the style sheet."""

    sign: str
    words: Promise
    style: str


METHODS: Mapping[str, Promise] = {
    "proportional": _("%(points)s điểm nhân với tỷ lệ"),
    "attainment": _("đủ %(points)s điểm từ %(target)s; dưới mức đó theo phần đã đạt"),
    "threshold": _("đủ %(points)s điểm từ %(target)s; dưới mức đó không có điểm"),
    "steps": _("theo mức đạt được: %(bands)s"),
    "count_target": _("đủ %(points)s điểm từ %(target)s; dưới mức đó theo phần đã đạt"),
    "per_item": _("mỗi đơn vị đếm được %(each)s điểm, nhiều nhất %(cap)s điểm"),
    "inverse": _("càng thấp càng nhiều điểm, nhiều nhất %(points)s điểm"),
    "best_in_group": _("%(points)s điểm nhân với kết quả chia cho kết quả tốt nhất trong khối"),
    "leader_excess": _("nửa của %(points)s điểm khi đạt %(target)s, nửa còn lại theo phần vượt"),
    "role": _("theo giá trị: %(values)s"),
    "judged": _("số được chấm chia %(scale)s, nhân %(points)s điểm"),
}
FORMS: Mapping[Form, Promise] = {
    Form.RATIO: _("tử số trên mẫu số"),
    Form.COUNT: _("số đếm được"),
    Form.RATIO_TIMES: _("tích của hai tỷ lệ"),
    Form.COMPLEMENT: _("100 % trừ các tỷ lệ"),
    Form.GREATER_DENOMINATOR: _("tử số trên mẫu số lớn hơn"),
    Form.MEMBERS_REACHING: _("phần đơn vị cấp dưới đạt mức"),
}
SCOPES: Mapping[Scope, Promise] = {
    Scope.OWN: _("tính riêng cơ quan của đơn vị"),
    Scope.CHILDREN: _("tính các đơn vị cấp dưới"),
    Scope.TERRITORY: _("tính toàn địa bàn"),
}
ZEROS: Mapping[Zero, Promise] = {
    Zero.NOT_APPLICABLE: _("mẫu số bằng 0: không áp dụng"),
    Zero.FULL: _("mẫu số bằng 0: đủ điểm"),
    Zero.ZERO: _("mẫu số bằng 0: 0 điểm"),
}
DIFFERENCES: Mapping[str, Promise] = {
    "indicator": _("cách lập tỷ lệ"),
    "target": _("ngưỡng"),
    "method": _("cách tính điểm"),
    "points": _("điểm tối đa"),
    "zero": _("khi mẫu số bằng 0"),
}
READINGS: Mapping[Reading, Promise] = {
    Reading.WRITTEN: _("Theo văn bản"),
    Reading.COUNTED: _("Như cổng chấm"),
}
MATCHES: Mapping[Match, Mark] = {
    Match.SAME: Mark("✓", _("khớp"), "reached"),
    Match.DIFFERENT: Mark("✕", _("lệch"), "missed"),
    Match.ALONE: Mark("·", _("không có số riêng để so"), "unknown"),
    Match.UNREBUILT: Mark("–", _("chưa dựng lại được"), "unknown"),
}


def method(criterion: Criterion) -> str:
    """Say how the criterion gives points."""
    params = criterion.params
    facts = {
        "points": number(criterion.points),
        "target": _target(criterion),
        "each": _given(params, "each"),
        "cap": _given(params, "cap") or number(criterion.points),
        "scale": _given(params, "scale"),
        "bands": _bands(criterion),
        "values": _values(cast("Mapping[Fraction, Fraction]", params.get("values", {}))),
    }
    return str(METHODS[criterion.method] % facts)


def ratio(plan: Plan, criterion: Criterion) -> str:
    """Say what is divided by what, in the labels of the measures."""
    parts = [
        " / ".join(" + ".join(labels(plan, keys)) for keys in (part.numerator, below) if keys)
        for part in criterion.indicator.parts
        for below in (part.denominator,)
    ]
    return "; ".join(parts)


def labels(plan: Plan, keys: Iterable[str]) -> list[str]:
    """Give the labels of measures."""
    return [plan.measures[key].label for key in keys]


def number(value: Fraction) -> str:
    """Write an exact number: `12,5`, `1/3`."""
    return plain(value).replace(".", ",")


def _target(criterion: Criterion) -> str:
    if criterion.target is None:
        return ""
    return _amount(criterion.target.value, in_shares=criterion.target.is_share)


def _amount(value: Fraction, *, in_shares: bool) -> str:
    return f"{number(value * 100)}\N{NO-BREAK SPACE}%" if in_shares else number(value)


def _given(params: Mapping[str, object], key: str) -> str:
    value = params.get(key)
    return number(value) if isinstance(value, Fraction) else ""


def _bands(criterion: Criterion) -> str:
    bands = cast("tuple[tuple[Fraction, Fraction], ...]", criterion.params.get("bands", ()))
    in_shares = criterion.indicator.form is not Form.COUNT
    each = [
        gettext("từ %(least)s: %(points)s điểm")
        % {"least": _amount(least, in_shares=in_shares), "points": number(points)}
        for least, points in bands
    ]
    return ", ".join(each)


def _values(values: Mapping[Fraction, Fraction]) -> str:
    each = [
        gettext("%(value)s được %(part)s điểm tối đa")
        % {"value": number(value), "part": _amount(part, in_shares=True)}
        for value, part in sorted(values.items())
    ]
    return ", ".join(each)
