"""What pictures look up in the tables of the apps below; there are none of their own."""
