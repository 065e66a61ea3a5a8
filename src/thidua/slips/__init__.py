"""The forms of the one-stop shop (biểu mẫu một cửa): receipts, refusals, apologies, the register."""
