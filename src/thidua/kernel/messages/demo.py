"""What can go wrong in `demo`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "demo.no-split": Message(
        422,
        "Không chia được tổng {total}: các phần chỉ chứa được từ {low} đến {high}. Hãy kiểm tra số đã công bố trong data/figures.",
        "The total {total} cannot be split: the parts hold from {low} to {high}. Check the published figures in data/figures.",
    ),
    "demo.identity-broken": Message(
        409,
        "Số mô phỏng không khớp ở đơn vị {unit}, số đếm {measure}, ngày {day}. Chưa ghi số đếm nào. Hãy xóa thư mục kho, chọn mầm khác (--seed) và báo cho nhóm phát triển.",
        "Simulated counts contradict each other at unit {unit}, measure {measure}, day {day}. No counts were stored. Delete the store's folder, take another --seed and tell the developers.",
    ),
    "demo.total-differs": Message(
        409,
        "Tổng mô phỏng của {unit}, số đếm {measure}, là {found}, trong khi số đã công bố là {expected}. Chưa ghi số đếm nào. Hãy xóa thư mục kho, chọn mầm khác (--seed) và báo cho nhóm phát triển.",
        "The simulated total of {unit}, measure {measure}, is {found}, while {expected} was published. No counts were stored. Delete the store's folder, take another --seed and tell the developers.",
    ),
    "demo.prize-differs": Message(
        409,
        "Giải của {group} tính ra {found}, trong khi đã công bố {expected}. Chưa ghi số đếm nào. Hãy xóa thư mục kho, chọn mầm khác (--seed) và báo cho nhóm phát triển.",
        "The prizes of {group} come out as {found}, while {expected} was published. No counts were stored. Delete the store's folder, take another --seed and tell the developers.",
    ),
    "demo.too-early": Message(
        422,
        "Không tạo được phần trình diễn cho ngày {today}: phong trào đang chạy nằm trên địa giới mới. Hãy chọn --today từ {earliest} trở đi.",
        "The demonstration cannot be made for {today}: its running campaign stands on the new map. Take --today from {earliest} on.",
    ),
    "demo.no-device": Message(
        409,
        "Phần trình diễn này không có thiết bị ký mô phỏng. Hãy cài SoftHSM2 ({package}), xóa thư mục kho rồi tạo lại phần trình diễn.",
        "This demonstration has no simulated device to sign with. Install SoftHSM2 ({package}), delete the store's folder and make the demonstration again.",
    ),
    "demo.no-key": Message(
        404,
        "Thiết bị ký mô phỏng không có khóa “{key}”. Các khóa đang có: {known}.",
        "The simulated device has no key “{key}”. It has: {known}.",
    ),
    "demo.half-made": Message(
        409,
        "Kho đã có đơn vị nhưng phần trình diễn chưa trọn vẹn: có thể lần tạo trước bị ngắt giữa chừng, hoặc đây là kho đang dùng thật. Không ghi gì thêm. Nếu là kho trình diễn, hãy xóa thư mục kho rồi tạo lại.",
        "The store has units but no whole demonstration: it was broken off, or this store is in real use. Nothing was added. If it is a demonstration's store, delete its folder and make it again.",
    ),
}
