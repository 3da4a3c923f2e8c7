import DagDSL

// What people write who come from Airflow. Every message says what to write instead.

let task = Bash("task", "true")

struct TextsInPlaceOfValues {
    let day: Day = "2026-01-31"  // error: write Day(2026, 1, 31)
    let owner: Owner = "data"  // error: write .team("data")
    let pooled = task.pool("heavy")  // error: declare it once
    let health = HTTPCheck("health", "gateway", path: "/")  // error: declare it once
}

struct OrdersOfAirflow {
    @FlowBuilder var flow: some Flow {
        task << task  // error: the other way round
        task.setDownstream(task)  // error: write `a >>> b`
        print("hello")  // error: only tasks, groups, branches and orders
    }
}

struct PoliciesOfAirflow {
    let again = task.retry(3)  // error: how long to wait
    let tries = task.retries(3)  // error: write .retry(
    let limit = task.timeout(30)  // error: name the unit
    let rule = task.triggerRule("all_done")  // error: write .always()
    let defaults = TaskDefaults(retries: 3)  // error: write TaskDefaults(retry:
    let often: Schedule = .every(minutes: 5)  // error: write .every(.minutes(5))
}

struct ValuesOfAirflow {
    let regions = task.mapped(over: ["eu", "us"])  // error: .list(["eu", "us"])
    let depots = task.mapped(over: [region])  // error: .list(…)) around it
    let results = task.mapped(over: task)  // error: .result(of: task)
    let expanded = task.expand("eu", "us")  // error: .mapped(over:
    let day = Bash("load", "load \(.ds)")  // error: \(.windowStart)
    let date = Bash("load", "load \(.executionDate)")  // error: 'logicalDate'
    let computed = Bash("load", "load \(region)")  // error: make the constant a `Name`
}
