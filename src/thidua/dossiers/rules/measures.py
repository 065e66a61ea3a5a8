"""The measures of dossiers as bits of a number, so that a row says in one column what it counts for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from thidua.counting.rules import Measure, MeasureKind
from thidua.dossiers import rules

# Bits are stored: new measures are added at the end of their line, and none is ever moved.
ON_RECEIPT: tuple[str, ...] = (
    rules.RECEIVED,
    *rules.BY_CHANNEL.values(),
    *rules.BY_FILER.values(),
    rules.FILER_UNKNOWN,
    rules.SELF_FILED_ONLINE,
    rules.IN_ONLINE_FIELDS,
    rules.FEE_BEARING,
    rules.PAID_ONLINE,
)
ON_CLOSING: tuple[str, ...] = (
    rules.PROCESSED_ALL,
    *rules.BY_TIMING.values(),
    rules.APOLOGIES,
    rules.E_RESULTS,
    rules.DIGITIZED,
    rules.REUSING,
)
_CLOSING_FROM = 24  # bits before it are of the receipt
_BITS = {measure: 1 << place for place, measure in enumerate(ON_RECEIPT)} | {
    measure: 1 << (_CLOSING_FROM + place) for place, measure in enumerate(ON_CLOSING)
}
ALL: tuple[str, ...] = tuple(_BITS)


def bit(measure: str) -> int:
    """Give the bit of a measure, 0 for one that dossiers do not make."""
    return _BITS.get(measure, 0)


def bits(measures: Iterable[str]) -> int:
    """Write measures as one number."""
    return sum({_BITS[measure] for measure in measures})


@lru_cache(maxsize=4096)
def measures_of(number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a number back: the measures of the receipt, and those of the end."""
    return (
        tuple(measure for measure in ON_RECEIPT if number & _BITS[measure]),
        tuple(measure for measure in ON_CLOSING if number & _BITS[measure]),
    )


# What each is called, and the measure that it may not exceed; data/measures.toml says the same.
_SAID: Mapping[str, tuple[str, str | None]] = {
    "dossiers.received": ("Hồ sơ tiếp nhận trong kỳ", None),
    "dossiers.online": (
        "Hồ sơ nộp và xử lý trực tuyến (toàn trình và một phần)",
        "dossiers.received",
    ),
    "dossiers.direct": ("Hồ sơ nộp trực tiếp", "dossiers.received"),
    "dossiers.postal": ("Hồ sơ nộp qua bưu chính công ích", "dossiers.received"),
    "dossiers.filed-by-self": ("Hồ sơ do người dân tự nộp", "dossiers.received"),
    "dossiers.filed-assisted": ("Hồ sơ nộp với trợ giúp tại một cửa", "dossiers.received"),
    "dossiers.filed-by-official": ("Hồ sơ do cán bộ nộp thay", "dossiers.received"),
    "dossiers.filed-by-team": (
        "Hồ sơ do Tổ công nghệ số cộng đồng nộp giúp",
        "dossiers.received",
    ),
    "dossiers.filed-by-post": ("Hồ sơ do nhân viên bưu chính nộp giúp", "dossiers.received"),
    "dossiers.filer-unknown": ("Hồ sơ không rõ ai nộp", "dossiers.received"),
    "dossiers.online-by-self": ("Hồ sơ trực tuyến do người dân tự nộp", "dossiers.online"),
    "dossiers.in-online-fields": (
        "Hồ sơ thuộc lĩnh vực có dịch vụ công trực tuyến",
        "dossiers.received",
    ),
    "dossiers.fee-bearing": ("Hồ sơ phát sinh phí, lệ phí", "dossiers.received"),
    "dossiers.paid-online": ("Hồ sơ thanh toán phí, lệ phí trực tuyến", "dossiers.fee-bearing"),
    "dossiers.processed": ("Hồ sơ đã xử lý", None),
    "dossiers.resolved-early": ("Hồ sơ giải quyết trước hạn", "dossiers.processed"),
    "dossiers.resolved-on-time": ("Hồ sơ giải quyết đúng hạn", "dossiers.processed"),
    "dossiers.resolved-late": ("Hồ sơ giải quyết quá hạn", "dossiers.processed"),
    "dossiers.apologies": (
        "Hồ sơ quá hạn có văn bản xin lỗi và hẹn lại",
        "dossiers.resolved-late",
    ),
    "dossiers.e-results": ("Hồ sơ có kết quả điện tử", "dossiers.processed"),
    "dossiers.digitized": ("Hồ sơ được số hóa thành phần và kết quả", "dossiers.processed"),
    "dossiers.reused-papers": ("Hồ sơ dùng lại giấy tờ, dữ liệu đã có", "dossiers.processed"),
}
MEASURES: tuple[Measure, ...] = tuple(
    Measure(key, label, "hồ sơ", MeasureKind.FLOW, within) for key, (label, within) in _SAID.items()
)
