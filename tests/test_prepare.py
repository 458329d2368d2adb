"""The first start: real processes, a tiny wheel from a local folder, no network."""

import ast
import hashlib
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from desktop import prepare

SCRIPT = """
import sys
from desktop import prepare
try:
    prepare.start(sys.argv[1])
except prepare.Stop as stop:
    sys.exit(prepare.report(stop, True))
import tiny_part
print(tiny_part.__file__)
"""


def make_wheel(folder: Path) -> Path:
    """Make the smallest wheel pip takes."""
    path = folder / "tiny_part-1.0-py3-none-any.whl"
    info = "tiny_part-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny_part.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-part\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(
            f"{info}/RECORD", f"tiny_part.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return path


class Machine:
    """A made-up fresh machine: its own home, its own lock, packages only from a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        self.home.mkdir()
        wheels = root / "wheels"
        wheels.mkdir()
        digest = hashlib.sha256(make_wheel(wheels).read_bytes()).hexdigest()
        self.lock = root / "tiny.lock"
        self.write_lock(digest)
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "XDG_"))
        }
        inherited.pop(prepare.SWITCH, None)
        inherited.pop("PYTHONPATH", None)
        self.variables = inherited | {
            "HOME": str(self.home),
            "LOCALAPPDATA": str(self.home / ".cache"),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_FIND_LINKS": str(wheels),
            "PIP_NO_INDEX": "1",
            "PYTHONUTF8": "1",
        }
        self.cache = self.home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "jemput-bola"

    def write_lock(self, digest: str) -> None:
        self.lock.write_text(f"tiny-part==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")

    def fake_pip(self, code: str) -> None:
        """Put another program in pip's place: how networks and disks fail cannot be had for the asking."""
        folder = self.root / "fake" / "pip"
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "__main__.py").write_text(code, encoding="utf-8")
        self.variables["PYTHONPATH"] = str(folder.parent)

    def begin(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(self.lock)],
            cwd=prepare.HOUSE,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def start(self) -> tuple[int, str, str]:
        """Start and wait: exit code, stdout, stderr."""
        with self.begin() as child:
            out, err = child.communicate()
        return child.returncode, out, err

    def refusal(self, exit_code: int = 3) -> str:
        """Start, which must be refused; give the code."""
        returned, out, err = self.start()
        assert returned == exit_code, err
        error = json.loads(out)["error"]
        assert err.endswith(f"{error['message']}\n{error['hint']}\n")
        return str(error["code"])

    def left(self) -> list[str]:
        return sorted(path.name for path in self.cache.iterdir() if path.name != "lock")

    def environments(self) -> list[str]:
        return [name for name in self.left() if name.startswith("env-")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def wait_for(stream: "IO[str] | None", text: str) -> None:
    """Read a stream until a line holds the text."""
    lines: Iterator[str] = iter(stream or ())
    assert any(text in line for line in lines)


def test_first_start_builds_and_the_second_needs_nothing(machine: Machine) -> None:
    code, out, err = machine.start()
    assert code == 0, err
    assert Path(out.strip()).parent.parent == machine.cache
    assert "1 paket" in err
    assert len(machine.left()) == 1
    machine.fake_pip("raise SystemExit('not needed')")
    assert machine.start() == (0, out, "")


def test_another_lock_makes_another_environment(machine: Machine) -> None:
    machine.start()
    machine.lock.write_text("# changed\n" + machine.lock.read_text())
    assert machine.start()[0] == 0
    assert len(machine.environments()) == 2


def test_line_endings_of_a_checkout_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "unix").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "windows").write_bytes(b"a==1\r\nb==2\r\n")
    assert prepare.key(str(tmp_path / "unix")) == prepare.key(str(tmp_path / "windows"))


def test_two_first_starts_at_once_both_succeed(machine: Machine) -> None:
    with machine.begin() as first, machine.begin() as second:
        results = [first.communicate(), second.communicate()]
    assert results[0][0] == results[1][0] != ""
    assert "".join(err for _, err in results).count("untuk pertama kali") == 1
    assert len(machine.left()) == 1


def test_the_second_waits_with_a_sentence(machine: Machine) -> None:
    machine.cache.mkdir(parents=True)
    with (machine.cache / "lock").open("a+b") as turn:
        assert prepare._locked(turn.fileno())
        child = machine.begin()
        wait_for(child.stderr, prepare.sentences()["prepare_waiting"])
        assert machine.environments() == []
    child.communicate()
    assert child.returncode == 0
    assert len(machine.environments()) == 1


def test_killed_in_the_middle_it_starts_afresh(machine: Machine) -> None:
    pythonpath = machine.variables.get("PYTHONPATH", "")
    machine.fake_pip("import sys; print('Collecting tiny-part', flush=True); sys.stdin.read()")
    child = machine.begin()
    wait_for(child.stderr, "untuk pertama kali")
    child.kill()
    child.communicate()
    assert machine.environments() == []
    machine.variables["PYTHONPATH"] = pythonpath
    assert machine.start()[0] == 0
    assert machine.left() == machine.environments()


@pytest.mark.skipif(
    sys.platform == "win32", reason="a console's Ctrl+C cannot be sent to one process on Windows"
)
def test_ctrl_c_leaves_nothing_half_made(machine: Machine) -> None:
    machine.fake_pip("import sys; print('Collecting tiny-part', flush=True); sys.stdin.read()")
    # Whoever runs the tests behind a shell's "&" hands down that Ctrl+C is to be ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = machine.begin()
    wait_for(child.stderr, "untuk pertama kali")
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate()
    assert (child.returncode, json.loads(out)["error"]["code"]) == (130, "prepare_cancelled")
    assert machine.left() == []


def test_a_package_that_is_not_the_recorded_one_is_refused(machine: Machine) -> None:
    machine.write_lock("0" * 64)
    assert machine.refusal() == "prepare_hash_mismatch"
    assert machine.left() == []


def test_no_network(machine: Machine) -> None:
    del machine.variables["PIP_NO_INDEX"], machine.variables["PIP_FIND_LINKS"]
    # Port 9 discards; nothing listens there. One try again, for pip names the reason only then.
    machine.variables |= {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "1"}
    assert machine.refusal() == "prepare_no_network"
    assert machine.left() == []


def test_a_package_nobody_has(machine: Machine) -> None:
    machine.variables["PIP_FIND_LINKS"] = str(machine.home)
    assert machine.refusal() == "prepare_no_package"


def test_a_full_disk_while_pip_writes(machine: Machine) -> None:
    machine.fake_pip("raise OSError(28, 'No space left on device')")
    assert machine.refusal() == "prepare_disk_full"
    assert machine.left() == []


def test_an_unknown_failure_shows_what_pip_said_last(machine: Machine) -> None:
    machine.fake_pip("import os; raise SystemExit('odd thing in ' + os.path.expanduser('~'))")
    _, _, err = machine.start()
    assert "odd thing in ~\n" in err
    assert machine.refusal() == "prepare_pip_failed"


def test_a_cache_that_cannot_be_written(machine: Machine) -> None:
    machine.cache.parent.parent.mkdir(exist_ok=True)
    machine.cache.parent.write_text("a file in the folder's place")
    assert machine.refusal() == "prepare_cache_unwritable"


def test_switched_off_it_does_nothing(machine: Machine) -> None:
    machine.variables[prepare.SWITCH] = "1"
    assert "tiny_part" in machine.start()[2]
    assert not machine.cache.exists()


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (2, 7)])
def test_an_old_python_gets_a_sentence(version: tuple[int, int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(prepare.Stop) as stop:
        prepare.check_python(version)
    assert prepare.report(stop.value, as_json=False) == 3
    assert f"Python {version[0]}.{version[1]} terlalu lama" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_is_welcome(version: tuple[int, int]) -> None:
    prepare.check_python(version)


@pytest.mark.parametrize("name", ["desktop/prepare.py", "desktop/__main__.py", "tests/__main__.py"])
def test_an_old_python_can_read_the_start(name: str) -> None:
    tree = ast.parse((Path(prepare.HOUSE) / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    hints = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg)]
    hints += [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    computed = [ast.unparse(hint) for hint in hints if isinstance(hint, ast.Subscript | ast.BinOp)]
    assert computed == [], "an old Python would work these out; put them in quotes"


def test_where_nothing_may_be_installed_the_line_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not prepare.install_system(["age", "zstd"])
    assert "sudo apt-get install -y --no-install-recommends age zstd\n" in capsys.readouterr().err
