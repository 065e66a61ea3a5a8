"""Copy what the pages use from npm: `tools/front.py write` after `npm ci --prefix tools/front`.

`tools/front.py check` compares the copies with their list, and the list with npm's lock; it needs no
network and no npm. What is copied is in src/thidua/site/static/vendor, with its licences.
"""

import argparse
import json
import shutil
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import tomli_w

ROOT = Path(__file__).resolve().parents[1]
FRONT = ROOT / "tools" / "front"
VENDOR = ROOT / "src" / "thidua" / "site" / "static" / "vendor"
LIST = VENDOR / "vendor.toml"

FONT = "@fontsource/be-vietnam-pro"
WEIGHTS = (400, 500, 700)
SUBSETS = ("latin", "vietnamese")
FILES = {
    FONT: {
        f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2": f"be-vietnam-pro-{subset}-{weight}.woff2"
        for subset in SUBSETS
        for weight in WEIGHTS
    }
    | {"LICENSE": "be-vietnam-pro.LICENSE"},
    "@noble/ed25519": {"index.js": "noble-ed25519.js", "LICENSE": "noble-ed25519.LICENSE"},
}


def write() -> None:
    """Copy the files anew, and list them."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    listed = []
    for package, files in FILES.items():
        source = FRONT / "node_modules" / package
        about = json.loads((source / "package.json").read_text(encoding="utf-8"))
        for inside, name in files.items():
            shutil.copyfile(source / inside, VENDOR / name)
        sums = {name: _sum(VENDOR / name) for name in files.values()}
        listed.append(
            {
                "package": package,
                "version": about["version"],
                "licence": about["license"],
                "sha256": sums,
            }
        )
    LIST.write_text(tomli_w.dumps({"vendored": listed}), encoding="utf-8")


def problems() -> list[str]:
    """Say what differs between the copies, their list and the lock."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["vendored"]
    locked = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = []
    for each in listed:
        package = each["package"]
        if locked[f"node_modules/{package}"]["version"] != each["version"]:
            found.append(f"{package}: {each['version']} is not the version of package-lock.json")
        found += [
            f"{name}: not the file that is listed"
            for name, digest in each["sha256"].items()
            if not (VENDOR / name).exists() or _sum(VENDOR / name) != digest
        ]
    known = {name for each in listed for name in each["sha256"]} | {LIST.name}
    found += [f"{path.name}: not listed" for path in VENDOR.iterdir() if path.name not in known]
    return found


def _sum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["write", "check"])
    if parser.parse_args().what == "write":
        write()
    if wrong := problems():
        print("\n".join(wrong))
        sys.exit(1)


if __name__ == "__main__":
    main()
