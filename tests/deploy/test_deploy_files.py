"""What is given to those who run the bot holds: read by the program it is for where that is installed, else checked by hand."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.service import GRACE
from bot.settings import Settings
from bot.web.webhook import LONGEST

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = {f"INSCRIA_{name.upper()}" for name in Settings.model_fields}


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def test_the_unit_gives_the_bot_its_grace_and_starts_it_again() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # systemd's names keep their case
    unit.read_string(read("inscria.service"))
    assert unit["Service"]["ExecStart"].endswith("inscria run")
    assert float(unit["Service"]["TimeoutStopSec"]) > GRACE
    assert unit["Service"]["Restart"] == "always"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "inscria.service"
    unit.write_text(read("inscria.service").replace("/opt/inscria/.venv/bin/inscria", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert "inscria.service" not in done.stderr, done.stderr


def test_nginx_passes_the_webhook_on_within_the_bot_s_own_limit() -> None:
    text = read("nginx.conf")
    assert text.count("{") == text.count("}")
    assert re.search(r"client_max_body_size 1m;", text)
    assert LONGEST == 1024 * 1024
    assert "location = /telegram" in text
    assert "deny all;" in text


@pytest.mark.skipif(shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin") is None, reason="nginx is not installed here")
def test_nginx_takes_its_example(tmp_path: Path) -> None:
    program = str(shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin"))
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subject = ["-subj", "/CN=inscria.example.org", "-days", "2"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate), *subject]
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed here")
    subprocess.run(made, check=True, capture_output=True)
    text = read("nginx.conf").replace("/etc/nginx/tls", str(tmp_path)).replace("bot:8080", "127.0.0.1:8080")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\n{text}", encoding="utf-8")
    done = subprocess.run(
        [program, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_compose_file_runs_several_replicas_with_settings_that_exist() -> None:
    services = yaml.safe_load(read("compose.yaml"))["services"]
    assert set(services) == {"database", "bot", "front"}
    assert services["bot"]["deploy"]["replicas"] == 3
    assert set(services["bot"]["environment"]) <= SETTINGS
    assert int(services["bot"]["stop_grace_period"].removesuffix("s")) > GRACE
    assert (DEPLOY / services["bot"]["build"]["context"] / services["bot"]["build"]["dockerfile"]).is_file()
    assert "${INSCRIA_DATABASE_PASSWORD:?" in services["database"]["environment"]["POSTGRES_PASSWORD"]


def test_the_container_copies_what_is_there_and_runs_as_nobody_special() -> None:
    lines = read("Containerfile").splitlines()
    copied = [word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert "USER inscria" in lines
    assert set(re.findall(r"INSCRIA_\w+", read("Containerfile"))) <= SETTINGS


def test_the_example_settings_name_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^#?(INSCRIA_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named == SETTINGS


def test_the_guide_names_files_and_addresses_that_exist() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#h][^)#]*)\)", guide):
        assert (ROOT / "docs" / target).exists(), target
    assert {"/healthz", "/readyz", "/metrics"} <= set(re.findall(r"`(/\w+)`", guide))
    assert set(re.findall(r"INSCRIA_[A-Z_]+", guide)) <= SETTINGS | {"INSCRIA_DATABASE_PASSWORD"}
