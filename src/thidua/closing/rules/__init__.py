"""What closing a campaign takes, step by step."""
