import DagDSL

/// Trains the recommender of the product pages on a cluster that exists only while it is needed.
///
/// Shows setup and teardown inside a group, with the setup's result handed to the work and to the teardown; pods with
/// side containers, preparations, volumes, affinity, tolerations, config maps, secrets and a large environment; and
/// notifications that tell of starts, successes, and of another task's result.
struct RecommenderTraining: Pipeline {
    let id: PipelineID = "recommender_training"
    let title: String? = "Recommender training"
    let summary = "Builds sessions on a cluster of its own, trains the recommender on GPUs and puts it to the test."
    let schedule: Schedule = .weekly(on: .sunday, at: "03:00", in: .utc)
    let owner: Owner = .machineLearning
    let tags: [Name] = ["machine-learning", "recommender"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .days(3)
    let defaults: TaskDefaults = .machineLearning

    private let evaluate = Container(
        "evaluate", image: "registry.example.com/recommender:7.0.2", arguments: ["python", "evaluate.py"]
    )
    .returningResult()

    var notifications: [Notification] {
        [
            .onSuccess(
                .slack(.dataAlerts), saying: "The recommender finds \(.result(of: evaluate)) % of what is bought."),
            .onFailure(.pagerDuty(.dataPager)),
        ]
    }

    var flow: some Flow {
        let sessions = Group("sessions", tooltip: "On a cluster that lives as long as it is needed") {
            let create = EMRCluster("create_cluster", named: "sessions", workers: 12)
            let cluster: RuntimeString = "\(.result(of: create))"
            Using(create, teardown: EMRClusterEnd("terminate_cluster", cluster), failingRun: true) {
                EMRStep(
                    "build_sessions", cluster: cluster,
                    arguments: ["spark-submit", "s3://acme-jobs/sessions.py", "--until", "\(.windowEnd)"], .aws)
                    >>> EMRStep(
                        "sample_sessions", cluster: cluster,
                        arguments: ["spark-submit", "s3://acme-jobs/sample.py", "--share", "0.1"], .aws)
            }
        }
        let train = training()
        let promote = HTTPRequest(
            "promote", .post, .servingAPI, path: "/models/recommender", body: .json(["run": "\(.runID)"])
        )
        .retry(.never)
        .notifies(
            .onStart(.function("model_is_promoted", in: "orders/audit.py")),
            .onSuccess(
                .email(.mail, to: ["shop@example.com"]), saying: "New recommender, hit rate \(.result(of: evaluate)) %")
        )

        sessions >>> train >>> evaluate >>> promote
    }

    private func training() -> Container {
        let models = PodVolumeSource.claim("recommender-models", as: "models")
        let scratch = PodVolumeSource.empty("scratch", limit: .gibibytes(200))
        return Container(
            "train", image: "registry.example.com/recommender:7.0.2", command: ["torchrun"],
            arguments: ["--nproc-per-node", "4", "train.py", "--until", "\(.windowEnd)"]
        )
        .variables([
            "BATCH_SIZE": "4096", "CHECKPOINT_EVERY": "500", "EMBEDDING_SIZE": "256", "EPOCHS": "8",
            "LEARNING_RATE": "0.0003", "MODEL_DIR": "/models", "NCCL_DEBUG": "WARN", "OMP_NUM_THREADS": "8",
            "POLICY": "\(.variable(.modelPolicy))", "RUN": "\(.runID)", "SEED": "7", "SESSIONS": "/scratch/sessions",
            "SHARD_COUNT": "64", "WARMUP_STEPS": "1000",
        ])
        .variables(fromConfigMap: "recommender-settings")
        .variable("TRACKING_TOKEN", from: PodSecret("model-tracking", key: "token"))
        .mount(scratch, at: "/scratch").mount(models, at: "/models")
        .mount(.configMap("recommender-features", as: "features"), at: "/etc/features", readOnly: true)
        .after(
            SideContainer(
                "fetch-sessions", image: "registry.example.com/aws-cli:2.17",
                arguments: ["s3", "sync", "s3://acme-lake/sessions", "/scratch/sessions"]
            )
            .mount(scratch, at: "/scratch")
        )
        .beside(
            SideContainer(
                "board", image: "registry.example.com/tensorboard:2.18", arguments: ["--logdir", "/models/log"]
            )
            .mount(models, at: "/models", readOnly: true).resources(cpu: .milli(200), memory: .gibibytes(1))
        )
        .resources(cpu: .cores(32), memory: .gibibytes(240), gpus: 4)
        .affinity(.nodes("gpu.model", in: "a100", "h100"))
        .affinity(.preferredNodes("topology.kubernetes.io/zone", in: "eu-central-1a", weight: 50))
        .affinity(.awayFrom("app", "recommender-training"))
        .tolerating("gpu", effect: .noSchedule).tolerating("spot", "yes", effect: .preferNoSchedule)
        .label("app", "recommender-training").annotation("cluster-autoscaler.kubernetes.io/safe-to-evict", "false")
        .startTimeout(.hours(1)).timeout(.hours(12)).keepingFailedPods().deferred()
    }
}

/// Starts a cluster of EMR for one run; its id is the result.
struct EMRCluster: PipelineTask {
    var declaration: TaskDeclaration

    init(
        _ id: TaskID, named name: Name, workers: Int, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: "airflow.providers.amazon.aws.operators.emr.EmrCreateJobFlowOperator",
            [
                "aws_conn_id": "aws_data", "emr_conn_id": nil,
                "job_flow_overrides": [
                    "Name": "\(name) \(.runID)", "ReleaseLabel": "emr-7.5.0", "Applications": [["Name": "Spark"]],
                    "ServiceRole": "emr-service", "JobFlowRole": "emr-nodes",
                    "Instances": [
                        "KeepJobFlowAliveWhenNoSteps": true, "MasterInstanceType": "m7g.xlarge",
                        "SlaveInstanceType": "r7g.4xlarge", "InstanceCount": .int(workers),
                    ],
                ],
                "wait_for_completion": true,
            ], connections: [.aws], file: file, line: line, column: column)
    }
}

/// Ends a cluster of EMR.
struct EMRClusterEnd: PipelineTask {
    var declaration: TaskDeclaration

    init(
        _ id: TaskID, _ cluster: RuntimeString, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: "airflow.providers.amazon.aws.operators.emr.EmrTerminateJobFlowOperator",
            ["aws_conn_id": "aws_data", "job_flow_id": .text(cluster), "deferrable": true], connections: [.aws],
            file: file, line: line, column: column)
    }
}
