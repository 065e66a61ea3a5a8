"""What the pages of the portal decide: who moved, who leads and why, how a list is sorted."""
