import DagDSL

/// Validates the raw data of a day, and works them up in batches and as a stream before their quality is checked.
struct DataProcessing: Pipeline {
    let id: PipelineID = "data_processing"
    let title: String? = "Data processing"
    let summary = "Validates the raw data of a day, transforms them and checks what has come of it."
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["batch", "glue"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)
    let defaults = TaskDefaults(
        retry: .exponential(3, from: .seconds(30), upTo: .minutes(15)), timeout: .hours(2))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let flag = S3KeySensor(
            "check_data_availability", key: "data/\(.windowStart("%Y-%m-%d"))/complete.flag", in: "raw-data-bucket",
            .aws
        )
        .checking(every: .minutes(5)).givingUp(after: .hours(1))
        let validation = GlueJob(
            "data_validation", job: "data-validation-job",
            arguments: [
                "--input_path": "s3://raw-data/\(.windowStart("%Y-%m-%d"))/",
                "--output_path": "s3://validated-data/\(.windowStart("%Y-%m-%d"))/",
            ], .aws)
        let batch = GlueJob(
            "etl_processing", job: "data-transformation-job",
            arguments: ["--input_path": "s3://validated-data/\(.windowStart("%Y-%m-%d"))/"], .aws)
        let stream = LambdaCall(
            "stream_processing", function: "stream-processing",
            payload: ["from": "\(.windowStart)", "to": "\(.windowEnd)"], .aws)
        let quality = GlueJob(
            "data_quality_check", job: "data-quality-job",
            arguments: ["--day": "\(.windowStart("%Y-%m-%d"))"], .aws)

        flag >>> validation >>> [batch.graph, stream.graph] >>> quality
    }
}
