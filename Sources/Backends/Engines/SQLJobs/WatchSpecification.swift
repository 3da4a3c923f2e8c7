import BackendInterface
import CodeModels
package import PipelineModel

/// A look at components, measures or alerts as the runner reads it.
struct WatchSpecification {
    let watch: WatchModel
    let environment: EnvironmentModel

    func document(of task: TaskModel, in pipeline: PipelineModel) -> Document {
        let head = SQLJob.head(of: task, in: pipeline)
        switch watch.subject {
        case .components(let components):
            var before: [RuntimeText] = []
            let documents = components.map { component in
                let document = document(component, after: before)
                before += component.texts
                return document
            }
            return .object(head + [("components", .array(documents))])
        case .measures(let measures):
            var before: [RuntimeText] = []
            let documents = measures.map { measure in
                let document = document(measure, after: before)
                before += measure.texts
                return document
            }
            return .object(head + [("measures", .array(documents))])
        case .alerts(let alerts):
            var fields = head + [variable(alerts.connection)]
            if !alerts.filters.isEmpty { fields.append(("filters", .strings(alerts.filters))) }
            if !alerts.ignored.isEmpty { fields.append(("ignored", .strings(alerts.ignored))) }
            return .object(fields)
        }
    }

    private func variable(_ connection: String) -> (String, Document) {
        ("uri_environment", .string(SQLJob.variable(ofConnection: connection)))
    }

    private func document(_ component: WatchedComponent, after before: [RuntimeText]) -> Document {
        let name = ("name", Document.string(component.name))
        switch component.way {
        case .http(let connection, let path, let expected):
            var fields = [
                name, ("kind", .string("http")), variable(connection), ("path", SQLJob.document(path, after: before)),
            ]
            if !expected.isEmpty {
                fields.append(("expects", .object(expected.map { ($0.key, .string($0.value)) })))
            }
            return .object(fields)
        case .tcp(let connection): return .object([name, ("kind", .string("tcp")), variable(connection)])
        case .sql(let store, let sql):
            let engine = EngineSpecification.document(environment.engine(of: store), datasets: [])
            return .object([
                name, ("kind", .string("sql")), ("engine", engine), ("sql", SQLJob.document(sql, after: before)),
            ])
        case .kafka(let connection, let topics, let brokers):
            var fields = [name, ("kind", .string("kafka")), variable(connection)]
            if !topics.isEmpty { fields.append(("topics", .strings(topics))) }
            return .object(fields + [("brokers", .int(brokers))])
        case .airflow(let connection, let path, let parts):
            return .object([
                name, ("kind", .string("airflow")), variable(connection),
                ("path", SQLJob.document(path, after: before)), ("parts", .strings(parts)),
            ])
        }
    }

    private func document(_ measure: WatchedMeasure, after before: [RuntimeText]) -> Document {
        var fields = [("name", Document.string(measure.name))]
        switch measure.source {
        case .lag(let dataset, let column, let other, let otherColumn):
            fields.append(("lag", side(dataset, column)))
            if let other, let otherColumn { fields.append(("source", side(other, otherColumn))) }
        case .sql(let store, let sql):
            let engine = EngineSpecification.document(environment.engine(of: store), datasets: [])
            fields += [("engine", engine), ("sql", SQLJob.document(sql, after: before))]
        case .prometheus(let connection, let query):
            fields += [variable(connection), ("query", SQLJob.document(query, after: before))]
        }
        if let least = measure.atLeast { fields.append(("at_least", .string(least))) }
        if let most = measure.atMost { fields.append(("at_most", .string(most))) }
        if !measure.unit.isEmpty { fields.append(("unit", .string(measure.unit))) }
        return .object(fields)
    }

    private func side(_ dataset: DatasetModel, _ column: String) -> Document {
        .object([
            (
                "engine", EngineSpecification.document(environment.engine(of: dataset.store), datasets: [dataset])
            ),
            ("table", EngineSpecification.table(dataset)), ("time", .string(column)),
        ])
    }
}

extension WatchModel {
    package var verb: SQLJob.Verb {
        switch subject {
        case .components: .health
        case .measures: .performance
        case .alerts: .alerts
        }
    }

    /// The texts that the runner completes, in the order in which their open parts are numbered.
    package var completedTexts: [RuntimeText] { texts }
}

extension WatchedComponent {
    fileprivate var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found
    }
}

extension WatchedMeasure {
    fileprivate var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found
    }
}
