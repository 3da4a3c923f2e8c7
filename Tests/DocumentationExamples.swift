// What the examples of the documentation's articles take for granted. Compiled by Tests/documentation.
import DagDSL
import DagTesting
import Testing

let a = Bash("a", "true")
let b = Bash("b", "true")
let c = Bash("c", "true")
let d = Bash("d", "true")
let check = HTTPCheck("check", http, path: "/health")
let wait = FileSensor("wait", path: "in", in: files)

let http = Connection("http", .http)
let aws = Connection("aws", .aws)
let smtp = Connection("smtp", .smtp)
let files = Connection("files", .folder)
let alerts = Connection("alerts", .slackWebhook)
let pager = Connection("pager", .pagerDuty)
let mode = Variable("mode")
let region = HumanChoice("region", "Which region first?", among: ["north", "south"])
let limits = HumanEntry("limits", "Which limit?", fields: [.integer("limit", 100)])
let limit = Param.integer("limit", default: 100)
let common: Arguments = ["team": "orders"]
let depots = ["north", "south"]
let weekOf = TemplateFunction("week_of", in: "dates.py")
let landed = DatasetAlias("landed")
let trading = BusinessCalendar(
    "Trading days", from: Day(2026, 1, 1), through: Day(2026, 12, 31), holidays: [Day(2026, 12, 25)])
let warehouse = Pool("warehouse")
let lake = Store("lake", uri: "s3://lake")
let orders = Dataset<Row>("orders", in: lake, path: "orders")
let payments = Dataset<Row>("payments", in: lake, path: "payments")

struct Row: Schema {
    let key = Column<String>("key")
    let time = Column<Timestamp>("time")
}

enum Size: String, Outcome {
    case small
    case large
}

struct Other: Pipeline {
    let id: PipelineID = "other"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    var flow: some Flow { a }
}
