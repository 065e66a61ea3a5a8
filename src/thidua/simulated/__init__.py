"""Dossiers that look real and are not ("mô phỏng"): for the demonstration, tests and measuring."""
