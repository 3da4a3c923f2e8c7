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
