"""Campaigns: their plans, kept as published files that nobody edits."""
