import DagDSL

/// A failure beside a gate that does not open.
struct GatedReport: Pipeline {
    let id: PipelineID = "gated_report"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let broken = Bash("broken", "exit 1")
        let gate = ContinueIf("gate", "no", is: "yes")
        let load = Bash("load", "echo load >> $NOTES")
        let report = Bash("report", "echo report >> $NOTES").always()
        broken >>> report
        gate >>> load >>> report
    }
}

/// Two arms of three have nothing to do.
struct QuietArms: Pipeline {
    enum Size: String, Outcome {
        case small
        case medium
        case large
    }

    let id: PipelineID = "quiet_arms"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let size = Branch("size", on: "small", among: Size.self) { size in
            switch size {
            case .small, .medium: Skip()
            case .large: Bash("large", "echo large >> $NOTES")
            }
        }
        size >>> Bash("joined", "echo joined >> $NOTES") >>> Bash("quiet", "true").notifies()
    }
}

/// Tasks beside defaults that tell people of two events.
struct Told: Pipeline {
    let id: PipelineID = "told"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(notifications: [.onFailure(.slack(.slack)), .onRetry(.slack(.slack))])

    var flow: some Flow {
        Bash("inherits", "true")
            >>> Bash("quiet", "true").notifies()
            >>> Bash("other", "true").notifies(.onFailure(.email(.mail, to: ["team@example.com"])))
    }
}
