"""What the stand-ins of `handouts.output.engine` save: ReportLab's TrueType reader imported with and without them, alternated.

python benchmarks/engine_import.py [runs]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

WITH = "import handouts.output.engine"
WITHOUT = "import handouts.output, reportlab.pdfbase.ttfonts"


def taken_ms(code: str) -> float:
    """The time of a process of its own."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Run and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    rows = [(taken_ms("pass"), taken_ms(WITH), taken_ms(WITHOUT)) for _ in range(runs)]
    bare, light, whole = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"with stand-ins {light - bare:.0f} ms, without {whole - bare:.0f} ms: {(light - bare) / (whole - bare):.2f} of it ({runs} runs)")


if __name__ == "__main__":
    main()
