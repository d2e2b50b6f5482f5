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


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    """The synthesis of the demonstration's opinions and draft, made once."""
    from danvan.sense.job import Order, run

    given = Path(__file__).parents[1] / "src/danvan/site/demo"
    place = tmp_path_factory.mktemp("demonstration") / "ket-qua"
    run(Order([given / "opinions.csv"], place, draft=given / "draft.md"), lambda *_: None)
    return place
