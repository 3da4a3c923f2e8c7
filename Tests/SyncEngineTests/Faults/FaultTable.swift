import Foundation

/// The fault table takes minutes of a machine that does nothing else: `Tests/run --fault-table` asks for it.
enum FaultTable {
    static var isWanted: Bool { ProcessInfo.processInfo.environment["DAG_SYNC_FAULT_TABLE"] != nil }
}
