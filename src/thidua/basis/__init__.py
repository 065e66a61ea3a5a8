"""What standings stand on: the facts that count once figures are frozen, and the trees to show them on."""
