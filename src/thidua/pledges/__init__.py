"""What units promise: registration, pledges, assigned and self-set targets, who does the work."""
