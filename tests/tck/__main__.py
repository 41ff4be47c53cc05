"""`python -m tests.tck` is `python -m tests.tck.run`."""

from __future__ import annotations

import sys

from tests.tck.run import main

sys.exit(main())
