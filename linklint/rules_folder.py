"""Where the rules lie: inside the package once installed, beside it in a checkout."""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "_rules")

IS_INSTALLED = os.path.isdir(_INSTALLED)
RULES_FOLDER = _INSTALLED if IS_INSTALLED else os.path.join(os.path.dirname(_PACKAGE), "rules")
