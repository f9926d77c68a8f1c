"""Does the folder that hubkit publishes start in a clean environment, installed the way Spaces install it?

    python tests/end_to_end/space_install.py [--python python3.12] [--keep FOLDER]

The files are those of `hubkit plan demo`. Spaces run one `pip install` with the Space's requirements, Gradio with its
extras at the `sdk_version` of the card, `spaces` and torch; so does this, in a new virtual environment, which takes
minutes and, where torch comes with CUDA, gigabytes. Then the page must come up with the built-in students, answer one
problem over its API, and offer its MCP tools. Not a part of `make test` for its length.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx2

from hubkit.card_merge import read_front_matter
from hubkit.cards import PENDING, Pin
from hubkit.manifest import load_manifest
from hubkit.staging import stage

ROOT = Path(__file__).resolve().parents[2]
TORCH = "torch==2.13.0"


def main(arguments: Sequence[str] | None = None) -> None:
    """Install, start, ask, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=shutil.which("python3.12") or sys.executable, help="the Space's Python")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it; its environment is used again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="space-install-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        app = folder / "app"
        shutil.rmtree(app, ignore_errors=True)
        write_files(app)
        python = folder / "venv" / "bin" / "python"
        begun = time.perf_counter()
        if not python.exists():
            subprocess.run([options.python, "-m", "venv", str(folder / "venv")], check=True)
            version = read_front_matter((app / "README.md").read_text(encoding="utf-8"))["sdk_version"]
            wanted = [TORCH, f"gradio[oauth,mcp]=={version}", "spaces", "-r", str(app / "requirements.txt")]
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", *wanted], check=True)
        print(f"installed in {time.perf_counter() - begun:.0f} s", flush=True)
        run(python, app)


def write_files(app: Path) -> None:
    """What would be published of the Space, with its students still to come."""
    manifest = load_manifest(ROOT)
    artefact = manifest.artefacts["demo"]
    pins = {name: Pin(manifest.artefacts[name].repo_id, PENDING) for name in artefact.variables.values()}
    staged = stage(artefact, pins=pins, remote_card=None, locked=None, endpoint="https://huggingface.co")
    if staged.refusals:
        raise SystemExit("\n".join(map(str, staged.refusals)))
    for path, file in staged.files.items():
        target = app / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.source if isinstance(file.source, bytes) else file.source.read_bytes())


def run(python: Path, app: Path) -> None:
    """Start the page without any students named, ask it, stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    environment |= {"GRADIO_SERVER_PORT": str(port), "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"}
    begun = time.perf_counter()
    with subprocess.Popen([str(python), "app.py"], cwd=app, env=environment) as process:
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as http:
                while True:
                    if process.poll() is not None:
                        raise SystemExit(f"app.py ended with status {process.returncode}")
                    try:
                        http.get("/").raise_for_status()
                        break
                    except httpx2.TransportError:
                        time.sleep(0.2)
                print(f"the page was there after {time.perf_counter() - begun:.1f} s", flush=True)
                problem = "Ann has 3 bags of 4 apples and eats 2. How many apples are left?"
                started = http.post("/gradio_api/call/compare", json={"data": [problem, True, 0, 0, False]})
                event = started.raise_for_status().json()["event_id"]
                answer = http.get(f"/gradio_api/call/compare/{event}").text
                if "event: complete" not in answer:
                    raise SystemExit(f"no answer: {answer}")
                print(f"it answered: {answer.splitlines()[1][:150]} ...")
                tools = [tool["name"] for tool in http.get("/gradio_api/mcp/schema").raise_for_status().json()]
                print(f"MCP tools: {', '.join(tools)}")
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
