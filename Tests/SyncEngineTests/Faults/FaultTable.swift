import Foundation
import System
import Testing

@testable import SyncEngine

/// The fault table takes minutes of a machine that does little else: `Tests/run --fault-table` asks for it and makes one
/// table of what its tests print.
@Suite("The fault table", .enabled(if: ProcessInfo.processInfo.environment["DAG_SYNC_FAULT_TABLE"] != nil))
enum FaultTable {
    /// Prints one cell. Beside what it says, the test has found the published tree whole and of one commit all the time.
    static func print(_ row: String, _ ground: Ground, _ cell: String) {
        Swift.print("fault-table | \(row) | \(ground) | \(cell)")
        fflush(nil)
    }

    /// How a failure was seen, how long after the harm it was reported, and how long after the harm's end the wanted
    /// commit was there without anybody's help.
    static func print(
        _ row: String, _ ground: Ground, seen: String, reported: Duration? = nil, recovered: Duration
    ) {
        let times = [reported, recovered].compactMap { $0 }.map { String(format: "%.1f", $0.inSeconds) }
        print(row, ground, ([seen] + times).joined(separator: ", "))
    }
}
