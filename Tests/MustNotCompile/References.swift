import DagDSL

// Text where a reference is needed.

let gateway = Connection("gateway", .http)
let password = "hunter2"

struct TextInPlaceOfAReference {
    let connection = HTTPCheck("a", "gateway", path: "/")  // error: declare it once
    let secret = Bash("b", "login --password=\(password)")  // error: make the constant a `Name`
    let store = SQLCheck("c", in: "warehouse", "select 1")  // error: argument type 'Store'
    let pool = Empty("d").pool("small")  // error: declare it once
    let alert: Notification = .onFailure(.slack("https://hooks.slack.com/x"))  // error: declare it once
    let queue = Empty("f").queue(password)  // error: argument type 'Name'
    let path = HTTPCheck("e", gateway, path: password)  // error: argument type 'RuntimeString'
}

struct Started: Pipeline {
    let id: PipelineID = "started"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    var flow: some Flow { Empty("a") }
}

struct TextInPlaceOfATypedReference {
    let dataset: Schedule = .onUpdate(of: "orders")  // error: argument type 'DatasetTrigger'
    let trigger: Schedule = .onUpdate(of: .dataset("orders"))  // error: argument type 'Dataset
    let external = ExternalTaskSensor("a", of: "started")  // error: expected argument type 'ForeignPipeline'
    let started = PipelineTrigger("b", of: "started")  // error: expected argument type 'ForeignPipeline'
    let result = Bash("c", "load \(.result(of: "b"))")  // error: conform to 'PipelineTask'
    let podSecret = Container("d", image: "x").variable("TOKEN", from: "token")  // error: argument type 'PodSecret'
    let template = Bash("g", "true").podTemplate("large")  // error: missing argument label 'file:'
    let reads = SparkJob("e", main: "job.py", reads: "raw", writes: rows)  // error: 'DatasetSource'
    let writes = SparkJob("f", main: "job.py", reads: rows, writes: "clean")  // error: argument type 'Dataset
}
