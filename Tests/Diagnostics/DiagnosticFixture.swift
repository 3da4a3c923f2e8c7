import DagDSL

/// A small project with one mistake. Each line that a finding must point to ends in `// expect: CODE`.
protocol DiagnosticFixture: Sendable {
    init()

    /// The file of the fixture.
    static var file: String { get }
    /// With the line of each declaration, since nobody registers fixtures.
    var entries: [CatalogEntry] { get }
    var streams: [StreamEntry] { get }
    var project: any Project { get }
    /// What dbt knows of its projects.
    var dbtManifests: [DbtManifest] { get }
}

extension DiagnosticFixture {
    var project: any Project { FixtureProject() }
    var streams: [StreamEntry] { [] }
    var dbtManifests: [DbtManifest] { [] }
}

/// What every fixture runs on, unless it is about something that is missing here.
struct FixtureProject: Project {
    let name: Name = "fixtures"
    let start = Day(2026, 1, 1)
    /// What the folder `python` of the fixtures holds.
    static let report = """
        def summarise(
            day: str,  # such as "2026-01-31", or ")"
            *,
            limit: int = 3,
            words: tuple[str, ...] = (",", "("),
            ti=None,
        ) -> None:
            def inner() -> None: ...


        async def anything(**kwargs): ...
        """

    /// Functions that say what they take.
    static let typed = """
        import datetime


        def load(
            rows: int = 1, full: bool = False, day: str | None = None, share: "float" = 0.5, ratio: float = 0.5,
            names: list[str] = (), options: dict[str, int] | None = None, since: datetime.date = None, any=None,
        ): ...
        """

    /// Operators of the package.
    static let classes = """
        from airflow.sdk import BaseOperator

        from acme.operators import Base


        class Copy(BaseOperator):
            template_fields = ("table",)

            def __init__(self, *, table: str, rows: int = 5, **kwargs):
                super().__init__(**kwargs)


        class Derived(Base):
            def __init__(self, **kwargs):
                super().__init__(**kwargs)
        """

    static let sqlFiles = [
        SQLFile("head.sql", "select 1;"), SQLFile("lost.sql", "{%- include 'haed.sql' -%}\nselect 2;"),
        SQLFile("whole.sql", "{% include \"head.sql\" %}\n{% import 'fixtures_sql/head.sql' as head %}\nselect 2;"),
    ]

    static let pythonFiles = [
        PythonFile("classes.py", classes),
        PythonFile("report.py", report), PythonFile("typed.py", typed),
        PythonFile("broken.py", "def load():\n    print((1)\n"),
        PythonFile(
            "busy.py", "import requests\n\nLIMITS = requests.get(\n    'https://a.example.com'\n)\ndef load(): ...\n"),
    ]

    let environments: [Environment]

    /// - Parameter version: the oldest lacks the most.
    init(on version: OrchestratorSetting.AirflowRelease = .v2_11) {
        environments = [Self.environment(on: version)]
    }

    private static func environment(on version: OrchestratorSetting.AirflowRelease) -> Environment {
        Environment(
            "test",
            orchestrator: .airflow(
                version, tree: "/dags", pools: [PoolSetting(.warehouse, slots: 8, for: "writes")],
                podTemplates: [
                    PodTemplateSetting(PodTemplate("large"), image: "airflow:3"),
                    PodTemplateSetting(PodTemplate("Huge"), image: "airflow:3"),
                    PodTemplateSetting(PodTemplate("varying"), image: "airflow:3").variable("RUN", "\(.runID)"),
                ]),
            data: DataPlatform(
                connections: [.gateway, .spark, .bus, .mail, .landing],
                stores: [
                    StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake"),
                    StoreSetting(.warehouse, .postgres(.bus)),
                    StoreSetting(.files, .duckDB(filesIn: "/files", as: .parquet)),
                ],
                variables: [.bucket, .apiToken],
                spark: .submit(.spark, applications: "/jobs"),
                dbt: DbtSetting(project: "/dbt", profiles: "/dbt", target: "test")))
    }
}

extension Connection {
    static let gateway = Connection("gateway", .http)
    static let spark = Connection("spark_default", .spark)
    static let bus = Connection("warehouse_db", .postgres)
    static let mail = Connection("mail", .smtp)
    static let landing = Connection("landing", .folder)
}

extension Store {
    static let lake = Store("lake", uri: "s3://lake")
    static let files = Store("files", uri: "file:///files")
    static let warehouse = Store("warehouse", uri: "postgres://warehouse/db/public")
}

extension Pool {
    static let warehouse = Pool("warehouse")
}

extension Variable {
    static let bucket = Variable("bucket")
    static let apiToken = Variable("api_token")
}

struct Row: Schema {
    let key = Column<String>("key")
    let time = Column<Timestamp>("time")
    let size = Column<DecimalNumber>("size")
}

enum Data {
    static let raw = Dataset<Row>("raw", in: .lake, path: "raw")
    static let clean = Dataset<Row>("clean", in: .lake, path: "clean")
    static let mart = Dataset<Row>("mart", in: .warehouse, path: "mart")
    static let filed = Dataset<Row>("filed", in: .files, path: "filed")
}

/// The ways of a branch.
enum Size: String, Outcome {
    case small
    case large
}

/// A pipeline of which a fixture says only what it is about.
struct FixturePipeline: Pipeline {
    var id: PipelineID = "fixture"
    var summary = ""
    var schedule: Schedule = .daily(at: "04:00", in: .utc)
    var owner: Owner = .team("tests")
    var start: Day?
    var startTime: TimeOfDay?
    var end: Day?
    var catchUp = false
    var maximumActiveRuns: Int?
    var tags: [Name] = []
    var runTimeout: Duration?
    var defaults = TaskDefaults()
    var notifications: [Notification] = []
    var suppressions: [Suppression] = []
    var params: [Param] = []
    var rendersNativeObjects = false
    var criticality: Criticality?
    var macros: [TemplateFunction] = []
    var filters: [TemplateFunction] = []
    var deadline: Deadline?
    var objectives: [Objective] = []
    var renamedFrom: Name?
    let body: FlowGraph

    init(_ id: PipelineID = "fixture", @FlowBuilder _ flow: () -> FlowGraph) {
        self.id = id
        body = flow()
    }

    var flow: some Flow { body }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

extension CatalogEntry {
    init(_ pipeline: any Pipeline, _ file: String, at line: Int = #line) {
        self.init(pipeline, source: "fixture.swift", path: file, line: line)
    }
}
