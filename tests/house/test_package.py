"""The wheel: nothing in it but the two packages and their files, and it starts where nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import dev
from mentordesk import __version__
from tests.support.sources import RESOURCES, ROOT

pytestmark = pytest.mark.package


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_core_the_desktop_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"mentordesk", "mentordesk_ui", f"mentordesk-{__version__}.dist-info"}


def test_the_wheel_holds_every_resource(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"mentordesk/resources/{file.relative_to(RESOURCES).as_posix()}"
        for file in RESOURCES.rglob("*")
        if file.is_file()
    }
    assert shipped - held == set()


def test_the_wheel_holds_no_tests_and_nothing_made_by_tools(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [
        name for name in names if "test" in name.split("/")[-1] or "__pycache__" in name or name.endswith(".pyc")
    ] == []


def test_installed_in_a_clean_environment_it_says_its_version_and_finds_its_files(wheel: Path, tmp_path: Path) -> None:
    """The dependencies come from this environment, so that nothing is fetched; MentorDesk itself only from the wheel."""
    builder = venv.EnvBuilder(with_pip=False)
    builder.create(tmp_path / "clean")
    python = tmp_path / "clean" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    here = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", here], capture_output=True, text=True, check=True).stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    _lend_dependencies(packages)
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    said = subprocess.run(
        [python, "-m", "mentordesk", "--version"], env=clean, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert __version__ in said.stdout
    asked = "import mentordesk_ui, mentordesk.folders as f; print(mentordesk_ui.__file__); print(f.resource('themes', 'light.toml'))"
    found = subprocess.run([python, "-c", asked], env=clean, cwd=tmp_path, capture_output=True, text=True, check=True)
    places = [Path(line) for line in found.stdout.split("\n") if line]
    assert [place.is_relative_to(packages) and place.exists() for place in places] == [True, True]


def _lend_dependencies(packages: Path) -> None:
    """Link what is pinned for running into an environment, but not this checkout."""
    from importlib.metadata import distribution

    for line in (dev.PINS / "run.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#") or ";" in line:
            continue
        found = distribution(line.split("==")[0])
        for top in {file.parts[0] for file in found.files or [] if file.parts[0] not in {"..", "__pycache__"}}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(found.locate_file(top))))
