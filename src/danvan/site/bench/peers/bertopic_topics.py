"""Topics by BERTopic without a downloaded model; run in an environment of its own.

    python bertopic_topics.py texts.jsonl labels.json least

Its documentation's scikit-learn embeddings (TF-IDF, truncated SVD), UMAP with its defaults and a
seed, HDBSCAN with topics of `least` texts and more.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

begun = time.process_time()
from bertopic import BERTopic  # type: ignore[import-not-found]  # noqa: E402
from sklearn.decomposition import TruncatedSVD  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from umap import UMAP  # type: ignore[import-not-found]  # noqa: E402

imported = time.process_time()


def topics(texts: list[str], least: int) -> list[int]:
    """A topic for each text; −1 where there is none."""
    model = BERTopic(
        embedding_model=make_pipeline(TfidfVectorizer(), TruncatedSVD(100, random_state=0)),
        umap_model=UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0
        ),
        min_topic_size=least,
    )
    return [int(topic) for topic in model.fit_transform(texts)[0]]


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    start = time.process_time()
    labels = topics(texts, int(sys.argv[3]))
    found = {
        "labels": labels,
        "cpu": time.process_time() - start,
        "import": imported - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
