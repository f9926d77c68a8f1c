"""space/ is a folder of scripts: its files import one another by name, as they do on Spaces."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "space"))
