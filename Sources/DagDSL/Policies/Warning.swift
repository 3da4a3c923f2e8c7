// swift-format-ignore: AlwaysUseLowerCamelCase
/// What `dagc` finds and can be told to leave, by its code: warnings, and errors that Airflow itself has nothing against.
/// `dagc explain CODE` shows the page of each.
public enum Warning: String, Sendable, CaseIterable {
    /// Task that nothing is connected to.
    case DAGC006
    /// Order that other orders imply.
    case DAGC009
    /// Flow of a size that Airflow does not carry well.
    case DAGC013
    /// Work that waits for a teardown.
    case DAGC017
    /// Catch-up that starts very many runs.
    case DAGC024
    /// Time that clock changes skip or repeat.
    case DAGC025
    /// Start in the middle of a window.
    case DAGC027
    /// Many pipelines at the same minute.
    case DAGC029
    /// Step that does not divide its cycle.
    case DAGC032
    /// Day of month or day of week.
    case DAGC033
    /// Every minute of one hour.
    case DAGC035
    /// Day that some months do not have.
    case DAGC036
    /// Data written although something before failed.
    case DAGC042
    /// Join that runs when its branch was skipped.
    case DAGC044
    /// Failure that blocks all later runs.
    case DAGC045
    /// Rule that a gate overrides.
    case DAGC046
    /// Runs that may last for several intervals.
    case DAGC051
    /// Sensor that waits for a week.
    case DAGC053
    /// Sensor that holds a worker.
    case DAGC054
    /// Wait that outlasts the runs that may be active.
    case DAGC055
    /// Tasks that outlast the run together.
    case DAGC057
    /// Deadline that does not fit the run.
    case DAGC058
    /// Pool that cannot keep up.
    case DAGC062
    /// Mapping over very many items.
    case DAGC066
    /// Connection of another kind.
    case DAGC069
    /// Window that the schedule does not give.
    case DAGC078
    /// Started by a dataset that nobody writes.
    case DAGC093
    /// Dataset with two producers: an error.
    case DAGC095
    /// Dataset URI with another canonical form.
    case DAGC098
    /// Input of a person as part of a command.
    case DAGC101
    /// Secret as part of a command.
    case DAGC103
    /// Models that two tasks build.
    case DAGC132
    /// Comparison of days in a window of hours.
    case DAGC141
    /// Read without waiting for the writer.
    case DAGC143
    /// Review that anybody can answer.
    case DAGC176
    /// Property by another tool's name.
    case DAGC190
    /// Mark that Airflow does not look at.
    case DAGC193
    /// Mapping over nothing.
    case DAGC206
    /// Work at the top of a Python file.
    case DAGC209
    /// Configuration that nobody reads.
    case DAGC211
    /// Day of UTC where a zone has another.
    case DAGC212
    /// Wait for a run that there is not on some days.
    case DAGC213
    /// Handler of failures in the way.
    case DAGC214
    /// Inventory of long ago.
    case DAGC224
    /// Wait for a run before the first.
    case DAGC226
    /// Result that nobody uses.
    case DAGC228
    /// Result as large as a table.
    case DAGC229
    /// Operator that does not take what it is given.
    case DAGC230
    /// Argument of another type than the function says.
    case DAGC233
    /// What a task leaves between the quotes of SQL.
    case DAGC234
    /// Property that Spark does not know.
    case DAGC262
    /// Manifest older than the dbt project.
    case DAGC272
    /// Dataset that no selected model makes.
    case DAGC274
    /// Pipeline of which nobody hears when it does not run.
    case DAGC305
    /// Budget that is nearly used up.
    case DAGC312
    /// Limits far beyond the memory that there is.
    case DAGC321
    /// Waits that Step Functions adds.
    case DAGC401
    /// Rule that Step Functions applies later.
    case DAGC403
    /// Question that anybody with the token can answer.
    case DAGC405
    /// Setting that Step Functions does not have.
    case DAGC407
    /// Promise that nobody watches over.
    case DAGC444
    /// Sensor that looks once.
    case DAGC445
    /// File that nothing generates.
    case DAGC446
}
