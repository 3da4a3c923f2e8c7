/// Names of states, which have at most 80 characters and are each there once in a machine:
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html
///
/// Ids of tasks hold neither blanks nor question marks, so that no name made here is that of a task.
enum StateNames {
    static let longest = 80

    /// The state that does the work of a task.
    static func work(_ task: String) -> String { short(task) }
    /// The state that decides whether a task starts.
    static func start(_ task: String) -> String { short(task, "?") }
    /// A further state of a task.
    static func part(_ what: String, of task: String) -> String { short(task, " \(what)") }

    /// The state of branches that begin with some tasks.
    ///
    /// - Parameter first: at least two, of which no other list of branches of the machine has all.
    static func branches(_ first: [String]) -> String {
        let whole = first.joined(separator: ", ")
        if whole.utf8.count <= longest { return whole }
        let count = " and \(first.count - 1) more"
        return "\(shortened(first[0], to: longest - count.utf8.count - 8))\(count) \(NameDigest.of(whole))"
    }

    static let window = "Window of the run"
    static let variables = "Values of the environment"
    static let calendar = "Is it its time?"
    static let notItsTime = "Not its time"
    static let first = "Is it the first start?"
    static let duplicate = "Started before"
    static let lock = "Wait for the run before"
    static let place = "Wait for a place among the runs"
    static let news = "Is something new?"
    static let told = "Tell what is new"
    static let account = "Tell how it has ended"
    static let unlock = "Let the next run begin"
    static let forget = "Let it be started again"
    static let ended = "Has a task failed?"
    static let succeeded = "Run succeeded"
    static let failed = "Run failed"

    private static func short(_ name: String, _ end: String = "") -> String {
        shortened(name, to: longest - end.utf8.count) + end
    }

    /// The end of a long path says more than its groups do.
    private static func shortened(_ name: String, to length: Int) -> String {
        guard name.utf8.count > length else { return name }
        return "\(NameDigest.of(name))~\(name.suffix(length - 8))"
    }

}
