extension TaskKind {
    /// What documents call the kinds, as ``TaskKind`` encodes them. Trees that were pushed hold these words, so that to
    /// `dagc plan` one that changes is another kind.
    package enum Name: String, Sendable {
        case quality
        case spark
        case dbt
        case reconciliation
        case report
        case http
        case watch
        case sqlCheck
        case bash
        case empty
        case branch
        case gate
        case sql
        case httpRequest
        case python
        case container
        case glue
        case glueCrawler
        case lambda
        case emrStep
        case emrServerless
        case stateMachine
        case trigger
        case sensor
        case message
        case human
        case outcome
        case review
        case marker
        case custom
    }

    package var name: Name {
        switch self {
        case .quality: .quality
        case .spark: .spark
        case .dbt: .dbt
        case .reconciliation: .reconciliation
        case .report: .report
        case .http: .http
        case .watch: .watch
        case .sqlCheck: .sqlCheck
        case .bash: .bash
        case .empty: .empty
        case .branch: .branch
        case .gate: .gate
        case .sql: .sql
        case .httpRequest: .httpRequest
        case .python: .python
        case .container: .container
        case .glue: .glue
        case .glueCrawler: .glueCrawler
        case .lambda: .lambda
        case .emrStep: .emrStep
        case .emrServerless: .emrServerless
        case .stateMachine: .stateMachine
        case .trigger: .trigger
        case .sensor: .sensor
        case .message: .message
        case .human: .human
        case .outcome: .outcome
        case .review: .review
        case .marker: .marker
        case .custom: .custom
        }
    }
}
