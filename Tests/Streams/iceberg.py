"""Iceberg's runtime for Spark 3.5, whose relocated Jackson is in no package: it is made of Spark's own."""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
import zipfile
from pathlib import Path

RULE = "rule com.fasterxml.jackson.** org.apache.iceberg.shaded.com.fasterxml.jackson.@1\n"
JAVA = Path("/usr/share/java")
# Made once for an environment, beside its packages.
RELOCATED = "iceberg-relocated-jackson.jar"


def folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is missing: run Tests/run --environments-only")
    return Path(found.origin).parent


def jars() -> list[Path]:
    """What Spark is given as `spark.jars`."""
    runtime = folder("snowpark_connect_deps_iceberg") / "jars"
    return [*sorted(runtime.glob("iceberg-spark-*-3.5_2.12-*.jar")), relocated(runtime / RELOCATED)]


def relocated(target: Path) -> Path:
    if target.exists():
        return target
    spark = folder("pyspark") / "jars"
    with tempfile.TemporaryDirectory() as scratch:
        plain, rules, made = Path(scratch) / "plain.jar", Path(scratch) / "rules", Path(scratch) / "made.jar"
        with zipfile.ZipFile(plain, "w") as output:
            for name in ("core", "databind", "annotations"):
                (source,) = spark.glob(f"jackson-{name}-2.*.jar")
                copy_classes(source, output)
        rules.write_text(RULE)
        path = ":".join(
            str(JAVA / f"{name}.jar") for name in ("jarjar", "asm", "asm-commons", "asm-tree", "asm-analysis")
        )
        words = ["java", "-cp", path, "com.tonicsystems.jarjar.Main", "process", str(rules), str(plain), str(made)]
        subprocess.run(words, check=True)
        made.rename(target) if made.stat().st_dev == target.parent.stat().st_dev else target.write_bytes(
            made.read_bytes()
        )
    return target


def copy_classes(source: Path, output: zipfile.ZipFile) -> None:
    with zipfile.ZipFile(source) as jar:
        for name in jar.namelist():
            # Classes of newer versions of Java are beyond what jarjar reads.
            if name.endswith(".class") and not name.startswith("META-INF/") and name != "module-info.class":
                output.writestr(name, jar.read(name))
