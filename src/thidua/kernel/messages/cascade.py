"""What can go wrong in `campaigns` where a plan stands under another."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message


def _refused(vi: str, en: str) -> Message:
    return Message(422, vi, en)


MESSAGES: Mapping[str, Message] = {
    "campaigns.bad-parent": _refused(
        '“{value}” không phải là cách ghi kế hoạch cấp trên. Hãy ghi mã và số bản, ví dụ "chuyen-doi-so-2026@1".',
        '“{value}” does not name a parent plan. Write its code and version, such as "chuyen-doi-so-2026@1".',
    ),
    "campaigns.parent-is-itself": _refused(
        "Kế hoạch ghi cấp trên là chính nó (“{value}”). Hãy ghi kế hoạch của cấp trên, hoặc bỏ mục parent.",
        "The plan names itself as its parent (“{value}”). Name the plan above it, or leave parent out.",
    ),
    "campaigns.parent-unknown": _refused(
        "Chưa có kế hoạch cấp trên “{parent}” nào được ban hành. Hãy kiểm tra mã, hoặc ban hành kế hoạch cấp trên trước.",
        "No parent plan “{parent}” is published. Check the code, or publish the parent plan first.",
    ),
    "campaigns.parent-version-unknown": _refused(
        "Kế hoạch cấp trên “{parent}” chưa có bản {version}; bản mới nhất đã ban hành là {newest}.",
        "The parent plan “{parent}” has no version {version}; the newest published one is {newest}.",
    ),
    "campaigns.parent-not-looked-at": _refused(
        "Nhắc: chưa đối chiếu với kế hoạch cấp trên “{parent}” vì không có kế hoạch đó ở đây.",
        "Note: not compared with the parent plan “{parent}”, which is not known here.",
    ),
    "campaigns.root-not-under-parent": _refused(
        "Đơn vị “{root}” không trực thuộc đơn vị của kế hoạch cấp trên (“{above}”) vào ngày {day}. Hãy sửa root, tree_day hoặc parent.",
        "The unit “{root}” is not under the unit of the parent plan (“{above}”) on {day}. Correct root, tree_day or parent.",
    ),
    "campaigns.period-outside-parent": _refused(
        "Thời gian thi đua phải nằm trong thời gian của kế hoạch cấp trên “{parent}” ({first} đến {last}).",
        "The campaign has to lie within the days of the parent plan “{parent}” ({first} to {last}).",
    ),
    "campaigns.measure-not-parents": _refused(
        "Số đếm “{measure}”: kế hoạch cấp trên ghi {key} là “{asked}”, tệp này ghi “{found}”. Hãy ghi như cấp trên, hoặc đặt mã khác.",
        "The measure “{measure}”: the parent plan has “{asked}” as {key}, this file has “{found}”. Write what the parent has, or use another key.",
    ),
    "campaigns.parents-criterion-missing": _refused(
        "Khối “{group}” thiếu tiêu chí “{criterion}” ({label}) mà kế hoạch cấp trên chấm các đơn vị này. Hãy thêm tiêu chí.",
        "The group “{group}” lacks the criterion “{criterion}” ({label}) by which the parent plan ranks these units. Add it.",
    ),
    "campaigns.parents-criterion-not-for-group": _refused(
        "Tiêu chí “{criterion}” của kế hoạch cấp trên phải áp dụng cả cho khối “{group}”. Hãy ghi khối này vào applies_to.",
        "The parent plan's criterion “{criterion}” has to apply to the group “{group}” too. Add the group to applies_to.",
    ),
    "campaigns.parents-criterion-changed": _refused(
        "Tiêu chí “{criterion}”: {key} phải như kế hoạch cấp trên là {asked}. Nếu muốn tính khác, hãy thêm tiêu chí riêng với mã khác.",
        "The criterion “{criterion}”: {key} has to be as in the parent plan, {asked}. To count otherwise, add a criterion of your own with another code.",
    ),
    "campaigns.parents-criterion-without-points": _refused(
        "Tiêu chí “{criterion}” của kế hoạch cấp trên được 0 điểm ở đây. Điểm được chia lại nhưng phải lớn hơn 0.",
        "The parent plan's criterion “{criterion}” has no points here. Points may be spread anew, but not to nothing.",
    ),
    "campaigns.parents-target-missing": _refused(
        "Tiêu chí “{criterion}” thiếu chỉ tiêu; kế hoạch cấp trên yêu cầu {asked}. Hãy ghi target bằng hoặc chặt hơn mức đó.",
        "The criterion “{criterion}” has no target; the parent plan asks for {asked}. Write that as target, or a stricter one.",
    ),
    "campaigns.target-below-parents": _refused(
        "Chỉ tiêu của “{criterion}” là {found}, thấp hơn mức {asked} của kế hoạch cấp trên. Chỉ được nâng, không được hạ.",
        "The target of “{criterion}” is {found}, below the {asked} of the parent plan. It may be raised, never lowered.",
    ),
    "campaigns.target-above-parents": _refused(
        "Chỉ tiêu của “{criterion}” là {found}, lỏng hơn mức {asked} của kế hoạch cấp trên (càng thấp càng tốt). Hãy ghi {asked} hoặc thấp hơn.",
        "The target of “{criterion}” is {found}, laxer than the {asked} of the parent plan (lower is better). Write {asked} or less.",
    ),
    "campaigns.parents-values-changed": _refused(
        "Tiêu chí “{criterion}”: {key} phải giống hệt kế hoạch cấp trên.",
        "The criterion “{criterion}”: {key} has to be just as in the parent plan.",
    ),
    "campaigns.parents-bound-eased": _refused(
        "Tiêu chí “{criterion}”: mức {key} dễ hơn kế hoạch cấp trên (cấp trên ghi {asked}). Hãy ghi bằng hoặc chặt hơn.",
        "The criterion “{criterion}”: {key} is easier than in the parent plan, which has {asked}. Write that, or a stricter one.",
    ),
    "campaigns.parents-bands-eased": _refused(
        "Tiêu chí “{criterion}”: có mức được phần điểm cao hơn kế hoạch cấp trên cho (cấp trên: {asked} số điểm). Hãy nâng mức hoặc giảm điểm của mức đó.",
        "The criterion “{criterion}”: a band earns a larger part of the points than in the parent plan ({asked} of the points). Raise the band or lower its points.",
    ),
}
