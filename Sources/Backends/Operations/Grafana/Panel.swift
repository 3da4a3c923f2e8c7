import CodeModels
import PipelineModel

/// One picture of a dashboard. Its place follows from the order of panels.
struct Panel {
    enum Kind: String {
        /// One number, or a few.
        case stat
        /// Lines over time.
        case lines = "timeseries"
        case table
        /// Words in Markdown.
        case text
        /// Coloured bars over time.
        case states = "state-timeline"
    }

    /// Grafana's names of units. Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
    enum Unit: String {
        case count = "short"
        case seconds = "s"
        case milliseconds = "ms"
        case bytes
        case share = "percentunit"
        case perSecond = "cps"
        case moment = "dateTimeAsIso"
        case flag = "bool_yes_no"
    }

    struct Query {
        let expression: PromQLExpression
        /// What a line is called, with labels in `{{ }}`.
        let legend: String
    }

    let title: String
    let description: String
    let kind: Kind
    var unit = Unit.count
    /// Of 24 columns.
    var width = 12
    /// Of 30 pixels each.
    var height = 8
    var queries: [Query] = []
    /// From where on it is red, and whether below is bad.
    var threshold: Threshold?
    /// What stands there when there is no value.
    var nothing = "nothing yet"
    var words = ""

    struct Threshold: Equatable {
        let value: Double
        let isLowerBound: Bool
    }

    func document(id: Int, x: Int, y: Int) -> Document {
        var fields: [(key: String, value: Document)] = [
            ("id", .int(id)), ("type", .string(kind.rawValue)), ("title", .string(title)),
            ("description", .string(description)),
            ("gridPos", ["h": .int(height), "w": .int(width), "x": .int(x), "y": .int(y)]),
        ]
        guard kind != .text else {
            fields.append(("options", ["mode": "markdown", "content": .string(words)]))
            return .object(DocumentObject(fields))
        }
        fields.append(("datasource", Dashboard.source))
        fields.append(("targets", .array(queries.enumerated().map(target))))
        fields.append(("fieldConfig", ["defaults": defaults, "overrides": []]))
        fields.append(("options", options))
        return .object(DocumentObject(fields))
    }

    private func target(_ index: Int, _ query: Query) -> Document {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        var fields: [(key: String, value: Document)] = [
            ("refId", .string(letters[index % letters.count])), ("datasource", Dashboard.source),
            ("expr", .string(query.expression.rendered())), ("legendFormat", .string(query.legend)),
        ]
        if kind == .stat || kind == .table {
            fields.append(("instant", true))
            fields.append(("range", false))
        }
        if kind == .table { fields.append(("format", "table")) }
        return .object(DocumentObject(fields))
    }

    private var defaults: Document {
        var fields: [(key: String, value: Document)] = [
            ("unit", .string(unit.rawValue)), ("noValue", .string(nothing)),
        ]
        if unit == .share { fields += [("min", 0), ("max", 1)] }
        if let threshold {
            let (low, high) = threshold.isLowerBound ? ("red", "green") : ("green", "red")
            fields.append(
                (
                    "thresholds",
                    [
                        "mode": "absolute",
                        "steps": [
                            ["value": .null, "color": .string(low)],
                            ["value": .number(DocumentNumber(threshold.value)), "color": .string(high)],
                        ],
                    ]
                ))
            fields.append(("color", ["mode": "thresholds"]))
            if kind == .lines { fields.append(("custom", ["thresholdsStyle": ["mode": "line"]])) }
        }
        return .object(DocumentObject(fields))
    }

    private var options: Document {
        switch kind {
        case .stat:
            ["reduceOptions": ["calcs": ["lastNotNull"], "fields": "", "values": false], "colorMode": "background"]
        case .lines:
            ["legend": ["displayMode": "list", "placement": "bottom"], "tooltip": ["mode": "multi", "sort": "desc"]]
        case .table: ["showHeader": true]
        case .states: ["showValue": "never", "mergeValues": true]
        case .text: [:]
        }
    }
}
