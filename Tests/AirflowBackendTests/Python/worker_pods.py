"""Prints the pod of each task, made by the Kubernetes executor's own code."""

import json
import sys
from pathlib import Path

from airflow import __version__
from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator
from kubernetes.client import ApiClient
from kubernetes.client import models as k8s


def worker_pod(task):
    configuration = task.executor_config or {}
    file = configuration.get("pod_template_file")
    base = (
        PodGenerator.deserialize_model_file(file)
        if file
        else k8s.V1Pod(
            metadata=k8s.V1ObjectMeta(name="default"),
            spec=k8s.V1PodSpec(
                containers=[k8s.V1Container(name="base", image="default")]
            ),
        )
    )
    return PodGenerator.construct_pod(
        dag_id=task.dag_id,
        task_id=task.task_id,
        pod_id="pod",
        try_number=1,
        kube_image="",
        date=None,
        args=["run"],
        pod_override_object=PodGenerator.from_obj(configuration),
        base_worker_pod=base,
        namespace="airflow",
        scheduler_job_id="1",
        run_id="run",
    )


def load(folder):
    if __version__.startswith("2."):
        from airflow.models.dagbag import DagBag

        return DagBag(folder, include_examples=False)
    from airflow.dag_processing.dagbag import BundleDagBag

    return BundleDagBag(folder, bundle_path=Path(folder))


folder, dag_id = sys.argv[1:]
bag = load(folder)
assert not bag.import_errors, bag.import_errors
client = ApiClient()
pods = {}
for task in bag.dags[dag_id].tasks:
    pod = client.sanitize_for_serialization(worker_pod(task))
    pods[task.task_id] = json.dumps(pod["spec"], sort_keys=True)
print(json.dumps(pods))
