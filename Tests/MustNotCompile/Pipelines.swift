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

struct WithoutFlow: Pipeline {  // error: type 'WithoutFlow' does not conform to protocol 'Pipeline'
    let id: PipelineID = "without_flow"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
}

struct TimesWithoutUnit {
    let timeout = Empty("a").timeout(60)  // error: name the unit: .timeout(.minutes(30))
    let from: Retry = .exponential(3, from: 60, upTo: .minutes(15))  // error: argument type 'Duration'
    let upTo: Retry = .exponential(3, from: .minutes(1), upTo: 900)  // error: argument type 'Duration'
    let check = FileSensor("b", path: "x", in: gateway).checking(every: 60)  // error: argument type 'Duration'
    let giveUp = FileSensor("c", path: "x", in: gateway).givingUp(after: 3600)  // error: argument type 'Duration'
    let delay = TimeSensor("d", afterWindowEnd: 2)  // error: argument type 'Duration'
    let deadline: Deadline = .within(3, of: .scheduled, else: .slack(gateway))  // error: argument type 'Duration'
    let clock: Schedule = .daily(at: 2, in: .utc)  // error: argument type 'TimeOfDay'
    let memory = Container("e", image: "x").resources(memory: 512)  // error: argument type 'Memory'
}

struct Values {
    let start: Day = "2026-01-31"  // error: write Day(2026, 1, 31)
    let owner: Owner = "data"  // error: write .team("data") or .person("ada")
    let number = Param.integer("limit", default: "ten")  // error: argument type 'Int'
    let range = Param.integer("limit", default: 10, in: 1..<100)  // error: argument type 'ClosedRange<Int>'
    let param = Bash("a", "load --limit \(.param("limit"))")  // error: argument type 'Param'
    let variable = Bash("b", "load --mode \(.variable("mode"))")  // error: argument type 'Variable'
    let computed = PythonCall("c", "f", in: "f.py", ["x": Int("1")])  // error: 'Argument'
    let rule = Empty("d").runs(when: .allDone)  // error: type 'StartRule' has no member 'allDone'
    let weekday: Schedule = .weekly(on: 1, at: "02:00", in: .utc)  // error: argument type 'Weekday'
    let priority = Empty("e").priority("high")  // error: argument type 'Int'
}
