"""The page under load: 1 to 50 clients at once, what a full queue says, memory over a thousand requests.

    python tests/benchmarks/space_load.py                                    prints the tables
    python tests/benchmarks/space_load.py --output results/benchmarks/space_load.json

The page runs in a process of its own with the built-in students; the clients are real `gradio_client`s, each with one
request on the way. Times are ratios to a request that is alone, measured in the same run: "first text" is when the
first piece of a step arrives, "answer" when the comparison is complete. One model answers one request at a time, so
with n clients the last one waits for n-1 others: "answer p95 / served" says what the page itself adds.
"""

import argparse
import json
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradio_client import Client

from recipes.records import environment, now, write_json

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = "Ann has {number} bags of 4 apples and eats 2. How many apples are left?"
CLIENTS = (1, 2, 5, 10, 17, 50)
_LONE, _TIMES = 20, 3
"""How often one client asks alone, which all else is compared with, and how often the others do."""

_POLL_SECONDS = 0.01


@dataclass
class Page:
    """The page in a process of its own."""

    process: subprocess.Popen[bytes]
    url: str

    @property
    def resident_mb(self) -> float:
        """Resident memory in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", text)
        assert found
        return int(found[1]) / 1000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1000, help="requests of the memory run")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    page = start()
    try:
        first_load = seconds_of_first_load(page)
        clients = [Client(page.url, verbose=False) for _ in range(max(CLIENTS))]
        ask(clients[0], 3)  # what is loaded at the first request is not the load's fault
        rows = [crowd(clients[:count], times=_LONE if count == 1 else _TIMES) for count in CLIENTS]
        memory = memory_run(page, clients[:8], options.requests)
        leaving = client_that_leaves(page)
    finally:
        page.process.terminate()
        page.process.wait()
    record: dict[str, Any] = {
        "created": now(),
        "environment": environment(),
        "first_page_seconds": first_load,
        "crowds": rows,
        "memory": memory,
        "leaving": leaving,
    }
    print(table(record))
    if options.output:
        write_json(options.output, record)


def start() -> Page:
    """Start the page and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "space" / "app.py"), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return Page(process, url)
        except OSError:
            time.sleep(0.1)
        if process.poll() is not None:
            raise SystemExit("the page did not start")
    raise SystemExit("the page did not answer in time")


def seconds_of_first_load(page: Page) -> float:
    """Seconds from asking for the page to the problem's field being there, in Chromium; NaN without one."""
    from playwright.sync_api import sync_playwright

    from tests.helpers import chromium_path

    path = chromium_path()
    if path is None:
        return float("nan")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page()
        begun = time.perf_counter()
        tab.goto(page.url)
        tab.locator("#problem textarea").wait_for()
        seconds = time.perf_counter() - begun
        browser.close()
    return round(seconds, 2)


@dataclass
class Asked:
    """One request: seconds to its first text and to its answer, or what it was refused with."""

    first: float = 0.0
    whole: float = 0.0
    error: str = ""


def ask(client: Client, number: int) -> Asked:
    """One comparison, as it streams."""
    begun = time.perf_counter()
    asked = Asked()
    job = client.submit(PROBLEM.format(number=number), api_name="/compare_stream")
    while not job.done():  # gradio_client 2's own iterator waits for ever where a request is refused
        if not asked.first and job.outputs():
            asked.first = time.perf_counter() - begun
        time.sleep(_POLL_SECONDS)
    asked.whole = time.perf_counter() - begun
    if error := job.exception():
        asked.error = f"{type(error).__name__}: {error}"
    return asked


def crowd(clients: Sequence[Client], times: int = 1) -> dict[str, Any]:
    """Everybody asks at once, `times` times; the figures are of all requests together."""
    results: list[Asked] = []

    def run(place: int) -> None:
        results.append(ask(clients[place], 2 + place))

    for _ in range(times):
        threads = [threading.Thread(target=run, args=(place,)) for place in range(len(clients))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    served = [asked for asked in results if not asked.error]
    refused = [asked.error for asked in results if asked.error]
    row: dict[str, Any] = {"clients": len(clients), "served": len(served) / times, "refused": len(refused) / times}
    row["refusals"] = sorted(set(refused))
    for name in ("first", "whole"):
        values = sorted(vars(asked)[name] for asked in served)
        row[f"{name}_p50"] = round(statistics.median(values), 3)
        row[f"{name}_p95"] = round(values[min(len(values) - 1, int(0.95 * len(values)))], 3)
    return row


def memory_run(page: Page, clients: Sequence[Client], requests: int) -> dict[str, Any]:
    """Resident memory after each tenth of many requests, eight clients at a time."""
    seen = [page.resident_mb]
    lost = 0
    for _ in range(10):
        done = 0
        while done < requests // 10:
            row = crowd(clients)
            done += int(row["served"])
            lost += int(row["refused"])
        seen.append(page.resident_mb)
    return {"requests": requests, "lost": lost, "resident_mb": [round(value, 1) for value in seen]}


def client_that_leaves(page: Page) -> dict[str, Any]:
    """Seconds until the next one is served when somebody leaves in the middle, as a share of a whole comparison."""
    client = Client(page.url, verbose=False)
    alone = ask(client, 5).whole
    job = client.submit(PROBLEM.format(number=6), api_name="/compare_stream")
    while not job.outputs():
        time.sleep(_POLL_SECONDS)
    job.cancel()
    after = ask(client, 7).whole
    return {"alone": round(alone, 3), "after_leaving": round(after, 3)}


def table(record: dict[str, Any]) -> str:
    """The record as Markdown."""
    alone = record["crowds"][0]
    lines = [
        "| clients | served | refused | first text p50, p95 | answer p50, p95 | answer p95 / served |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for row in record["crowds"]:
        ratios = {key: row[key] / alone[key.replace("p95", "p50")] for key in row if key.endswith(("p50", "p95"))}
        lines.append(
            f"| {row['clients']} | {row['served']:.0f} | {row['refused']:.0f} | {ratios['first_p50']:.1f}, "
            f"{ratios['first_p95']:.1f} | {ratios['whole_p50']:.1f}, {ratios['whole_p95']:.1f} | "
            f"{ratios['whole_p95'] / row['served']:.2f} |"
        )
    memory, leaving = record["memory"], record["leaving"]
    lines += [
        "",
        f"Times are multiples of a request alone: {alone['first_p50']:.2f} s to its first text, "
        f"{alone['whole_p50']:.2f} s to its answer. "
        f"Memory over {memory['requests']:,} requests: {memory['resident_mb'][0]:.0f} MB before, "
        f"{memory['resident_mb'][1]:.0f} MB after the first tenth, {memory['resident_mb'][-1]:.0f} MB at the end; "
        f"{memory['lost']} lost. A request after one that was left half-way took "
        f"{leaving['after_leaving'] / leaving['alone']:.2f} of one alone. The page was there "
        f"{record['first_page_seconds']:.1f} s after a browser asked for it.",
    ]
    refusals = sorted({text for row in record["crowds"] for text in row["refusals"]})
    if refusals:
        lines.append("Refused with: " + "; ".join(refusals))
    return "\n".join(lines)


def table_of(file: str | Path) -> str:
    """The table of a record that `--output` wrote."""
    return table(json.loads(Path(file).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
