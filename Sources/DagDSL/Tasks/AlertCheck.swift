import Diagnostics
import PipelineModel

/// Fails while an Alertmanager has active alerts that nobody has silenced and no other alert inhibits.
public struct AlertCheck: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// - Parameters:
    ///   - connection: the Alertmanager, as an HTTP service.
    ///   - filters: Alertmanager's matchers, such as `severity="critical"`, of which all must hold.
    ///   - ignored: names of alerts that are always active, such as a heartbeat.
    public init(
        _ id: TaskID, by connection: Connection, where filters: Name..., ignoring ignored: [Name] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let alerts = WatchedAlerts(
            connection: connection.id, filters: filters.map(\.description), ignored: ignored.map(\.description))
        declaration = TaskDeclaration(id, .watch(WatchModel(.alerts(alerts))), at: SourceLocation(file, line, column))
    }
}
