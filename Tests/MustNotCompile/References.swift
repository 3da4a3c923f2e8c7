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
    let path = HTTPCheck("e", gateway, path: password)  // error: argument type 'Name'
}
