"""The calibration used until a draft has confirmed opinions of its own.

Fitted by logistic regression (scikit-learn, C = 10, each draft weighing the same) on the five
generated sets of training text for stance, each read as a draft: the words of a topic before the
first colon or comma are a section, topics met in fewer than 5 (`thin`) or 7 (`worded`) submissions
lie outside the draft. `thin`: sections are titles alone. `worded`: a third of a topic's
submissions, at least 3, drawn with seeds 1 and 2, is the section's text, the rest are the opinions;
the same with meaning (seed 1). `sure`: for `thin` the bar from which 9 of 10
places were right on comments to titles of news articles kept for choosing, for `worded` one that
holds on the generated draft; neither set gave a weight.
"""

from __future__ import annotations

from danvan.sense.place.confidence import Calibration, Logistic

CALIBRATION = Calibration(
    worded=Logistic((3.318, 0.145, 0.011, 0.893), -7.121, 0.5),
    thin=Logistic((0.971, 0.081, 0.383, 0.510), -4.783, 0.7),
    worded_meaning=Logistic((2.327, 0.214, 0.579, 0.815), -6.062, 0.5),
    thin_meaning=Logistic((1.931, 0.085, 0.401, 0.593), -5.264, 0.7),
)
