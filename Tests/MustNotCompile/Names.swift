import DagDSL

// Names that nobody could search for.

let region = "eu"

struct ComputedTaskID {
    let load = Bash(region, "true")  // error: argument type 'TaskID'
}

struct InterpolatedTaskID {
    let load = Bash("load_\(region)", "true")  // error: loop over names
}

struct NumberedTaskID {
    let load = Bash("load_\(1)", "true")  // error: loop over names
}

struct ComputedPipelineID {
    let id: PipelineID = region  // error: specified type 'PipelineID'
}

struct ConcatenatedPipelineID {
    let id: PipelineID = "orders" + "_" + "daily"  // error: 'PipelineID'
}

struct OtherComputedNames {
    let connection = Connection(region, .http)  // error: argument type 'Name'
    let pool = Pool(region)  // error: argument type 'Name'
    let variable = Variable(region)  // error: argument type 'Name'
    let store = Store(region, uri: "s3://lake")  // error: argument type 'Name'
    let param = Param.integer(region)  // error: argument type 'Name'
    let group = Group(region) { Empty("a") }  // error: argument type 'TaskID'
    let owner = Owner.team(region)  // error: argument type 'Name'
    let cron: Schedule = .cron(region)  // error: argument type 'Name'
}
