"""Running a campaign: its calendar, who is behind, its close, the council, the official edition."""
