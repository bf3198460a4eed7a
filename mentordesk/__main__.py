"""`python -m mentordesk` is `mentordesk`."""

from __future__ import annotations

import sys

from mentordesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
