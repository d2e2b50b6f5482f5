"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts for measuring that stands beside some checkouts, never inside."""
    return (
        SHARED if SHARED.is_dir() else pytest.skip("no folder of shared data beside the checkout")
    )
