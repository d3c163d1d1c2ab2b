"""usage: python .ci/dialect.py FILE.sql...

Reads each file as Snowflake SQL and prints FILE:LINE:COL: MESSAGE for every part that
sqlfluff's grammar does not know. Several statements may stand in a file. The exit status
is 0 when there is nothing to print, 1 when there is, 2 when no file is given.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor

from sqlfluff.core import FluffConfig, Linter

# What is no fault of grammar, such as style, is not looked at.
GRAMMAR = {"PRS", "LXR", "TMP"}

_linter = None


def linter():
    """The parser of this process: made once, since the grammar takes a second to load."""
    global _linter
    if _linter is None:
        # A question mark stands for a value that is sent beside the statement.
        placeholder = {"placeholder": {"param_style": "question_mark"}}
        core = {"dialect": "snowflake", "templater": "placeholder", "large_file_skip_byte_limit": 0}
        _linter = Linter(config=FluffConfig(configs={"core": core, "templater": placeholder}))
    return _linter


def faults(file):
    """The lines to print for a file."""
    with open(file, encoding="utf-8") as f:
        sql = f.read()
    if not sql.strip():
        return []
    parsed = linter().parse_string(sql.rstrip() + "\n")
    return [
        f"{file}:{v.line_no}:{v.line_pos}: {' '.join(v.desc().split())[:200]}"
        for v in parsed.violations
        if v.rule_code() in GRAMMAR
    ]


def main(files):
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    largest_first = sorted(files, key=lambda f: (-os.path.getsize(f), f))
    lines = []
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, len(files))) as pool:
        for found in pool.map(faults, largest_first, chunksize=8):
            lines += found
    print("\n".join(sorted(lines)) or f"{len(files)} files are Snowflake SQL")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
