"""What is refused before anything is sent, and that ordinary files are not.

The secrets are put together here from their parts, so that the repository holds no text in the form of one.
"""

import base64
import io
import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet
import pytest
import torch
from safetensors.numpy import save

from hubkit.errors import Refusal
from hubkit.guards import check_content, check_secrets, collect
from hubkit.manifest import DEFAULT_EXCLUDE, DEFAULT_INCLUDE
from hubkit.secret_plugins import detectors

ROOT = Path(__file__).resolve().parents[2]


def body(length: int, signs: str = "aB3dE5gH7jK9mN1pQ") -> str:
    """`length` characters that look random enough."""
    return (signs * length)[:length]


def base64_text(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


SECRETS = {
    "AWS Access Key": ["AKIA" + body(16, "A2B3C4D5"), 'aws_secret_key = "' + body(40) + '"'],
    "Anthropic API Key": ["sk-ant-" + "api03-" + body(80)],
    "Azure Storage Account access key": ["AccountKey=" + body(86) + "=="],
    "Basic Auth Credentials": ["https" + "://ann:" + body(12) + "@host.example/x"],
    "Databricks Token": ["dapi" + body(32, "0a1b2c3d4e5f6789")],
    "DigitalOcean Token": ["dop_" + "v1_" + body(64, "0a1b2c3d4e5f6789")],
    "Discord Bot Token": ["M" + body(23) + "." + body(6) + "." + body(27)],
    "GitHub Fine-grained Token": ["github" + "_pat_" + body(22) + "_" + body(59)],
    "GitHub Token": ["gh" + kind + "_" + body(36) for kind in "pousr"],
    "GitLab Token": ["glpat" + "-" + body(20)],
    "Google API Key": ["AIza" + body(35)],
    "Google OAuth Client Secret": ["GOCSPX" + "-" + body(28)],
    "Groq API Key": ["gsk_" + body(52)],
    "Hugging Face Token": [
        "hf" + "_" + body(34),
        "api" + "_org_" + body(34),
        "hf" + "_oauth_" + base64_text('{"alg":"none"}') + "." + body(30),
    ],
    "JSON Web Token": [base64_text('{"alg":"HS256"}') + "." + base64_text('{"sub":"ann"}') + "." + body(43)],
    "Mailchimp Access Key": [body(32, "0a1b2c3d4e5f6789") + "-us" + "12"],
    "NPM Access Token": [
        "npm" + "_" + body(36),
        "//registry.example/:_auth" + "Token=" + "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    ],
    "OpenAI Project Key": ["sk-" + "proj-" + body(48), "sk-" + "svcacct-" + body(48)],
    "OpenAI Token": ["sk-" + body(20) + "T3Blbk" + "FJ" + body(20)],
    "OpenRouter API Key": ["sk-or" + "-v1-" + body(64, "0a1b2c3d4e5f6789")],
    "Private Key": ["-----BEGIN " + kind + "PRIVATE " + "KEY-----" for kind in ("", "RSA ", "EC ", "OPENSSH ")],
    "Private Key, Encrypted": ["-----BEGIN " + "ENCRYPTED PRIVATE " + "KEY-----"],
    "PyPI Token": ["pypi-" + "AgEIcHlwaS5vcmc" + body(80)],
    "Replicate API Token": ["r8_" + body(37)],
    "SendGrid API Key": ["SG." + body(22) + "." + body(43)],
    "Slack App Token": ["xapp" + "-1-A0B1C2D3-123456789-" + body(30, "0a1b2c3d")],
    "Slack Token": [
        "xoxb" + "-123456789012-123456789012-" + body(24),
        "https://hooks.slack" + ".com/services/T0AB/B0CD/" + body(24),
    ],
    "Square OAuth Secret": ["sq0csp" + "-" + body(43)],
    "Stripe Access Key": ["sk_" + "live_" + body(24), "rk_" + "live_" + body(24)],
    "Stripe Webhook Secret": ["whsec" + "_" + body(32)],
    "Telegram Bot Token": ["123456789" + ":" + body(35)],
    "Twilio API Key": ["SK" + body(32, "0a1b2c3d4e5f6789")],
    "Weights & Biases Key": ["WANDB_API" + "_KEY=" + body(40, "0a1b2c3d4e5f6789")],
}

CASES = [
    pytest.param(kind, secret, id=f"{kind} {n}") for kind, found in SECRETS.items() for n, secret in enumerate(found)
]


def parquet(column: pyarrow.Array) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a"] * len(column), "text": column}), stream)
    return stream.getvalue()


def npy_of_objects() -> bytes:
    stream = io.BytesIO()
    numpy.save(stream, numpy.array([{"a": 1}], dtype=object), allow_pickle=True)
    return stream.getvalue()


def torch_file(**options: bool) -> bytes:
    stream = io.BytesIO()
    torch.save({"weight": torch.zeros(2)}, stream, **options)
    return stream.getvalue()


FORMS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("notes.md", lambda secret: f"first line\nsecond: {secret}\nthird\n".encode()),
    "text with an allowlist comment": (
        "app.py",
        lambda secret: f"first line\nx = '{secret}'  # pragma: allowlist secret\n".encode(),
    ),
    "JSON after a line break": ("config.json", lambda secret: json.dumps({"x": f"a\n{secret}"}, indent=0).encode()),
    "UTF-16": ("notes.txt", lambda secret: f"first line\nsecond {secret}\n".encode("utf-16")),
    "UTF-16 without a mark": ("notes.txt", lambda secret: f"first line\nsecond {secret}\n".encode("utf-16-be")),
    "binary": ("picture.png", lambda secret: b"\x89PNG\xff\xfe\n\x01" + secret.encode() + b"\x00\xff"),
    "a Parquet cell": ("train.parquet", lambda secret: parquet(pyarrow.array(["clean", f"x {secret} y"]))),
    "a nested Parquet cell": (
        "train.parquet",
        lambda secret: parquet(pyarrow.array([[{"question": "clean"}], [{"question": f"x {secret}"}]])),
    ),
    "safetensors metadata": (
        "model.safetensors",
        lambda secret: save({"weight": numpy.zeros(3)}, metadata={"note": f"x {secret}"}),
    ),
}


def test_every_detector_has_a_case() -> None:
    assert {detector.secret_type for detector in detectors()} == SECRETS.keys()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "secret"), CASES)
def test_each_kind_of_secret_is_refused_in_each_form(kind: str, secret: str, form: str) -> None:
    path, make = FORMS[form]
    refusals = check_content(path, make(secret))

    named = [refusal for refusal in refusals if f"({kind})" in refusal.reason]
    assert len(named) == 1
    assert named[0].path == path
    for refusal in refusals:  # one text may be a secret of two kinds
        assert not leaked(secret, str(refusal))


def leaked(secret: str, text: str) -> bool:
    """Whether any eight characters of the secret's own part stand in `text`."""
    own = secret[4:]
    words = {own[start : start + 8] for start in range(len(own) - 7)} - {"PRIVATE ", "ENCRYPTE"}
    return any(word in text for word in words)


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("text", "line 2"),
        ("JSON after a line break", "line 2"),
        ("UTF-16", "line 2"),
        ("a Parquet cell", "column 'text', row 2"),
        ("a nested Parquet cell", "column 'text', row 2"),
    ],
)
def test_a_refusal_names_the_place(form: str, place: str) -> None:
    path, make = FORMS[form]
    (refusal,) = check_content(path, make(SECRETS["Hugging Face Token"][0]))

    assert refusal.reason.endswith(f": {place}")
    assert "revoke" in refusal.remedy


def test_lines_are_counted_across_large_files_and_a_secret_on_a_cut_is_found_once() -> None:
    token = SECRETS["Hugging Face Token"][0]
    line = "x" * 99 + "\n"
    for lines in (2620, 2621, 2622, 7000):  # 2,621 lines of 100 bytes and a part of one are a chunk of 256 KiB
        (refusal,) = check_secrets("big.txt", (line * lines + "y" * 30 + token + "\n" + line * 3000).encode())
        assert refusal.reason.endswith(f": line {lines + 1}")


def test_many_lines_are_one_refusal() -> None:
    token = SECRETS["Hugging Face Token"][0]
    (refusal,) = check_secrets("log.txt", f"{token}\n".encode() * 12)

    assert refusal.reason.endswith("line 1; line 2; line 3; line 4; line 5 and 7 more")


def test_weights_are_not_searched() -> None:
    token = SECRETS["Hugging Face Token"][0].encode()
    weights = numpy.frombuffer(token + b" " * (40 - len(token)), dtype=numpy.uint8)

    assert check_content("model.safetensors", save({"weight": weights})) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not weights",
        struct.pack("<Q", 10**12) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        save({"weight": numpy.zeros(3)})[:-1],
        save({"weight": numpy.zeros(3)}) + b"more",
        torch_file(),
    ],
)
def test_what_only_has_the_name_of_safetensors_is_refused(content: bytes) -> None:
    (refusal,) = check_content("model.safetensors", content)

    assert refusal.reason == "is no safetensors file"


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", b"not Parquet"])
def test_what_only_has_the_name_of_parquet_is_refused(content: bytes) -> None:
    (refusal,) = check_content("train.parquet", content)

    assert refusal.reason.startswith("is no readable Parquet file")


@pytest.mark.parametrize(
    "content",
    [
        *(pickle.dumps({"a": [1]}, protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),
        torch_file(),
        torch_file(_use_new_zipfile_serialization=False),
        npy_of_objects(),
    ],
)
def test_a_pickle_under_another_name_is_refused(content: bytes) -> None:
    (refusal,) = check_content("weights.dat", content)

    assert "pickle" in refusal.reason
    assert "safetensors" in refusal.remedy


def test_an_array_of_numbers_and_a_plain_zip_are_no_pickles() -> None:
    array, archive = io.BytesIO(), io.BytesIO()
    numpy.save(array, numpy.zeros(4))
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("notes.txt", "nothing")

    assert check_content("zeros.npy", array.getvalue()) == ()
    assert check_content("notes.zip", archive.getvalue()) == ()


@pytest.mark.parametrize("folder", ["results", "socratic", "space", "model_cards", "recipes", "docs"])
def test_files_of_this_repository_are_clean(folder: str) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]

    assert files
    assert [refusal for path in files for refusal in check_content(path.name, path)] == []


@pytest.mark.parametrize(
    "text",
    [
        "a https://huggingface.co/someone/solver@main and git@github.com:x/y.git, http://localhost:7860/x@y",
        "sha256 " + "0a1b2c3d" * 8 + ", commit " + "0a1b2c3d" * 5,
        "hf_hub_download(hf_token=token); HF_TOKEN; hf_xet; task-proj-" + "-name" * 10,
        "data:image/png;base64," + base64.b64encode(bytes(range(256)) * 20).decode(),
        '{"a": "eyJhbGciOiJub25lIn0"}',
        "<<3*4=12>>12 " * 1000,
    ],
)
def test_ordinary_text_is_clean(text: str) -> None:
    assert check_content("README.md", text.encode()) == ()


# What is collected.


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("{}")


def test_files_are_sent_left_out_or_refused_by_their_names(tmp_path: Path) -> None:
    write(
        tmp_path, "config.json", "scores/a.json", "checkpoint-10/optimizer.pt", "checkpoint-10/.env", "run.json", "x.y"
    )

    found = collect(tmp_path, DEFAULT_INCLUDE["model"], DEFAULT_EXCLUDE["model"])

    assert found.files == (
        ("config.json", tmp_path / "config.json"),
        ("scores/a.json", tmp_path / "scores" / "a.json"),
    )
    assert found.left_out == ("checkpoint-10/.env", "checkpoint-10/optimizer.pt", "run.json")
    (refusal,) = found.refusals
    assert refusal.path == "x.y"
    assert "hub.toml" in refusal.remedy


def test_a_prefix_goes_before_every_path_and_patterns_see_it(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "__pycache__/a.pyc", ".env")

    found = collect(tmp_path, ("pack/*",), DEFAULT_EXCLUDE["space"], prefix="pack/")

    assert found.files == (("pack/a.py", tmp_path / "a.py"),)
    assert found.left_out == ("pack/__pycache__/a.pyc",)
    assert [refusal.path for refusal in found.refusals] == ["pack/.env"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (".env", "secrets"),
        (".env.local", "secrets"),
        ("deep/.netrc", "secrets"),
        ("server.pem", "secrets"),
        ("Server.KEY", "secrets"),
        ("id_rsa", "secrets"),
        ("id_ed25519.old", "secrets"),
        ("token", "secrets"),
        (".git-credentials", "secrets"),
        ("pytorch_model.bin", "pickle"),
        ("training_args.bin", "pickle"),
        ("optimizer.pt", "pickle"),
        ("rng_state.pth", "pickle"),
        ("model.ckpt", "pickle"),
        ("data.PKL", "pickle"),
        ("scaler.joblib", "pickle"),
        ("a\\b.json", "backslash"),
        ("a\nb.json", "control character"),
        (".git/config", "Hub takes no files"),
        ("deep/.git/config", "Hub takes no files"),
        (".cache/x.json", "Hub takes no files"),
    ],
)
def test_some_names_are_refused_whatever_the_patterns_say(tmp_path: Path, path: str, reason: str) -> None:
    write(tmp_path, path)

    found = collect(tmp_path, ("*",), ())

    assert found.files == ()
    (refusal,) = found.refusals
    assert reason in refusal.reason
    assert refusal.remedy


def test_an_excluded_git_folder_stays_behind(tmp_path: Path) -> None:
    write(tmp_path, ".git/config", "a.json")

    found = collect(tmp_path, ("*",), (".git/*",))

    assert (found.left_out, found.refusals) == ((".git/config",), ())


def test_a_name_that_is_not_utf8_is_refused_in_printable_form(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m.json")).write_text("{}")
    except OSError:
        pytest.skip("this file system takes no such name")

    (refusal,) = collect(tmp_path, ("*",), ()).refusals

    assert refusal.path.isprintable()
    assert refusal.path.encode().endswith(b".json")


def test_a_link_inside_the_folder_is_sent_as_a_file(tmp_path: Path) -> None:
    write(tmp_path, "config.json")
    (tmp_path / "copy.json").symlink_to("config.json")

    found = collect(tmp_path, ("*.json",), ())

    assert [path for path, _ in found.files] == ["config.json", "copy.json"]
    assert found.files[1][1].read_text() == "{}"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../outside.json", "out of the folder"),
        ("missing.json", "nowhere"),
        ("link.json", "nowhere"),
        ("deep", "link to a folder"),
        ("..", "out of the folder"),
        (".env", "refused itself"),
        (".git/config", "refused itself"),
    ],
)
def test_other_links_are_refused(tmp_path: Path, target: str, reason: str) -> None:
    folder = tmp_path / "folder"
    write(tmp_path, "outside.json", "folder/.env", "folder/.git/config", "folder/deep/a.json")
    (folder / "link.json").symlink_to(target)

    (refusal,) = collect(folder, ("*",), (".env", ".git/*", "deep/*")).refusals

    assert refusal.path == "link.json"
    assert reason in refusal.reason


def test_a_folder_reached_by_a_link_is_read_as_any_other(tmp_path: Path) -> None:
    write(tmp_path, "real/config.json")
    (tmp_path / "linked").symlink_to("real")

    assert [path for path, _ in collect(tmp_path / "linked", ("*",), ()).files] == ["config.json"]


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")

    (refusal,) = collect(tmp_path, ("*",), ()).refusals

    assert "no ordinary file" in refusal.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.json", "deep/b.json")
    (tmp_path / "a.json").chmod(0)
    (tmp_path / "deep").chmod(0)
    try:
        refusals = collect(tmp_path, ("*",), ()).refusals
    finally:
        (tmp_path / "deep").chmod(0o700)

    assert [refusal.path for refusal in refusals] == ["a.json", "deep"]


def test_a_file_that_vanishes_is_a_refusal(tmp_path: Path) -> None:
    assert check_content("a.json", tmp_path / "a.json") == (
        Refusal("a.json", "cannot be read (No such file or directory)", "mend its permissions, or delete it"),
    )


def test_refusals_hold_json_metadata_of_parquet_too() -> None:
    token = SECRETS["Hugging Face Token"][0]
    stream = io.BytesIO()
    table = pyarrow.table({"a": [1]}).replace_schema_metadata({"note": json.dumps({"key": token})})
    pyarrow.parquet.write_table(table, stream)

    (refusal,) = check_content("train.parquet", stream.getvalue())

    assert refusal.reason.endswith(": the file's metadata")
