import DagDSL

/// Failures without which the run goes on.
struct Degraded: Pipeline {
    let id: PipelineID = "degraded"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(retry: .fixed(1, every: .seconds(1)), notifications: [.onRetry(.slack(.slack))])

    var flow: some Flow {
        let extract = note("extract")
        let weather = fails("weather").criticality(.nonCritical).notifies()
        let prices = note("prices").criticality(.nonCritical)
        let publish = note("publish")
        let apologise = note("apologise").runs(when: .oneFailed)
        let last = Group("extras") { fails("fancy").criticality(.nonCritical).notifies() }
        extract >>> [weather, prices] >>> publish >>> last
        weather >>> apologise
    }
}

/// Failures of single instances without which the run goes on, or about which a person decides.
struct Instances: Pipeline {
    let id: PipelineID = "instances"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let each = Bash("each", "echo each \(.item) >> $NOTES; echo \(.item); test \(.item) != us").retry(.never)
            .mapped(over: .list(["eu", "us"])).criticality(.nonCritical)
        let all = Bash("all", "echo all \(.item) >> $NOTES").mapped(over: .list(["eu", "us"]))
            .criticality(.dataQuality)
        let checked = Bash("checked", "echo checked \(.item) >> $NOTES; test \(.item) != us").retry(.never)
            .mapped(over: .list(["eu", "us"])).criticality(.dataQuality(reviewedWithin: .minutes(10)))
        let none = Bash("none", "exit \(.item)").mapped(over: .list([99, 99])).criticality(.nonCritical)
        each >>> Bash("told", "echo told \(.result(of: each)) >> $NOTES")
        all >>> note("ready")
        checked >>> note("published")
        none >>> note("left_out")
        ForEach("depots", over: .list(["north", "south"])) {
            let stock = Bash("stock", "echo stock \(.item) >> $NOTES; test \(.item) != north").retry(.never)
            let count = Bash("count", "echo count \(.item) >> $NOTES; test \(.item) != south").retry(.never)
            stock.criticality(.nonCritical) >>> count.criticality(.dataQuality(reviewedWithin: .minutes(10)))
                >>> Bash("ship", "echo ship \(.item) >> $NOTES")
        } >>> note("shipped")
    }
}

/// A failure before a task without which the run could go on.
struct Blocked: Pipeline {
    let id: PipelineID = "blocked"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        fails("extract") >>> note("weather").criticality(.nonCritical) >>> note("publish")
    }
}

/// Data that fails its check, and data that does not.
struct Reviewed: Pipeline {
    let id: PipelineID = "reviewed"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let criticality: Criticality? = .dataQuality

    var flow: some Flow {
        fails("bad").criticality(.dataQuality(asking: "Publish them?", reviewedWithin: .minutes(10)))
            >>> note("publish")
        note("good").criticality(.dataQuality) >>> note("load")
    }
}

/// A pipeline in which nothing goes on after a failure.
struct Stopped: Pipeline {
    let id: PipelineID = "stopped"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let criticality: Criticality? = .critical
    let notifications: [Notification] = [.onFailure(.email(.mail, to: ["on-call@example.com"]))]

    var flow: some Flow {
        fails("extract") >>> note("load")
        note("first") >>> note("second") >>> note("third")
        Using(note("create"), teardown: note("destroy")) { note("use") >>> note("use_more") }
    }
}

/// Nothing fails, so nothing is stopped.
struct Unstopped: Pipeline {
    let id: PipelineID = "unstopped"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let criticality: Criticality? = .critical
    let notifications: [Notification] = [.onFailure(.slack(.slack))]

    var flow: some Flow {
        note("extract") >>> note("load").notifies(.onFailure(.email(.mail, to: ["on-call@example.com"])))
    }
}

private func note(_ id: TaskID) -> Bash { Bash(id, "echo \(id) >> $NOTES") }

private func fails(_ id: TaskID) -> Bash { Bash(id, "echo \(id) >> $NOTES; exit 1").retry(.never) }
