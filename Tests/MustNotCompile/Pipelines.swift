import DagDSL

// Pipelines that lack something, and times that say too little.

struct WithoutSchedule: Pipeline {  // error: type 'WithoutSchedule' does not conform to protocol 'Pipeline'
    let id: PipelineID = "without_schedule"
    let owner: Owner = .team("tests")
    var flow: some Flow { Empty("a") }
}

struct WithoutOwner: Pipeline {  // error: type 'WithoutOwner' does not conform to protocol 'Pipeline'
    let id: PipelineID = "without_owner"
    let schedule: Schedule = .manual()
    var flow: some Flow { Empty("a") }
}

struct WithoutID: Pipeline {  // error: type 'WithoutID' does not conform to protocol 'Pipeline'
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    var flow: some Flow { Empty("a") }
}

struct Times {
    let interval: Schedule = .every(5, covering: .instant)  // error: argument type 'Duration'
    let zone: Schedule = .daily(at: "02:00")  // error: missing argument for parameter 'in' in call
    let text: Schedule = "@daily"  // error: say what it means: .daily(
    let retry: Retry = .fixed(3, every: 60)  // error: argument type 'Duration'
    let limit = TaskDefaults(timeout: 3600)  // error: argument type 'Duration'
    let rule = Empty("a").runs(when: "all_done")  // error: argument type 'StartRule'
}
