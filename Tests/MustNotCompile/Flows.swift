import DagDSL

// What a flow can not say. Every marked line is refused with a message that holds the words after `error:`.

let sample = Bash("sample", "true")

enum Size: String, Outcome {
    case small
    case large
}

struct MisspeltTask {
    @FlowBuilder var flow: some Flow {
        let load = Bash("load", "true")
        let clean = Bash("clean", "true")
        load >>> claen  // error: cannot find 'claen' in scope
        clean
    }
}

struct UsedBeforeDeclaration {
    @FlowBuilder var flow: some Flow {
        sample >>> later  // error: use of local variable 'later' before its declaration
        let later = Bash("later", "true")
        later
    }
}

struct DeclaredAndNeverUsed {
    @FlowBuilder var flow: some Flow {
        let forgotten = Bash("forgotten", "true")  // error: 'forgotten' was never used
        sample
    }
}

struct BranchWithoutArm {
    @FlowBuilder var flow: some Flow {
        Branch("size", on: "\(.runID)", among: Size.self) { size in
            switch size {  // error: switch must be exhaustive
            case .small: sample
            }
        }
    }
}

struct BranchOnNoOutcome {
    @FlowBuilder var flow: some Flow {
        Branch("size", on: "\(.runID)", among: String.self) { _ in sample }  // error: conform to 'Outcome'
    }
}

struct NoTask {
    @FlowBuilder var flow: some Flow {
        sample
        "load"  // error: not their names
    }
}

struct OrderWithTheStandardOperator {
    @FlowBuilder var flow: some Flow {
        sample >> sample  // error: write `>>>`
    }
}

struct EdgeToText {
    @FlowBuilder var flow: some Flow {
        sample >>> "load"  // error: operator function '>>>' requires
    }
}

struct LabelAtTheEnd {
    @FlowBuilder var flow: some Flow {
        sample >>> Label("stale")  // error: conform to 'Flow'
    }
}

struct TeardownThatIsNoTask {
    @FlowBuilder var flow: some Flow {
        Using(sample, teardown: Parallel(sample, sample)) { sample }  // error: conform to 'PipelineTask'
    }
}

struct WrongOutcome {
    @FlowBuilder var flow: some Flow {
        Branch("size", on: "\(.runID)", among: Size.self) { size in
            switch size {
            case .small, .large: sample
            case .medium: sample  // error: type 'Size' has no member 'medium'
            }
        }
    }
}

struct RulesOfWhatIsNoTask {
    let group = Group("group") { sample }.always()  // error: has no member 'always'
    let chain = (sample >>> sample).retry(.never)  // error: has no member 'retry'
    let parallel = Parallel(sample, sample).runs(when: .allEnded)  // error: has no member 'runs'
    let skip = Skip().timeout(.minutes(1))  // error: has no member 'timeout'
}

struct SettingsOfAnotherKind {
    let deferred = Bash("a", "true").deferred()  // error: has no member 'deferred'
    let checking = Bash("b", "true").checking(every: .minutes(1))  // error: has no member 'checking'
    let waiting = Empty("c").waiting()  // error: has no member 'waiting'
    let mounted = Bash("d", "true").mount(.empty("scratch"), at: "/scratch")  // error: has no member 'mount'
    let pod = Empty("e").serviceAccount("score")  // error: has no member 'serviceAccount'
}

struct MappingOverNoItems {
    let text = sample.mapped(over: "regions")  // error: argument type 'Items'
    let array = sample.mapped(over: ["eu", "us"])  // error: write .mapped(over: .list(["eu", "us"]))
    let flow = sample.mapped(over: .result(of: Parallel(sample, sample)))  // error: conform to 'PipelineTask'
}
