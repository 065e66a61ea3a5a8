"""What running a campaign decides."""
