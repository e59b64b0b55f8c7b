"""One JSON object a line, for programs: everything, exactly."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.listing.entry import Row


def render(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row) + "\n"
