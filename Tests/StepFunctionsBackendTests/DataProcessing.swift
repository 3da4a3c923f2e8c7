import CodeModels
import DagDSL
import Testing
import Workspace

@testable import StepFunctionsBackend

@Suite("A day of Glue jobs")
struct DataProcessingTests {
    @Test("The batch fails, the stream goes on beside it, and the check after both does not start")
    func failing() async throws {
        let files = try CompiledMachines.files(of: DataProcessing())
        let file = try #require(files.first { $0.path.description.hasSuffix("s/data_processing.asl.json") })
        let machine = try JSONParser.parse(file.bytes)
        #expect(MachineFaults.all(in: machine) == [])
        let run = MachineRun(
            name: "data_processing", machine: machine,
            answers: [
                ("check_data_availability", [["Return": ["Contents": [["Key": "data/2026-03-27/complete.flag"]]]]]),
                ("data_validation", [["Return": ["Id": "jr_1"]]]),
                ("etl_processing", [MachineRun.thrown("Glue.InternalServiceException")]),
                ("stream_processing", [["Return": ["Payload": ["rows": 1]]]]),
            ], input: ["time": "2026-03-28T02:00:00Z"])
        let outcome = try await AWSTools.run([run])[0].interpreter
        #expect(outcome.status == "FAILED" && outcome.cause == "failed: etl_processing", "\(outcome)")
        #expect(outcome.states?["stream_processing"] == "success")
        #expect(outcome.states?["data_quality_check"] == "upstream_failed")
        #expect(outcome.waits?.map { Int($0) } == [30, 60, 120])
    }
}

/// Validates the raw data of a day, and works them up in batches and as a stream before their quality is checked.
struct DataProcessing: Pipeline {
    let id: PipelineID = "data_processing"
    let title: String? = "Data processing"
    let summary = "Validates the raw data of a day, transforms them and checks what has come of it."
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data-engineering")
    let tags: [Name] = ["batch", "glue"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)
    let defaults = TaskDefaults(
        retry: .exponential(3, from: .seconds(30), upTo: .minutes(15)), timeout: .hours(2))
    let notifications: [Notification] = [.onFailure(.slack(EveryWork.alerts))]

    var flow: some Flow {
        let flag = S3KeySensor(
            "check_data_availability", key: "data/\(.windowStart("%Y-%m-%d"))/complete.flag", in: "raw-data-bucket",
            EveryWork.aws
        )
        .checking(every: .minutes(5)).givingUp(after: .hours(1))
        let validation = GlueJob(
            "data_validation", job: "data-validation-job",
            arguments: [
                "--input_path": "s3://raw-data/\(.windowStart("%Y-%m-%d"))/",
                "--output_path": "s3://validated-data/\(.windowStart("%Y-%m-%d"))/",
            ], EveryWork.aws)
        let batch = GlueJob(
            "etl_processing", job: "data-transformation-job",
            arguments: ["--input_path": "s3://validated-data/\(.windowStart("%Y-%m-%d"))/"], EveryWork.aws)
        let stream = LambdaCall(
            "stream_processing", function: "stream-processing",
            payload: ["from": "\(.windowStart)", "to": "\(.windowEnd)"], EveryWork.aws)
        let quality = GlueJob(
            "data_quality_check", job: "data-quality-job",
            arguments: ["--day": "\(.windowStart("%Y-%m-%d"))"], EveryWork.aws)

        flag >>> validation >>> [batch.graph, stream.graph] >>> quality
    }
}
