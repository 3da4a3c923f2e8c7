import Foundation
import TestSupport
import Testing

@Suite struct OrdersWorkloadTests {
    private static let from = "2026-01-30T02:00:00+00:00"
    private static let runner = TestEnvironment.jobRunner.appending(path: "dagc_jobs").path
    private static let to = "2026-01-31T02:00:00+00:00"

    @Test func `Spark, dbt and the reconciliation report the figures that the generator counted`() async throws {
        try await withTemporaryFolder { folder in
            let workload = try await OrdersWorkload(in: folder, from: Self.from, to: Self.to, events: 20_000)
            let expected = workload.expected
            #expect(expected.rawRows == 20_000)
            #expect(expected.cleanOrders > expected.speedOrders)

            let checked = try await job(
                "python", Self.runner, "quality", spec("quality"), "--from", Self.from, "--to", Self.to,
                of: workload)
            #expect(try decoded(checked) == Quality(status: "warning"))

            let cleaned = try await job(
                "spark-submit", "--master", "local[2]",
                TestEnvironment.workload.appending(path: "jobs/clean_orders.py").path,
                "--from", Self.from, "--to", Self.to,
                "--input", "\(folder.path)/lake/raw/orders", "--output", "\(folder.path)/lake/clean/orders",
                of: workload)
            #expect(try decoded(cleaned) == Cleaned(rowsRead: expected.rawRows, rowsWritten: expected.cleanOrders))

            let built = try await job("dbt", "--no-use-colors", "build", "--select", "tag:daily", of: workload)
            #expect(built.output.contains("Done. PASS=8 WARN=0 ERROR=0 SKIP=0"))

            let reconciled = try await job(
                "python", Self.runner, "reconcile", spec("reconciliation"),
                "--from", Self.from, "--to", Self.to, of: workload)
            #expect(
                try decoded(reconciled)
                    == Reconciled(
                        status: "warning", windowCount: expected.windows, equalWindows: expected.equalWindows,
                        worstPercent: expected.worstPercent, rowsSpeed: expected.speedOrders,
                        rowsBatch: expected.cleanOrders))
        }
    }

    private struct Quality: Decodable, Equatable {
        let status: String
    }

    private struct Cleaned: Decodable, Equatable {
        let rowsRead: Int
        let rowsWritten: Int
    }

    private struct Reconciled: Decodable, Equatable {
        let status: String
        let windowCount: Int
        let equalWindows: Int
        let worstPercent: String
        let rowsSpeed: Int
        let rowsBatch: Int
    }

    private func spec(_ name: String) -> String {
        TestEnvironment.workload.appending(path: "specs/\(name).json").path
    }

    private func job(_ program: String, _ arguments: String..., of workload: OrdersWorkload) async throws
        -> Command.Result
    {
        let command = Command(
            program: try PythonEnvironment.data.program(program), arguments: arguments,
            environment: TestEnvironment.engines(home: workload.folder).merging(workload.variables) { _, own in own })
        return try await command.succeed()
    }

    private func decoded<Value: Decodable>(_ result: Command.Result) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(result.lastLine.utf8))
    }
}
