"""`python -m kinward`: the command line where no script is installed."""

import sys

from kinward.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
