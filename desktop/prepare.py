"""First start on a fresh machine: makes the environment from a lock file, standard library only.

Python 3.6 can read every construct here, so that an old Python gets a sentence and not a SyntaxError.
"""

import errno
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MINIMUM = (3, 11)
SWITCH = "JEMPUTBOLA_NO_PREPARE"
HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNNING = os.path.join(HOUSE, "resources", "requirements.lock")
TESTING = os.path.join(HOUSE, "tests", "requirements.lock")
SENTENCES = os.path.join(HOUSE, "resources", "translations", "id", "prepare.toml")
READY = ".ready"

# What pip says, in the order it is looked for: a full disk also makes it stumble elsewhere.
SIGNS = (
    ("prepare_disk_full", ("No space left", "Errno 28", "enough space on the disk", "quota exceeded")),
    ("prepare_hash_mismatch", ("DO NOT MATCH THE HASHES",)),
    ("prepare_no_network", ("NewConnectionError", "Failed to establish", "name resolution", "Max retries")),
    ("prepare_no_network", ("NameResolution", "getaddrinfo", "Timeout", "ProxyError", "Connection")),
    ("prepare_no_package", ("No matching distribution found",)),
)


class Stop(Exception):
    """The start cannot go on; the sentence and its next step are in ``prepare.toml``."""

    def __init__(self, code: str, exit_code: int = 3, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.values = values


def sentences() -> "dict[str, str]":
    """Read ``prepare.toml`` as ``{"code.message": …, "code.hint": …, "text": …}``.

    By hand, because tomllib is missing exactly where the first sentence is needed: on an old Python.
    """
    found = {}
    table = ""
    with open(SENTENCES, encoding="utf-8") as lines:
        for line in lines:
            key, sign, value = line.partition(" = ")
            if line.startswith("["):
                table = line.strip("[]\n") + "."
            elif sign:
                found[table + key] = value.strip().strip('"')
    return found


def say(code: str, **values: object) -> None:
    """Print one of the texts on stderr; stdout belongs to the command."""
    print(sentences()[code].format(**values), file=sys.stderr, flush=True)


def report(stop: Stop, as_json: bool) -> int:
    """Print what stopped the start and the next step, also as JSON when asked for; give the exit code."""
    texts = sentences()
    message, hint = [texts[stop.code + part].format(**stop.values) for part in (".message", ".hint")]
    print(message + "\n" + hint, file=sys.stderr)
    if as_json:
        print(json.dumps({"error": {"code": stop.code, "message": message, "hint": hint}}))
    return stop.exit_code


def check_python(version: "tuple[int, ...]") -> None:
    """Raise `Stop` for a Python older than `MINIMUM`."""
    if version < MINIMUM:
        raise Stop("prepare_python_too_old", found="{}.{}".format(*version))


def start(lock: str) -> None:
    """Make everything in a lock importable in this process; the first time builds it, which takes a minute.

    Only this process changes: no variable is left behind that another program's Python would stumble over.

    Raises:
        Stop: with the sentence for the user.
    """
    check_python(sys.version_info[:2])
    if getattr(sys, "frozen", False) or os.environ.get(SWITCH) or not os.path.exists(lock):
        return  # frozen, in a developer's own environment, or installed: the packages are there already
    sys.path.insert(1, environment(lock))


def environment(lock: str) -> str:
    """Give the folder with a lock's packages; build it if it is not there, or raise `Stop`."""
    cache = cache_folder()
    folder = os.path.join(cache, "env-" + key(lock))
    if not is_ready(folder):
        try:
            os.makedirs(cache, exist_ok=True)
            with open(os.path.join(cache, "lock"), "a+b") as turn:
                _wait_for(turn.fileno())
                if not is_ready(folder):
                    _build(lock, cache, folder)
        except KeyboardInterrupt:
            raise Stop("prepare_cancelled", exit_code=130) from None
        except OSError as problem:
            full = problem.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
            code = "prepare_disk_full" if full else "prepare_cache_unwritable"
            raise Stop(code, folder=cache, detail=problem.strerror) from problem
    return folder


def cache_folder() -> str:
    """Give the platform's place for what can be made again."""
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # not set, or relative, which the XDG specification says to ignore
        usual = {"win32": "~/AppData/Local", "darwin": "~/Library/Caches"}.get(sys.platform, "~/.cache")
        base = os.path.normpath(os.path.expanduser(usual))
    return os.path.join(base, "jemput-bola")


def key(lock: str) -> str:
    """Name an environment: another lock, Python or processor makes another one."""
    with open(lock, "rb") as file:
        digest = hashlib.sha256(file.read().replace(b"\r\n", b"\n"))
    if sys.platform == "win32":
        machine = sys.winver
    else:
        machine = os.uname().machine
    free = str("free-threading" in sys.version)  # other extension modules under the same cache tag
    digest.update("|".join([str(sys.implementation.cache_tag), sys.platform, machine, free]).encode())
    return digest.hexdigest()[:16]


def is_ready(folder: str) -> bool:
    """Say whether an environment is finished."""
    return os.path.isfile(os.path.join(folder, READY))


def debian_line(packages: "list[str]") -> str:
    """Give the line that installs Debian packages by hand."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install_system(packages: "list[str]") -> bool:
    """Install Debian packages where that is allowed (root); else print the exact line. True if installed."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("prepare_system", packages=" ".join(packages))
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            done = subprocess.run([apt, "-q", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return True
    say("prepare_system_by_hand", line=debian_line(packages), packages=" ".join(packages))
    return False


def _wait_for(turn: int) -> None:
    """Lock the open file until it closes; the system frees it even after kill -9, so it is never stale."""
    told = False
    while not _locked(turn):
        if not told:
            say("prepare_waiting")
        told = True
        time.sleep(0.2)


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        # A file system without locks lets both build: each in its own folder, the first rename counts.
        return problem.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def _build(lock: str, cache: str, folder: str) -> None:
    _sweep(cache)
    building = tempfile.mkdtemp(prefix="building-", dir=cache)
    try:
        target = os.path.join(building, "site")
        os.mkdir(target)
        _install(_pip(building), lock, building, target)
        with open(os.path.join(target, READY), "wb"):
            pass
        _move(target, folder)
    finally:
        _sweep(cache)  # again, for a pip that outlived a killed start may have gone on writing meanwhile


def _sweep(cache: str) -> None:
    """Remove what is half made, also by a process that was killed: the lock is ours."""
    for left in os.listdir(cache):
        if left.startswith("building-"):
            shutil.rmtree(os.path.join(cache, left), ignore_errors=True)


def _pip(building: str) -> "list[str]":
    """Find a pip: the interpreter's, one that venv makes, or Debian's package."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if importlib.util.find_spec("ensurepip"):
        made = os.path.join(building, "pip")
        subprocess.run([sys.executable, "-m", "venv", made], check=False, stdout=subprocess.DEVNULL)
        inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
        python = os.path.join(made, *inside)
        if os.path.exists(python):
            return [python, "-m", "pip"]
    if os.path.exists("/etc/debian_version") and install_system(["python3-pip"]):
        importlib.invalidate_caches()
        if importlib.util.find_spec("pip"):
            return [sys.executable, "-m", "pip"]
    raise Stop("prepare_no_pip", line=debian_line(["python3-pip"]))


def _install(pip: "list[str]", lock: str, building: str, target: str) -> None:
    """Run pip on a lock. Wheels only: building from source would fetch tools that no hash guards."""
    scratch = os.path.join(building, "tmp")  # pip unpacks here: the same disk, and swept with the rest
    os.mkdir(scratch)
    # The user's own pip settings count (mirrors, proxies, certificates), except two that contradict --target.
    around = dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PYTHONUNBUFFERED="1", PYTHONUTF8="1")
    around.update(TMPDIR=scratch, TEMP=scratch, TMP=scratch)
    arguments = ["install", "--no-deps", "--require-hashes", "--only-binary=:all:", "--progress-bar=off"]
    arguments += ["--no-input", "--disable-pip-version-check", "--target", target, "-r", lock]
    child = subprocess.Popen(pip + arguments, env=around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        with open(lock, encoding="utf-8") as pins:
            count = sum("==" in line for line in pins)
        lines = _follow(child, count)
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait()
    if child.returncode != 0:
        raise _failure("\n".join(lines), building)


def _follow(child: "subprocess.Popen[bytes]", count: int) -> "list[str]":
    """Show pip's progress: one line that is written over on a terminal, one every five seconds elsewhere."""
    say("prepare_start", count=count)
    texts = sentences()
    begun = shown = time.monotonic()
    terminal = sys.stderr.isatty()
    lines = []
    done = 0
    for raw in child.stdout or ():
        lines.append(raw.decode("utf-8", "replace").rstrip())
        now = time.monotonic()
        words = lines[-1].split()
        if words[:1] != ["Collecting"] and words[:1] != ["Installing"]:
            continue
        collecting = words[0] == "Collecting"
        done += collecting
        name = words[1].split("==")[0] if collecting else texts["prepare_unpacking"]
        if terminal or now - shown >= 5:
            shown = now
            text = texts["prepare_step"].format(done=done, count=count, name=name, seconds=int(now - begun))
            sys.stderr.write("\r" + text.ljust(60) if terminal else text + "\n")
            sys.stderr.flush()
    sys.stderr.write("\n" if terminal else "")
    if child.wait() == 0:
        say("prepare_done", seconds=int(time.monotonic() - begun))
    return lines


def _failure(output: str, building: str) -> Stop:
    for code, signs in SIGNS:
        if any(sign in output for sign in signs):
            return Stop(code, folder=os.path.dirname(building))
    last = [line for line in output.splitlines() if line.strip()][-8:]
    print("\n".join(last).replace(building, "...").replace(os.path.expanduser("~"), "~"), file=sys.stderr)
    return Stop("prepare_pip_failed")


def _move(target: str, folder: str) -> None:
    """Rename into place; on Windows a virus scanner may hold a new file for a moment."""
    patience = 20
    while not is_ready(folder):
        try:
            os.rename(target, folder)
        except OSError:
            patience -= 1
            if not patience:
                raise
            time.sleep(0.25)
