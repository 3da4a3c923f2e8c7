import Compiler

/// What Airflow asks of a project beside what every target does. They run among the checks, whose findings come at once.
enum AirflowChecks {
    static let all: [any Check.Type] = [
        TemplatesRender.self, TemplatesHaveWindows.self, FunctionsHideNothing.self, PythonFunctionsExist.self,
        ItemsStandAlone.self, ListsAreWritable.self, MappingsStandAlone.self, MappedGroupsCount.self,
        DatasetURIsAreTaken.self, WorkerPodsAreKnown.self, ExecutorsAreKnown.self,
    ]
}
