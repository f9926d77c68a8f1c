"""How sure a count is: an interval for an accuracy, and a test for two methods on the same problems.

>>> low, high = wilson_interval(81, 263)
>>> f"{low:.4f} to {high:.4f}"
'0.2553 to 0.3662'
>>> mcnemar_p(1, 9)
0.021484375
"""

from math import comb, sqrt
from statistics import NormalDist

__all__ = ["mcnemar_p", "wilson_interval"]


def wilson_interval(successes: float, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval (without continuity correction) for a share of `successes` in `trials`, as two shares.

    Newcombe 1998, Statistics in Medicine 17, method 3: unlike the textbook's p ± 1.96·SE it stays within 0 and 1 and
    says something about 0 of 20. `successes` may be the mean of several runs on the same trials; the interval is that
    of one such run then. Raises `ValueError` unless 0 <= successes <= trials, with at least one trial.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no share")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / trials
    middle = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    # At the ends the formula gives 0 and 1 but for rounding.
    low = 0.0 if successes == 0 else (middle - reach) / scale
    high = 1.0 if successes == trials else (middle + reach) / scale
    return low, high


def mcnemar_p(only_first: int, only_second: int) -> float:
    """McNemar's exact two-sided p-value for two methods on the same problems.

    `only_first` and `only_second` count the problems that only one of them got right; the others say nothing about
    which is better. It is the chance of a split at least as uneven if each of these problems had been a fair coin
    (binomial test, exact); 1 where there is no such problem. Raises `ValueError` for a negative count.
    """
    if only_first < 0 or only_second < 0:
        raise ValueError(f"counts cannot be negative: {only_first}, {only_second}")
    trials, fewer = only_first + only_second, min(only_first, only_second)
    tail = sum(comb(trials, count) for count in range(fewer + 1))
    return min(1.0, 2 * tail / (1 << trials))
