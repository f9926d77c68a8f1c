"""The plots of README.md and docs are those of today's records: `make plots` draws them."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from recipes.base_curve import main as draw_base_curve
from recipes.pooled import learning_curve, pool
from recipes.report import main
from socratic.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


def assert_same(drawn: Path, kept: Path) -> None:
    """Another machine may draw an edge a shade lighter; three answers of 900 that change make a mean of 0.018."""
    with Image.open(drawn) as first, Image.open(kept) as second:
        assert first.size == second.size, f"{kept} is not of today's records: run `make plots`"
        difference = ImageStat.Stat(ImageChops.difference(first.convert("L"), second.convert("L")))
    assert difference.mean[0] < 0.005, f"{kept} is not of today's records: run `make plots`"


@pytest.mark.parametrize(("name", "options"), [("methods", []), ("sizes", ["--kinds", "sizes"])])
def test_the_plots_of_the_methods(
    name: str, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(ROOT / "results" / name), "--plots", str(tmp_path), *options])
    said = capsys.readouterr().out
    drawn = sorted(file.name for file in tmp_path.iterdir())
    assert drawn == sorted(file.name for file in (ROOT / "docs" / name).glob("*.png"))
    for file in drawn:
        assert_same(tmp_path / file, ROOT / "docs" / name / file)
        assert f"{tmp_path / file}: " in said


def test_the_learning_curve(tmp_path: Path) -> None:
    learning_curve(pool(ROOT / "results" / "study"), tmp_path / "curve.png")
    assert_same(tmp_path / "curve.png", ROOT / "docs" / "learning-curve.png")


def test_the_curve_of_the_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw_base_curve([str(ROOT / "results"), "--plot", str(tmp_path / "curve.png")])
    assert capsys.readouterr().out == f"{tmp_path / 'curve.png'}\n"
    assert_same(tmp_path / "curve.png", ROOT / "docs" / "base-curve.png")


def test_a_curve_of_the_base_without_its_records(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no scores"):
        draw_base_curve([str(tmp_path), "--plot", str(tmp_path / "curve.png")])


@pytest.mark.parametrize("name", ["stageX", "stage99", "stage0", "stage05"])
def test_a_curve_of_the_base_with_a_stage_that_there_is_not(name: str, tmp_path: Path) -> None:
    (tmp_path / "study").symlink_to(ROOT / "results" / "study")
    (tmp_path / "bases" / name).mkdir(parents=True)
    with pytest.raises(ConfigError, match=rf"{name}: the base has had stage1 to stage\d+; rename"):
        draw_base_curve([str(tmp_path), "--plot", str(tmp_path / "curve.png")])


def test_a_kind_of_plot_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(ROOT / "results" / "sizes"), "--plots", str(tmp_path / "plots"), "--kinds", "sizes", "colours"])
    assert "there is no colours; choose from sizes, accuracy, steps, cost, learning-curve" in capsys.readouterr().err
    assert not (tmp_path / "plots").exists()
    with pytest.raises(SystemExit):
        main([str(ROOT / "results" / "sizes"), "--kinds", "sizes"])
    assert "give --plots DIR too" in capsys.readouterr().err
