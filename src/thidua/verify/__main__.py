"""`python -m thidua.verify`."""

import sys


def main(arguments: list[str]) -> int:
    """Run the verifier; exit 0 good, 1 bug, 2 usage, 3 refused."""
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
