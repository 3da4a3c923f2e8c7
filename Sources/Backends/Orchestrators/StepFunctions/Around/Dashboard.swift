import BackendInterface
import CodeModels

/// A dashboard of CloudWatch with how runs of each machine end and how long they take:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
struct Dashboard {
    let region: String
    /// The pipelines and the ARNs of their machines.
    let machines: [(pipeline: String, arn: String)]

    /// What a dashboard may have.
    private static let mostWidgets = 500
    /// In columns and rows of the dashboard, which is 24 columns wide.
    private static let (width, height) = (12, 6)

    /// The text of `DashboardBody`.
    var body: String {
        let widgets = machines.prefix(Self.mostWidgets / 2).enumerated().flatMap { row, machine in
            [
                widget(
                    "\(machine.pipeline): runs", ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"],
                    "Sum", of: machine.arn, column: 0, row),
                widget(
                    "\(machine.pipeline): time", ["ExecutionTime"], "Maximum", of: machine.arn, column: Self.width, row),
            ]
        }
        return Document.object([("widgets", .array(widgets))]).renderedJSON(levels: 0)
    }

    private func widget(
        _ title: String, _ metrics: [String], _ statistic: String, of arn: String, column: Int, _ row: Int
    ) -> Document {
        let series = metrics.map { metric -> Document in
            ["AWS/States", .string(metric), "StateMachineArn", .string(arn)]
        }
        return [
            "type": "metric", "x": .int(column), "y": .int(row * Self.height), "width": .int(Self.width),
            "height": .int(Self.height),
            "properties": [
                "title": .string(title), "region": .string(region), "stat": .string(statistic), "period": 3_600,
                "view": "timeSeries", "metrics": .array(series),
            ],
        ]
    }
}
