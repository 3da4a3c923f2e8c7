import DagDSL

/// What happens while Airflow runs: news from outside, people's answers, deadlines, and the ends of runs.
enum LiveEvents {
    static let pipelines: [any Pipeline] = [
        OnArrival(), Late(id: "late", channel: .slack(.slack)), Late(id: "late_own", channel: note),
        Late(id: "late_function", channel: .function("missed", in: "callbacks.py")), Asking(),
        Deferring(), EndsTold(ending: .succeeding), EndsTold(ending: .failing),
    ]

    /// A notifier class of the package.
    static let note = Notification.Channel.notifier(
        "kinds_python.callbacks.Note", text: "words", ["mark": "told", "times": 2])

    /// Markers that stand for what other systems leave.
    static let arrival = "/tmp/dagc-live-arrival.done"
    static let awaited = "/tmp/dagc-live-awaited.done"
}

/// Started by a file that somebody leaves.
private struct OnArrival: Pipeline {
    let id: PipelineID = "on_arrival"
    let schedule: Schedule = .onUpdate(
        of: .dataset(
            Dataset<Total>("arrivals", in: .landing, path: "arrivals").watched(
                by: .file("marker", path: "/tmp/dagc-live-arrival.done", every: .seconds(1)))))
    let owner: Owner = .team("tests")

    var flow: some Flow { Bash("arrived", "echo arrived >> $NOTES") }
}

/// Misses its deadline, and ends well all the same.
private struct Late: Pipeline {
    let id: PipelineID
    let channel: Notification.Channel
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var deadline: Deadline? { .within(.seconds(2), of: .queued, else: channel) }

    var flow: some Flow { Bash("slow", "sleep 20; echo slow >> $NOTES") }
}

/// Asks people, and tells them that it does.
private struct Asking: Pipeline {
    let id: PipelineID = "asking"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    private enum Size: String, Outcome {
        case small
        case large
    }

    var flow: some Flow {
        let release = Approval("release", "Publish the prices?").notifying(.slack(.slack), saying: "please answer")
        let region = HumanChoice("region", "Which region first?", among: ["north", "south"])
        let way = HumanBranch("way", "Which size?") { (size: Size) in
            switch size {
            case .small: Bash("small", "echo small >> $NOTES")
            case .large: Bash("large", "echo large >> $NOTES")
            }
        }
        release >>> Bash("released", "echo released >> $NOTES") >>> way
        PythonCall("chosen", "chosen", in: "callbacks.py", ["option": "\(region.chosen)"])
        Approval("stop", "Go on?") >>> Bash("stopped", "echo stopped >> $NOTES")
    }
}

/// Waits in the triggerer.
private struct Deferring: Pipeline {
    let id: PipelineID = "deferring"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        FileSensor("awaited", path: "/tmp/dagc-live-awaited.done", in: .landing).checking(every: .seconds(1)).deferred()
            >>> Bash("found", "echo found >> $NOTES")
    }
}

/// Tells people how its runs have ended.
private struct EndsTold: Pipeline {
    enum Ending: String {
        case succeeding
        case failing
    }

    let id: PipelineID
    let ending: Ending
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    private let counted = Bash("counted", "echo 42")

    init(ending: Ending) {
        self.ending = ending
        id = ending == .failing ? "told_failure" : "told_success"
    }

    var notifications: [Notification] {
        [
            .onSuccess(.slack(.slack), saying: "well after \(.result(of: counted))"),
            .onSuccess(.function("ended", in: "callbacks.py")),
            .onFailure(.slack(.slack)),
            .onFailure(LiveEvents.note, saying: "badly after \(.result(of: counted)), run \(.runID)"),
            .onFailure(.function("ended", in: "callbacks.py")),
        ]
    }

    var flow: some Flow { counted >>> Bash("last", ending == .failing ? "exit 1" : "true") }
}
