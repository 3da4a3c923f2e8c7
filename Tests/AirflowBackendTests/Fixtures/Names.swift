import DagDSL

/// Ids that meet each other, and the names of what a DAG file imports.
struct MeetingNames: Pipeline {
    let id: PipelineID = "meeting_names"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(timeout: .minutes(5))

    var flow: some Flow {
        let north = Group("north") { check >>> load }
        let south = Group("south") { check >>> load }
        north >>> south
        let last = Bash("last", "echo last")
        Group("east") { check >>> last }
        last >>> Bash("check", "echo outside")
        Group("west") {
            Bash("last", "echo west") >>> check
            Group("inner") { check >>> load }
        }
        Bash("BashOperator", "echo 1") >>> Bash("timedelta", "echo 2") >>> Bash("TaskGroup", "echo 3")
        PythonCall("anything", "anything", in: "anything.py")
            >>> PythonCall("other", "regions", in: "lists.py") >>> Bash("kinds_python", "echo 4")
    }

    private var check: Bash { Bash("check", "echo check") }
    private var load: Bash { Bash("load", "echo load") }
}

/// Two operator classes of one name, and a task that is called as the file calls one of them.
struct SharedImports: Pipeline {
    let id: PipelineID = "shared_imports"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(timeout: .minutes(5))

    var flow: some Flow {
        Operator("own", "shop.operators.BashOperator") >>> Bash("BashOperator_2", "echo 1")
    }
}

/// What Airflow cannot say.
struct ItemsInJSON: Pipeline {
    let id: PipelineID = "items_in_json"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        HTTPRequest("post", .post, .service, path: "/", body: .json(["region": "\(.item)"]))
            .mapped(over: .list(["eu", "us"]))
        ForEach("each", over: .list(["eu", "us"])) {
            LambdaCall("call", function: "load", payload: ["region": ["\(.item)"]], .aws)
        }
    }
}

/// Tasks whose ids differ in marks only, and a report on what they have returned.
struct NearNames: Pipeline {
    let id: PipelineID = "near_names"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        QualityReport(
            "report", of: Bash("load-orders", "echo 1"), Bash("load_orders", "echo 2"), Bash("load_orders_2", "echo 3"))
    }
}
