"""`python -m linklint`"""

import sys

from linklint.cli import main

if __name__ == "__main__":
    sys.exit(main())
