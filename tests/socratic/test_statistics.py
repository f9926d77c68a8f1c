"""The interval and the test against published and independently computed values."""

import pytest
from scipy.stats import binomtest

from socratic.statistics import mcnemar_p, wilson_interval


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, Table I, method 3 (Wilson's score)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_is_scipys() -> None:
    for trials in (1, 2, 7, 50, 1319):
        for successes in {0, 1, trials // 3, trials - 1, trials}:
            theirs = binomtest(successes, trials).proportion_ci(confidence_level=0.95, method="wilson")
            assert wilson_interval(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_the_ends_are_exact() -> None:
    assert wilson_interval(0, 9)[0] == 0.0
    assert wilson_interval(9, 9)[1] == 1.0


def test_mcnemar_is_the_exact_binomial_test() -> None:
    for first, second in [(1, 9), (0, 5), (12, 30), (200, 150), (3, 3), (7, 8)]:
        wanted = binomtest(first, first + second, 0.5).pvalue
        assert mcnemar_p(first, second) == pytest.approx(wanted, rel=1e-9)
        assert mcnemar_p(second, first) == mcnemar_p(first, second)


def test_without_a_disagreement_mcnemar_says_nothing() -> None:
    assert mcnemar_p(0, 0) == 1.0
    assert mcnemar_p(1, 0) == 1.0


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson_interval(successes, trials)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        mcnemar_p(-1, 3)
