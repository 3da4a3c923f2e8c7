import DagDSL

// Text where a reference is needed.

let gateway = Connection("gateway", .http)
let password = "hunter2"

struct TextInPlaceOfAReference {
    let connection = HTTPCheck("a", "gateway", path: "/")  // error: argument type 'Connection'
    let secret = Bash("b", "login --password=\(password)")  // error: no exact matches in call
    let store = SQLCheck("c", in: "warehouse", "select 1")  // error: argument type 'Store'
    let pool = Empty("d").pool("small")  // error: argument type 'Pool'
    let alert: Notification = .onFailure(.slack("https://hooks.slack.com/x"))  // error: argument type 'Connection'
    let queue = Empty("f").queue(password)  // error: argument type 'Name'
    let path = HTTPCheck("e", gateway, path: password)  // error: argument type 'RuntimeString'
}
