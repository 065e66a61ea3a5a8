"""What a campaign's documents say: launch notice, weekly bulletin, award list; pure."""
