import BackendInterface
import PipelineModel
import Workspace

/// The package of the author's Python files.
///
/// It lies in the DAG folder, which Airflow puts on the import path of its processes, and is published in one commit
/// with the DAGs: a run never meets functions of another version. The `.airflowignore` keeps Airflow from looking for
/// DAGs in it; a line of a plain name means the same in both of its notations.
enum PythonPackage {
    /// `orders/report.py` of the package `p` is the module `p.orders.report`.
    static func module(of file: String, in package: String) -> String {
        let path = file.hasSuffix(".py") ? String(file.dropLast(3)) : file
        return ([package] + path.split(separator: "/").map(String.init)).joined(separator: ".")
    }

    /// The folder of Airflow's plugins, such as timetables, below the output. Airflow loads each file of it by itself.
    static func plugins(of project: ProjectModel) -> String? {
        guard project.pythonFiles.contains(where: { $0.path.hasPrefix("\(pluginFolder)/") }) else { return nil }
        return "airflow/dags/\(project.environment.pythonPackage)/\(pluginFolder)"
    }

    private static let pluginFolder = "plugins"

    /// None when the project has no such file.
    static func artifacts(of project: ProjectModel, by backend: AirflowBackend) -> [Artifact] {
        guard !project.pythonFiles.isEmpty else { return [] }
        let package = project.environment.pythonPackage
        func artifact(_ path: String, _ text: String) -> Artifact {
            Artifact("airflow/dags/\(path)", bytes: Array(text.utf8), by: backend, from: project.name)
        }
        let files = project.pythonFiles.map { artifact("\(package)/\($0.path)", $0.text) }
        let markers = missingMarkers(of: project.pythonFiles.map(\.path)).map { artifact("\(package)/\($0)", "") }
        return [artifact(".airflowignore", "\(package)/\n")] + (files + markers).sorted { $0.path.text < $1.path.text }
    }

    /// `__init__.py` of each folder that has none, so that the files form one package wherever they are found.
    private static func missingMarkers(of paths: [String]) -> [String] {
        var markers: Set<String> = ["__init__.py"]
        for path in paths {
            var folders = path.split(separator: "/").dropLast()
            if folders.first.map(String.init) == pluginFolder { continue }
            while !folders.isEmpty {
                markers.insert(folders.joined(separator: "/") + "/__init__.py")
                folders.removeLast()
            }
        }
        return markers.subtracting(paths).sorted()
    }
}
