"""A campaign while it runs: its calendar, the reporting route, who is behind, targets."""
