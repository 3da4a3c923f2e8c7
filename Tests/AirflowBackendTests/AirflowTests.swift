import Foundation
import TestSupport

/// The folder of these tests.
let airflowTests = PackageFolder.tests.appending(path: "AirflowBackendTests")

extension Command.Result {
    /// Whether a run of `airflow dags test` ends green.
    var endsInSuccess: Bool {
        account.split(separator: "\n").contains { $0.contains("Marking run") && $0.contains("> successful") }
    }
}
