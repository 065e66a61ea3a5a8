"""Who may use which route: the permission table as data."""
