"""What a campaign's first page says: who leads, what is behind, who moved."""
