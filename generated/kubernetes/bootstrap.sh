#!/bin/sh
# Installs a profile of the platform: bootstrap.sh PROFILE. It can be run again at any time and changes what differs.
#
# It needs kubectl, helm and, for a cluster on this machine, kind and docker. Values of secrets are not its business: it
# waits for sealed ones in the folder SEALED, which `dagc secrets seal` writes.
set -eu
cd "$(dirname "$0")"

say() { printf '== %s\n' "$*"; }

fail() {
    printf 'bootstrap.sh: %s\n' "$*" >&2
    exit 1
}

profile=${1:?names a profile, one of the folders of profiles}
sealed=${SEALED-../../sealed}
[ -d "profiles/$profile" ] || fail "there is no profile $profile; choose from: $(printf '%s ' profiles/*)"
for program in kubectl helm; do
    command -v "$program" >/dev/null || fail "$program is not installed"
done

if [ -f local/cluster.yaml ] && [ -z "${KUBECONFIG_IS_MINE-}" ]; then
    command -v kind >/dev/null || fail "kind is not installed; set KUBECONFIG_IS_MINE=1 to use the cluster that there is"
    docker info >/dev/null 2>&1 || fail "docker does not run"
    # Pods that watch files die with `too many open files` below these.
    if [ -r /proc/sys/fs/inotify/max_user_instances ] && [ "$(cat /proc/sys/fs/inotify/max_user_instances)" -lt 512 ]; then
        fail "too few inotify instances: sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288"
    fi
    if ! kind get clusters | grep -qx platform; then
        say "making a cluster"
        # Paths in the configuration are those of the folder.
        (cd local && kind create cluster --config cluster.yaml --wait 5m)
    fi
    kubectl config use-context kind-platform >/dev/null
fi
kubectl version >/dev/null 2>&1 || fail "the cluster of $(kubectl config current-context) does not answer"

# Applied on the side of the server: what the other way writes beside each object is too large for dashboards.
apply() { kubectl apply --server-side --force-conflicts "$@"; }

say "namespaces, quotas, roles, network policies"
apply -k cluster
for namespace in namespaces/*; do apply -k "$namespace"; done

if [ -f ../helm/sealed-secrets.yaml ]; then
    say "the controller of sealed secrets"
    helm upgrade --install sealed-secrets sealed-secrets --repo https://bitnami-labs.github.io/sealed-secrets \
        --namespace kube-system --values ../helm/sealed-secrets.yaml --wait --timeout 5m
fi
if [ -d "$sealed" ]; then
    say "sealed secrets"
    apply --recursive -f "$sealed"
else
    say "no folder $sealed: pods that need secrets wait for them. See: dagc secrets check"
fi
# Before any chart, as their pods and hooks are refused everything until policies let them. Rules and monitors are no part
# of it: their kinds come with a chart.
say "components of $profile"
sed -n 's|^- "\(\.\./\.\./components/[^"]*\)"$|\1|p' "profiles/$profile/kustomization.yaml" | while read -r folder; do
    apply -k "profiles/$profile/$folder"
done
if [ -f ../helm/kube-prometheus-stack.yaml ] && grep -q components/prometheus "profiles/$profile/kustomization.yaml"; then
    say "Prometheus, Alertmanager, Grafana"
    # What opens its channels is in files of other secrets, so that nothing in here is one.
    kubectl create secret generic alertmanager-configuration --namespace monitoring \
        --from-file=alertmanager.yaml=../alertmanager/alertmanager.yml --dry-run=client --output=yaml | apply -f -
    helm upgrade --install kube-prometheus-stack kube-prometheus-stack \
        --repo https://prometheus-community.github.io/helm-charts --version 88.5.3 \
        --namespace monitoring --values ../helm/kube-prometheus-stack.yaml --timeout 10m
    kubectl create configmap dashboards --namespace monitoring --from-file=../grafana/dashboards \
        --dry-run=client --output=yaml | kubectl label --local --filename=- --output=yaml grafana_dashboard=1 | apply -f -
fi
say "the rest of $profile"
apply -k "profiles/$profile"
if [ -f ../helm/spark-operator.yaml ] && grep -q components/spark "profiles/$profile/kustomization.yaml"; then
    say "the operator of Spark"
    helm upgrade --install spark-operator spark-operator --repo https://kubeflow.github.io/spark-operator --version 2.3.0 \
        --namespace spark --values ../helm/spark-operator.yaml --wait --timeout 5m
fi
if [ -f ../helm/airflow.yaml ] && grep -q components/airflow-scheduler "profiles/$profile/kustomization.yaml"; then
    say "Airflow"
    helm upgrade --install airflow airflow --repo https://airflow.apache.org --version 1.22.0 \
        --namespace airflow --values ../helm/airflow.yaml --timeout 15m
fi
say "done; run ./verify.sh"
