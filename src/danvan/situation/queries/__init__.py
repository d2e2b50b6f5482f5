"""What officers may see of the room."""

from danvan.situation.queries.rounds import STANDINGS, Rates, awaited, own, period, periods, rates

__all__ = ["STANDINGS", "Rates", "awaited", "own", "period", "periods", "rates"]
