"""The verifier: recounts every number of a synthesis and looks up every quote.

A code path of its own: the standard library and pyarrow, nothing of the stages it checks.
"""

from danvan.sense.proof.digests import input_digests, seal, table_digest
from danvan.sense.proof.folder import Unusable
from danvan.sense.proof.verify import Fault, verify

__all__ = ["Fault", "Unusable", "input_digests", "seal", "table_digest", "verify"]
