import DagDSL

/// Commands that fail in every way, each leaving a line for each try.
struct Retries: Pipeline {
    let id: PipelineID = "retries"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(
        retry: .byErrorClass(
            transient: .exponential(3, from: .seconds(1), upTo: .seconds(2)),
            resourceLimit: .linear(2, by: .seconds(1)), dataQuality: .fixed(1, every: .seconds(1)),
            otherwise: .never,
            knowing: [.exitCode(7, is: .transient), .exception("builtins.LookupError", is: .dataQuality)]))

    var flow: some Flow {
        fails("transient", 75)
        fails("resources", 137)
        fails("data", 65)
        fails("unknown", 3)
        fails("own_code", 7)
        fails("never", 75).retry(.never)
        fails("alike", 65).retry(.fixed(2, every: .seconds(1)))
        PythonCall("network", "fails", in: "errors.py", ["name": "ConnectionResetError"])
        PythonCall("lookup", "fails", in: "errors.py", ["name": "KeyError"])
        PythonCall("other", "fails", in: "errors.py", ["name": "ValueError"])
        SQLCheck("check", in: .database, "select 1 = 0")
    }

    private func fails(_ id: TaskID, _ code: Int) -> Bash {
        Bash(id, "echo \(id) >> $NOTES; exit \(code: code)")
    }
}

/// Waits that grow in steps.
struct LinearRetries: Pipeline {
    let id: PipelineID = "linear_retries"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("thrice", "true").retry(.linear(3, by: .minutes(5)))
            >>> Bash("capped", "true").retry(.linear(4, by: .minutes(5), upTo: .minutes(12)))
            >>> Bash("once", "true").retry(.linear(1, by: .minutes(5)))
    }
}

/// Tasks that say otherwise than the growing waits of all tasks.
struct GrowingRetries: Pipeline {
    let id: PipelineID = "growing_retries"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)))

    var flow: some Flow {
        Bash("inherited", "true")
            >>> Bash("steady", "true").retry(.fixed(3, every: .minutes(5)))
            >>> Bash("once", "true").retry(.linear(1, by: .minutes(5)))
    }
}

extension RuntimeString.StringInterpolation {
    fileprivate mutating func appendInterpolation(code: Int) { appendLiteral("\(code)") }
}
