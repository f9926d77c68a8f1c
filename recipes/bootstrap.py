"""How sure a mean over problems is, by drawing the problems anew: for shares of several seeds, and for differences.

>>> low, high = bootstrap_interval([0, 0.5, 1, 1] * 25)
>>> f"{low:.3f} to {high:.3f}"
'0.540 to 0.705'
>>> paired_difference([1, 1, 1, 0], [1, 1, 1, 0])
(0.0, 0.0, 0.0)
"""

from collections.abc import Sequence

__all__ = ["bootstrap_interval", "paired_difference"]

_RESAMPLES = 9999


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % percentile interval of the mean, problems drawn anew; the same numbers at every call."""
    import numpy
    from scipy.stats import bootstrap

    found = bootstrap(
        (numpy.asarray(values),),
        numpy.mean,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=numpy.random.default_rng(0),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def paired_difference(first: Sequence[float], second: Sequence[float]) -> tuple[float, float, float]:
    """By how much the mean of `first` is above that of `second`, and the ends of its 95 % interval.

    Both hold a value a problem, such as the share of the seeds that solved it, for the same problems in the same order;
    a problem is drawn with both. Raises `ValueError` where they differ in length.
    """
    points = [one - other for one, other in zip(first, second, strict=True)]
    mean = sum(points) / len(points)
    low, high = bootstrap_interval(points) if len(set(points)) > 1 else (mean, mean)
    return mean, low, high
