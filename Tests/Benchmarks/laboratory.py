"""What the benchmarks of the sidecar share: a remote, syncers, and their cost."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.com",
    "GIT_COMMITTER_NAME": "Committer",
    "GIT_COMMITTER_EMAIL": "committer@example.com",
}
TICKS = os.sysconf("SC_CLK_TCK")


def git(folder, *words, data=None):
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **GIT},
        input=data,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds, pause=0.001):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return False


class SecureShell:
    """sshd on loopback, which lets one key in and knows the folder's repositories."""

    def __init__(self, folder):
        self.folder = Path(folder) / "ssh"
        self.folder.mkdir()
        self.key = self.folder / "user"
        for name in ("user", "host"):
            words = ["-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
            subprocess.run(["ssh-keygen", *words], check=True)
        self.port = free_port()
        configuration = self.folder / "sshd_config"
        configuration.write_text(f"""
ListenAddress 127.0.0.1
Port {self.port}
HostKey {self.folder}/host
AuthorizedKeysFile {self.folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
AcceptEnv GIT_PROTOCOL
SetEnv GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
""")
        Path("/run/sshd").mkdir(exist_ok=True)
        self.server = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-f", str(configuration)],
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: answers(self.port), 10)

    def flags(self, port):
        """What both syncers are told to get in by a port that leads here."""
        host_key = (self.folder / "host.pub").read_text()
        known_hosts = self.folder / f"known_hosts-{port}"
        known_hosts.write_text(f"[127.0.0.1]:{port} {host_key}")
        return [f"--ssh-key-file={self.key}", f"--ssh-known-hosts-file={known_hosts}"]

    def stop(self):
        self.server.terminate()
        self.server.wait()


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Remote:
    """A bare repository behind lighttpd and git http-backend, on loopback."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.path = self.folder / "dags.git"
        git(
            folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.path)
        )
        self.port = free_port()
        self.server = None
        self.serve()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/git/dags.git"

    def serve(self):
        configuration = self.folder / "lighttpd.conf"
        configuration.write_text(f"""
server.document-root = "{self.folder}"
server.bind = "127.0.0.1"
server.port = {self.port}
server.modules = ("mod_alias", "mod_setenv", "mod_cgi")
server.max-keep-alive-idle = 600
server.max-keep-alive-requests = 100000
setenv.add-environment = (
    "GIT_PROJECT_ROOT" => "{self.folder}", "GIT_HTTP_EXPORT_ALL" => "1",
    "GIT_CONFIG_GLOBAL" => "/dev/null", "GIT_CONFIG_SYSTEM" => "/dev/null")
alias.url = ("/git" => "/usr/lib/git-core/git-http-backend")
$HTTP["url"] =~ "^/git" {{ cgi.assign = ("" => "") }}
""")
        self.server = subprocess.Popen(
            ["/usr/sbin/lighttpd", "-D", "-f", str(configuration)],
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: answers(self.port), 10)

    def stop(self):
        self.server.terminate()
        self.server.wait()

    def fill(self, files, commits):
        """History of `commits` commits over `files` files, each of some 400 bytes."""
        stream = []
        for number in range(files):
            stream.append(
                (f"dags/team{number % 50}/dag{number}.py", self._text(number, 0))
            )
        lines = [
            "commit refs/heads/main\n"
            "committer C <c@example.com> 1700000000 +0000\ndata 5\nfirst\n"
        ]
        lines += [
            f"M 644 inline {path}\ndata {len(text)}\n{text}\n" for path, text in stream
        ]
        for commit in range(1, commits):
            lines.append(
                "commit refs/heads/main\ncommitter C <c@example.com> "
                f"{1700000000 + commit} +0000\ndata 6\nchange\n"
            )
            number = commit % files
            text = self._text(number, commit)
            lines.append(
                f"M 644 inline dags/team{number % 50}/dag{number}.py\n"
                f"data {len(text)}\n{text}\n"
            )
        git(self.path, "fast-import", "--quiet", data="".join(lines).encode())
        git(self.path, "repack", "-adq")

    @staticmethod
    def _text(number, version):
        return f"# dag {number}, version {version}\n" + "".join(
            f"task_{number}_{line} = {line * number}\n" for line in range(16)
        )

    def commit(self, path, content):
        """One more commit on main that changes one file; returns its id."""
        head = (
            "commit refs/heads/main\ncommitter C <c@example.com> "
            f"{int(time.time())} +0000\ndata 6\nchange\nfrom refs/heads/main^0\n"
            f"M 644 inline {path}\ndata {len(content)}\n"
        )
        git(
            self.path,
            "fast-import",
            "--quiet",
            "--force",
            data=head.encode() + content + b"\n",
        )
        return git(self.path, "rev-parse", "main")


def children(process):
    found = [process]
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += children(int(child))
    except OSError:
        pass
    return found


def cpu(process):
    """CPU seconds of a process and of all children that it has waited for."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICKS


def memory(process):
    """Resident and anonymous megabytes of a process and its descendants."""
    resident = anonymous = 0
    for member in children(process):
        try:
            for line in Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
                if line.startswith("Rss:"):
                    resident += int(line.split()[1])
                if line.startswith("Anonymous:"):
                    anonymous += int(line.split()[1])
        except OSError:
            pass
    return resident / 1024, anonymous / 1024


class Syncer:
    """A running dag-sync or git-sync; both take the same flags."""

    def __init__(self, program, remote, root, *flags):
        self.root = Path(root)
        self.link = self.root / "current"
        self.log = open(f"{self.root}.log", "ab")
        self.process = subprocess.Popen(
            [
                program,
                "--repo",
                remote.url,
                "--ref",
                "main",
                "--root",
                str(root),
                "--link",
                "current",
                *flags,
            ],
            stderr=self.log,
            stdout=self.log,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.root.parent)},
        )

    def commit(self):
        try:
            return os.readlink(self.link).rsplit("/", 1)[-1]
        except OSError:
            return None

    def shows(self, commit, seconds=60):
        return wait_until(lambda: self.commit() == commit, seconds)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def scratch(place):
    return Path(tempfile.mkdtemp(prefix="dag-sync-bench-", dir=place))


def discard(folder):
    shutil.rmtree(folder, ignore_errors=True)


def used(folder):
    """Bytes that a folder occupies, each inode once."""
    seen = {}
    for base, folders, files in os.walk(folder):
        for name in folders + files:
            try:
                status = os.lstat(os.path.join(base, name))
            except FileNotFoundError:
                continue
            seen[status.st_ino] = status.st_blocks * 512
    return sum(seen.values())


def descriptors(process):
    return len(os.listdir(f"/proc/{process}/fd"))
