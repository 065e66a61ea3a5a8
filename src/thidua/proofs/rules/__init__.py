"""What pages that prove decide: how a root is read aloud."""
