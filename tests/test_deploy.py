"""What `deploy/` starts is what the program takes; nothing more is open than has to be, nor without certificates."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from app.cli.arguments import parser
from app.cli.commands import COMMANDS
from engine.remote.certificates import AUTHORITY
from engine.remote.hosting import PORT, address_of

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SECRETS = {AUTHORITY, "worker.pem"}  # the client's may run what it likes: it goes to no worker
DASK = "2025.7.0"


def documents(name: str) -> list[dict]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def worker(command: list[str]):  # type: ignore[no-untyped-def]
    """What our own parser makes of a command."""
    assert command[0] == "worker"
    return parser(COMMANDS, "worker").parse_args(command)


@pytest.fixture
def service() -> dict:
    (compose,) = documents("compose.yaml")
    (service,) = compose["services"].values()
    return service


@pytest.fixture
def pod() -> dict:
    deployment, _ = documents("kubernetes/worker.yaml")
    return deployment["spec"]["template"]["spec"]


def test_compose_publishes_one_port_and_mounts_only_what_a_worker_needs(service: dict) -> None:
    asked = worker(service["command"])
    assert address_of(asked.listen) == ("0.0.0.0", PORT) and asked.workers == service["cpus"]
    assert service["ports"] == [f"${{EIGENBRUSH_BIND:-127.0.0.1}}:{PORT}:{PORT}"] and "network_mode" not in service
    mounts = {Path(each["target"]).name: each for each in service["volumes"]}
    assert set(mounts) == SECRETS
    for name, each in mounts.items():
        assert each["read_only"] is True and each["bind"] == {"create_host_path": False}
        assert each["target"] == f"{asked.certificates}/{name}"
        assert each["source"].startswith("${EIGENBRUSH_CERTIFICATES:?") and each["source"].endswith(f"}}/{name}")


def test_the_container_of_compose_can_do_little_else(service: dict) -> None:
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"] and service["user"].endswith(":-1000:1000}")
    assert service["tmpfs"][0].startswith("/tmp") and service["mem_limit"] and service["pids_limit"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).resolve().is_file()


def test_the_pod_is_not_root_writes_to_nothing_but_tmp_and_has_limits(pod: dict) -> None:
    (container,) = pod["containers"]
    inside, around = container["securityContext"], pod["securityContext"]
    assert around["runAsNonRoot"] is True and around["runAsUser"] > 0 and around["fsGroup"] > 0
    assert inside["readOnlyRootFilesystem"] is True and inside["allowPrivilegeEscalation"] is False
    assert inside["capabilities"] == {"drop": ["ALL"]} and "privileged" not in inside
    assert pod["automountServiceAccountToken"] is False and not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
    assert set(container["resources"]["limits"]) == {"cpu", "memory"} == set(container["resources"]["requests"])
    mounts = {each["name"]: each for each in container["volumeMounts"]}
    volumes = {each["name"]: each for each in pod["volumes"]}
    assert set(mounts) == set(volumes) == {"certificates", "scratch"}
    assert mounts["scratch"]["mountPath"] == "/tmp" and "emptyDir" in volumes["scratch"]
    assert mounts["certificates"]["readOnly"] is True and volumes["certificates"]["secret"]["defaultMode"] == 0o440
    assert not volumes["certificates"]["secret"].get("optional")


def test_the_pod_s_one_port_is_that_of_the_worker_and_of_the_service(pod: dict) -> None:
    deployment, service = documents("kubernetes/worker.yaml")
    (container,) = pod["containers"]
    asked = worker(container["args"])
    (port,), (offered,) = container["ports"], service["spec"]["ports"]
    assert address_of(asked.listen) == ("0.0.0.0", port["containerPort"]) == ("0.0.0.0", offered["port"])
    assert "hostPort" not in port and service["spec"]["type"] == "ClusterIP"
    assert offered["targetPort"] == port["name"] == container["readinessProbe"]["tcpSocket"]["port"]
    assert asked.certificates == container["volumeMounts"][0]["mountPath"]
    assert asked.workers == int(container["resources"]["limits"]["cpu"])
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"] == labels == deployment["spec"]["selector"]["matchLabels"]


def test_the_secret_is_made_of_what_a_worker_needs_and_never_committed(pod: dict) -> None:
    (made,) = documents("kubernetes/kustomization.yaml")
    assert all((DEPLOY / "kubernetes" / each).is_file() for each in made["resources"])
    (secret,) = made["secretGenerator"]
    assert secret["name"] == pod["volumes"][0]["secret"]["secretName"]
    assert {Path(each).name for each in secret["files"]} == SECRETS
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert all(f"deploy/kubernetes/{Path(each).parent}/" in ignored for each in secret["files"])
    assert not [path for path in DEPLOY.rglob("*") if path.suffix not in (".pem", ".md", ".yaml", ".sh", "")]


def test_images_are_pinned_and_all_have_one_version_of_dask(service: dict, pod: dict) -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert f"ARG DASK={DASK}" in lines and "FROM ghcr.io/dask/dask:${DASK}-py3.12" in lines
    assert "USER 1000:1000" in lines and any("eigenbrush" in line for line in lines if line.startswith("ENTRYPOINT"))
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert service["image"] == pod["containers"][0]["image"] == f"eigenbrush-worker:{version[1]}"
    told = (DEPLOY / "README.md").read_text(encoding="utf-8")
    assert f"distributed=={DASK}" in told and f'"distributed>={DASK.rpartition(".")[0]}"' in (
        ROOT / "pyproject.toml"
    ).read_text(encoding="utf-8")


def test_slurm_starts_a_worker_as_well() -> None:
    script = (DEPLOY / "slurm.sh").read_text(encoding="utf-8")
    assert script.startswith("#!/bin/bash\n") and "set -eu" in script
    (line,) = (line for line in script.splitlines() if line.startswith("srun "))
    for written, stands in (("$(hostname)", "node7"), ("$CERTIFICATES", "/c"), ("$SLURM_CPUS_PER_TASK", "16")):
        assert written in line
        line = line.replace(written, stands)
    srun, program, *command = shlex.split(line)
    asked = worker(command)
    assert (srun, program) == ("srun", "eigenbrush") and address_of(asked.listen) == ("node7", PORT)
    assert (asked.certificates, asked.workers) == ("/c", 16)


def test_what_is_deployed_starts_nothing_without_its_certificates(service: dict, tmp_path: Path) -> None:
    command = [part.replace("/certificates", str(tmp_path / "none")) for part in service["command"]]
    program = [sys.executable, "-m", "app", *command]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 2 and "cannot be read" in done.stderr and "listening" not in done.stdout


def test_none_of_it_is_in_the_wheel() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'include = ["app*", "widgets*", "engine*", "resources*"]' in text and not (DEPLOY / "__init__.py").exists()
