import DagDSL
import Foundation
import TestSupport
import Testing
import Workspace

/// What a job says reaches Spark by its own words, the same on a cluster and by `spark-submit`.
@Suite struct SparkManifestTests {
    private static let schema = PackageFolder.schemas.appending(path: "sparkapplication-crd.yaml")
    private static let scripts = PackageFolder.tests.appending(path: "SparkBackendTests/Python")

    @Test(
        "every manifest is what the Spark operator's schema says, down to the last field",
        .enabled(
            if: FileManager.default.fileExists(atPath: schema.path), "no schema of the operator beside the package"))
    func fitsTheSchema() async throws {
        let files = try SparkJobs().compiled(0).filter { $0.path.text.hasPrefix("spark/") }
        #expect(files.count == 4)
        try await withTemporaryFolder { folder in
            for (index, file) in files.enumerated() {
                try Data(file.bytes).write(to: folder.appending(path: "\(index).yaml"))
            }
            let generated = PackageFolder.root.appending(path: "generated/spark")
            try await PythonEnvironment.operations.python(
                Self.scripts.appending(path: "read_manifests.py"), [Self.schema.path, folder.path, generated.path]
            ).succeed()
        }
    }

    @Test(arguments: ["plain", "sized", "jar", "files"])
    func `a manifest says what the job and the environment say`(_ task: String) async throws {
        try await expect(at: 0, "spark/nightly.Spark_jobs/\(task).yaml", like: "\(task).yaml")
    }

    @Test func `a name that begins with a digit becomes one that a service can have`() throws {
        let files = try SparkJobs().compiled(0, NightlySpark(id: "3pl.stock"))
        let file = try #require(files.first { $0.path.text == "spark/3pl.stock/plain.yaml" })
        #expect(String(decoding: file.bytes, as: UTF8.self).contains("name: job-3pl-stock-plain\n"))
    }

    @Test func `spark-submit is told the same`() async throws {
        try await expect(at: 1, "airflow/dags/nightly.Spark_jobs.py", like: "submit.py.txt")
    }

    private func expect(at place: Int, _ path: String, like golden: String) async throws {
        let file = try #require(try SparkJobs().compiled(place).first { $0.path.text == path })
        try await Golden.expect(String(decoding: file.bytes, as: UTF8.self), "Spark/\(golden)")
    }

    @Test("every property of the catalogue is one of Spark's own, and what it refuses Spark refuses too")
    func agreesWithSpark() async throws {
        let properties = SparkRegistry.samples.map { sample in
            ["key": sample.key, "value": sample.value, "taken": sample.isTaken ? "yes" : "no"]
        }
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "properties.json")
            try JSONEncoder().encode(properties).write(to: file)
            let result = try await PythonEnvironment.data.python(
                Self.scripts.appending(path: "ask_spark.py"), [file.path]
            ).succeed()
            #expect(result.output.contains("asked \(properties.count)"))
        }
    }
}
