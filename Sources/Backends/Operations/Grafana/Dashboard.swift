import CodeModels
import PipelineModel

/// A page of panels in rows.
struct Dashboard {
    let uid: String
    let title: String
    let description: String
    var tags: [String] = []
    /// Rows of panels under headings.
    var rows: [Row]
    /// A pipeline that whoever looks chooses.
    var choosesPipeline = false
    /// How far back it looks at first.
    var from = "now-6h"
    /// Which alerts are marks on its lines.
    let alerts: [PromQLMatcher]

    struct Row {
        let title: String
        let panels: [Panel]
    }

    /// The source that whoever looks chooses; dashboards are so the same in every Grafana.
    static let source: Document = ["type": "prometheus", "uid": "${datasource}"]

    var document: Document {
        [
            "uid": .string(uid), "title": .string(title), "description": .string(description),
            "tags": .array((["dagc"] + tags).map { .string($0) }), "timezone": "browser", "editable": false,
            "graphTooltip": 1, "schemaVersion": 39, "refresh": "1m", "time": ["from": .string(from), "to": "now"],
            "templating": ["list": .array(variables)], "annotations": ["list": .array(annotations)],
            "links": [
                [
                    "title": "All dashboards", "type": "dashboards", "icon": "external link", "tooltip": "",
                    "tags": ["dagc"], "asDropdown": true, "targetBlank": false, "includeVars": true, "keepTime": true,
                ]
            ], "panels": .array(panels),
        ]
    }

    /// Panels side by side, 24 columns wide, in rows as high as their highest panel.
    private var panels: [Document] {
        var documents: [Document] = []
        var y = 0
        for row in rows where !row.panels.isEmpty {
            documents.append([
                "id": .int(documents.count + 1), "type": "row", "title": .string(row.title), "collapsed": false,
                "gridPos": ["h": 1, "w": 24, "x": 0, "y": .int(y)], "panels": [],
            ])
            y += 1
            var (x, height) = (0, 0)
            for panel in row.panels {
                if x + panel.width > 24 { (x, y, height) = (0, y + height, 0) }
                documents.append(panel.document(id: documents.count + 1, x: x, y: y))
                x += panel.width
                height = max(height, panel.height)
            }
            y += height
        }
        return documents
    }

    private var variables: [Document] {
        var variables: [Document] = [
            [
                "name": "datasource", "label": "Source", "type": "datasource", "query": "prometheus", "hide": 0,
            ]
        ]
        if choosesPipeline {
            variables.append([
                "name": "pipeline", "label": "Pipeline", "type": "query", "datasource": Self.source,
                "query": .string("label_values(\(RecordedSeries.info), pipeline)"), "refresh": 2, "sort": 1,
                "multi": false, "includeAll": false, "hide": 0,
            ])
        }
        return variables
    }

    private var annotations: [Document] {
        let firing = PromQLExpression.selector(
            PromQLSelector("ALERTS", [.equal("alertstate", "firing")] + alerts))
        let published = PromQLExpression.overTime(
            .changes, PromQLSelector("dag_sync_published_timestamp_seconds").over(.minutes(5))
        ).filtered(.greater, 0)
        return [
            annotation("Alerts", firing, "red", "{{alertname}} {{pipeline}}{{component}}"),
            annotation("Deployments", published, "blue", "pipelines were published"),
        ]
    }

    private func annotation(_ name: String, _ query: PromQLExpression, _ color: String, _ title: String) -> Document {
        [
            "name": .string(name), "datasource": Self.source, "enable": true, "iconColor": .string(color),
            "expr": .string(query.rendered()), "titleFormat": .string(title), "step": "60s",
        ]
    }
}
