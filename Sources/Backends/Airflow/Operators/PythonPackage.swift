import CodeModels
import PipelineModel

/// The package of the author's Python files, which lies beside the DAG files and so on Airflow's import path.
enum PythonPackage {
    /// A name that no other project's package has when several are read by one Airflow.
    static func name(ofProject project: String) -> String { PythonIdentifier(readingLike: "\(project)_python").text }

    /// `orders/report.py` of the package `p` is the module `p.orders.report`.
    static func module(of file: String, in package: String) -> String {
        let path = file.hasSuffix(".py") ? String(file.dropLast(3)) : file
        return ([package] + path.split(separator: "/").map { PythonIdentifier(readingLike: String($0)).text })
            .joined(separator: ".")
    }
}
