"""Patterns of `.gitignore` and `.gitattributes`, as far as the Hub needs them: which files to leave out, which are LFS.

```python
ignored("*.log\n!keep.log\n", "runs/a.log")          # True
stored_as_lfs("*.bin filter=lfs diff=lfs\n", "x.bin")  # True
```
"""

import re

__all__ = ["DEFAULT_ATTRIBUTES", "ignored", "stored_as_lfs"]

# fmt: off
_COMMON = (
    "7z", "arrow", "avro", "bin", "bz2", "ckpt", "ftz", "gz", "h5", "joblib", "lfs.*", "mlmodel", "model", "msgpack",
    "npy", "npz", "onnx", "ot", "parquet", "pb", "pickle", "pkl", "pt", "pth", "rar", "safetensors", "tar.*", "tar",
    "tflite", "tgz", "wasm", "xz", "zip", "zst",
)
_MEDIA = (
    "lz4", "mds", "pcm", "sam", "raw", "aac", "flac", "mp3", "ogg", "wav", "bmp", "gif", "png", "tiff", "jpg", "jpeg",
    "webp", "mp4", "webm",
)
# fmt: on


def _attributes(suffixes: tuple[str, ...]) -> str:
    patterns = [f"*.{suffix}" for suffix in suffixes] + ["saved_model/**/*", "*tfevents*"]
    return "".join(f"{pattern} filter=lfs diff=lfs merge=lfs -text\n" for pattern in patterns)


# What the Hub puts into a new repository, by its kind.
DEFAULT_ATTRIBUTES = {
    "model": _attributes(_COMMON),
    "dataset": _attributes(_COMMON + _MEDIA),
    "space": _attributes(_COMMON),
}


def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern of git as a regular expression on a whole posix path; one without a slash matches at any depth."""
    anchored = "/" in pattern.rstrip("/")
    text, at = "" if anchored else "(?:.*/)?", 0
    pattern = pattern.strip("/")
    while at < len(pattern):
        sign = pattern[at]
        if pattern.startswith("**/", at):
            text, at = text + "(?:.*/)?", at + 3
            continue
        if pattern.startswith("**", at):
            text, at = text + ".*", at + 2
            continue
        closing = pattern.find("]", at + 2) if sign == "[" else -1
        if closing > 0:
            inside = pattern[at + 1 : closing].replace("\\", "\\\\")
            text, at = text + "[" + ("^" + inside[1:] if inside[0] in "!^" else inside) + "]", closing + 1
            continue
        if sign == "\\" and at + 1 < len(pattern):
            at += 1
            sign = pattern[at]
            text += re.escape(sign)
        else:
            text += {"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign))
        at += 1
    return re.compile(text)


def ignored(gitignore: str, path: str) -> bool:
    """Whether a `.gitignore` at the root leaves `path` out: the last rule for it, or for a folder above it, decides."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        left_out = False
        for line in gitignore.splitlines():
            rule = line.rstrip()
            if not rule or rule.startswith("#"):
                continue
            negated = rule.startswith("!")
            rule = rule[1:] if negated else rule
            if rule.endswith("/") and depth == len(parts):
                continue  # a rule for folders
            if _expression(rule).fullmatch("/".join(parts[:depth])):
                left_out = not negated
        if left_out:
            return True  # git, too, cannot take back a file below a folder that is left out
    return False


def stored_as_lfs(gitattributes: str, path: str) -> bool:
    """Whether `.gitattributes` at the root gives `path` to LFS: the last matching line with a filter decides."""
    found = False
    for line in gitattributes.splitlines():
        words = line.split()
        if not words or words[0].startswith("#") or not _expression(words[0]).fullmatch(path):
            continue
        for word in words[1:]:
            if word == "filter=lfs":
                found = True
            elif word in ("-filter", "!filter") or word.startswith("filter="):
                found = False
    return found
