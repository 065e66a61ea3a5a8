"""The command `thidua`: hands `verify` over before Django starts, and everything else to the site."""

import os
import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:2] == ["verify"]:
        from thidua.verify.__main__ import main as verify

        sys.exit(verify(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    from thidua.site.cli import main as site

    site()


if __name__ == "__main__":
    main()
