"""What residents do by themselves: accounts, filing, and their home."""
