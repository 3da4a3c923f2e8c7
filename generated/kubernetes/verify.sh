#!/bin/sh
# Says what of the platform does not work, and why, in the words of the cluster. Changes nothing but for one pod that lives
# for a moment.
set -eu
cd "$(dirname "$0")"

problems=0

wrong() {
    problems=$((problems + 1))
    printf 'wrong: %s\n' "$*"
}

kubectl version >/dev/null 2>&1 || {
    wrong "the cluster of $(kubectl config current-context) does not answer"
    exit 1
}
for folder in namespaces/*; do
    namespace=$(basename "$folder")
    kubectl get namespace "$namespace" >/dev/null 2>&1 || {
        wrong "there is no namespace $namespace: run bootstrap.sh"
        continue
    }
    # Pods that a quota or level refuses are nowhere but in the events of who wanted to make them.
    refused=$(kubectl get events --namespace "$namespace" --field-selector reason=FailedCreate \
        --output 'custom-columns=:.involvedObject.name,:.message' --no-headers | sort -u)
    [ -z "$refused" ] || wrong "in $namespace pods are refused: $refused"
    pods=$(kubectl get pods --namespace "$namespace" --field-selector 'status.phase!=Succeeded' --no-headers |
        awk '{ split($2, ready, "/"); if (ready[1] != ready[2]) print $1 " is " $3 }')
    [ -z "$pods" ] || wrong "in $namespace: $pods"
    claims=$(kubectl get persistentvolumeclaims --namespace "$namespace" --no-headers 2>/dev/null | awk '$2 != "Bound" { print $1 }')
    [ -z "$claims" ] || wrong "in $namespace without a disk: $claims"
done

if kubectl get crd prometheusrules.monitoring.coreos.com >/dev/null 2>&1; then
    for file in rules/components/*/objects.yaml rules/pipelines/objects.yaml; do
        [ -f "$file" ] || continue
        # A component that the profile lacks has no rules either.
        kubectl get -f "$file" >/dev/null 2>&1 || missing="${missing-} $(basename "$(dirname "$file")")"
    done
    [ -z "${missing-}" ] || printf 'without rules, as components of other profiles are:%s\n' "$missing"
    kubectl get secret alertmanager-configuration --namespace monitoring >/dev/null 2>&1 ||
        wrong "Alertmanager has no configuration: run bootstrap.sh"
fi

may() {
    answer=$(kubectl auth can-i "$2" "$3" --namespace "$4" --as "system:serviceaccount:$5" 2>/dev/null || :)
    [ "$answer" = "$1" ] || wrong "may $5 $2 $3 in $4? $answer, and it should be $1"
}
if kubectl get namespace data-jobs >/dev/null 2>&1; then
    may yes create pods data-jobs airflow:airflow-worker
    may no delete namespaces data-jobs airflow:airflow-worker
fi
may no get secrets airflow airflow:default

# Docker Desktop with WSL 2 has been seen to take network policies and not to enforce them.
if kubectl get namespace monitoring >/dev/null 2>&1; then
    address=$(kubectl get service kubernetes --namespace default --output 'jsonpath={.spec.clusterIP}')
    kubectl delete pod network-probe --namespace monitoring --ignore-not-found >/dev/null
    if kubectl run network-probe --namespace monitoring --image=busybox:1.37 --restart=Never --quiet --attach --rm \
        --pod-running-timeout=2m --overrides='{"spec":{"securityContext":{"runAsNonRoot":true,"runAsUser":65534,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"network-probe","image":"busybox:1.37","command":["nc","-z","-w","5","'"$address"'","443"],"resources":{"requests":{"memory":"16Mi","cpu":"10m"},"limits":{"memory":"32Mi"}},"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}' \
        >/dev/null 2>&1; then
        wrong "network policies are not enforced: a pod that may talk to nobody reached the cluster's API"
    fi
fi
printf '%s problems\n' "$problems"
[ "$problems" -eq 0 ]
