"""What a campaign's first page says, as pure functions: who leads, what is behind, who moved."""
