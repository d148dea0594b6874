"""What the bundled program starts."""

import sys

from ifs_desktop.__main__ import main

sys.exit(main())
