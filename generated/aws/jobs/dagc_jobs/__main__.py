"""`python dagc_jobs …` in the published tree, and `python -m dagc_jobs …` where installed."""

import sys
from pathlib import Path

if not __package__:
    # Python puts the folder that it runs on the path; what is imported lies beside it.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from dagc_jobs.command import main

if __name__ == "__main__":
    sys.exit(main())
