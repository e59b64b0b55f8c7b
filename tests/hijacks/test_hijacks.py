"""What the rules on other people's pages find of those that changed hands, and what they say of ordinary ones."""

from __future__ import annotations

import pytest

from tests.hijacks.world import Case, cases, found


@pytest.mark.parametrize("case", cases("hijacked"), ids=lambda case: case.id)
def test_pages_that_changed_hands_are_told(case: Case) -> None:
    assert len(found(case)) == 1


@pytest.mark.parametrize("case", cases("ordinary"), ids=lambda case: case.id)
def test_ordinary_pages_are_left_alone(case: Case) -> None:
    assert found(case) == ()
