// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What people wait for after each edit is worth the seconds that it costs once: these modules write every file.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The linker that comes with Swift takes a third of the time of the system's.
let lld: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]

/// A module of this package, with the settings that every one of them shares.
func module(
    _ name: String, path: String? = nil, uses: [Target.Dependency] = [], embeds: [String] = [],
    exclude: [String] = [], settings: [SwiftSetting] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(
        name: name, dependencies: uses, path: path ?? "Sources/\(name)", exclude: exclude,
        resources: embeds.map { .embedInCode($0) }, swiftSettings: strict + settings, plugins: plugins)
}

func program(_ name: String, uses: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: uses, path: "Sources/\(name)", swiftSettings: strict, linkerSettings: lld)
}

func tests(
    _ name: String, path: String? = nil, uses: [Target.Dependency], exclude: [String] = [],
    plugins: [Target.PluginUsage] = []
) -> Target {
    .testTarget(
        name: name, dependencies: uses + ["TestSupport"], path: path ?? "Tests/\(name)", exclude: exclude,
        swiftSettings: strict, linkerSettings: lld, plugins: plugins)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "dagc",
    products: [
        .executable(name: "dagc", targets: ["dagc"]),
        .executable(name: "dag-sync", targets: ["dag-sync"]),
        .library(name: "DagDSL", targets: ["DagDSL"]),
        .library(name: "DagTesting", targets: ["DagTesting"]),
        .library(name: "DagcCommands", targets: ["DagcCommands"]),
        .plugin(name: "PipelineRegistryPlugin", targets: ["PipelineRegistryPlugin"]),
    ],
    targets: [
        // The compiler: each module imports only modules above it.
        module("Diagnostics", plugins: ["DeclarationListPlugin"]),
        // Days of the calendar and texts of ISO 8601, for the language and for dag-sync.
        module("CivilTime"),
        module("PipelineModel", uses: ["CivilTime", "Diagnostics"]),
        module("DagDSL", uses: ["PipelineModel", "Diagnostics"]),
        module(
            "Compiler", uses: ["CivilTime", "DagDSL", "PipelineModel", "Diagnostics"],
            plugins: ["DeclarationListPlugin"]),
        // What is read as JSON; dag-sync reads it too, and nothing else of the models of code.
        module("Documents", settings: optimized),
        module("CodeModels", uses: ["CYaml", "Documents"], settings: optimized),
        module("Hashing", uses: ["COpenSSL"]),
        // Files, child processes and threads, with nothing below it but the C library.
        module("System", uses: ["CSystem"]),
        module("Workspace", uses: ["CodeModels", "Hashing", "System"]),
        module(
            "BackendInterface", path: "Sources/Backends/Interface",
            uses: ["CodeModels", "Compiler", "Diagnostics", "Hashing", "PipelineModel", "Workspace"]),
        module(
            "AirflowBackend", path: "Sources/Backends/Orchestrators/Airflow",
            uses: backend + ["SparkBackend", "SQLJobsBackend", "Hashing"], plugins: ["DeclarationListPlugin"]),
        module(
            "StepFunctionsBackend", path: "Sources/Backends/Orchestrators/StepFunctions",
            uses: backend + ["SparkBackend", "SQLJobsBackend", "Hashing"], plugins: ["DeclarationListPlugin"]),
        module("SparkBackend", path: "Sources/Backends/Engines/Spark", uses: backend),
        module(
            "SQLJobsBackend", path: "Sources/Backends/Engines/SQLJobs", uses: backend, embeds: jobRunner,
            exclude: ["Runner/dagc_jobs/py.typed"]),
        module(
            "OperationsBackends", path: "Sources/Backends/Operations", uses: backend,
            embeds: backupScripts + clusterScripts + ["Logging/Scripts/log_index.sh"],
            settings: optimized),
        module(
            "StreamsBackend", path: "Sources/Backends/Streams", uses: backend + ["Hashing"],
            embeds: ["connect_keys.csv", "Runner/stream_job.py"], plugins: ["DeclarationListPlugin"]),
        module("ModelBackend", path: "Sources/Backends/Model", uses: backend, settings: optimized),
        module(
            "Backends", path: "Sources/Backends/Registry",
            uses: [
                "BackendInterface", "AirflowBackend", "StepFunctionsBackend", "SparkBackend", "SQLJobsBackend",
                "OperationsBackends", "StreamsBackend", "ModelBackend", "Compiler", "PipelineModel",
            ]),
        // The way from declarations to files, for whatever compiles.
        module(
            "Compilation",
            uses: ["Backends", "BackendInterface", "Compiler", "DagDSL", "Diagnostics", "PipelineModel", "Workspace"]),
        module("DagTesting", uses: ["CivilTime", "Compilation", "Compiler", "DagDSL", "PipelineModel", "Diagnostics"]),
        module("Planning", uses: ["CodeModels", "Compiler", "PipelineModel", "Workspace"]),
        // The programs of a platform on one machine, and the files that they are started with.
        module(
            "LocalPlatform", uses: ["CodeModels", "PipelineModel"],
            embeds: ["receiver.py", "requirements.txt", "statsd_metrics.py"].map { "Resources/\($0)" }),
        module("CommandLine"),
        module(
            "DagcCommands",
            uses: [
                "CommandLine", "Diagnostics", "DagDSL", "PipelineModel", "Compiler", "Compilation", "Workspace", "Git",
                "Network", "CodeModels", "LocalPlatform", "ModelBackend", "Hashing", "Planning", "System",
            ],
            embeds: [
                "import_dags.py", "check_requirements.py", "export_inventory.py", "report.html",
            ].map { "Resources/\($0)" } + dagImporter + initTemplates + measuring),
        program("dagc", uses: ["DagcCommands", "Pipelines"]),

        // The reference pipelines, found by the plugin in every file of the folder.
        .target(
            name: "Pipelines", dependencies: ["DagDSL"], path: "pipelines", exclude: ["python"],
            swiftSettings: [.treatAllWarnings(as: .error)], plugins: ["PipelineRegistryPlugin"]),
        // What plugins find in sources; only the program is theirs, so that no test links it.
        module("SourceLists"),
        program("PipelineRegistry", uses: ["SourceLists"]),
        .plugin(
            name: "PipelineRegistryPlugin", capability: .buildTool(), dependencies: ["PipelineRegistry"],
            path: "Sources/PipelineRegistryPlugin"),

        // Checks, codes and their fixtures are found in the same way.
        .plugin(
            name: "DeclarationListPlugin", capability: .buildTool(), dependencies: ["PipelineRegistry"],
            path: "Sources/DeclarationListPlugin"),

        // The sidecar: never links the language or the compiler.
        module("Network", uses: ["CCurl", "CMicrohttpd", "CShim", "System"]),
        module("Git", uses: ["CGit2", "CShim", "Hashing", "Network", "System"]),
        // What dag-sync measures, for those who make rules and dashboards of it too.
        module("SyncMetrics"),
        module(
            "SyncEngine",
            uses: [
                "CSystem", "CivilTime", "CommandLine", "Documents", "Git", "Hashing", "Network", "SyncMetrics",
                "System",
            ]),
        program("dag-sync", uses: ["SyncEngine", "Network", "CommandLine", "Documents", "Git", "Hashing", "System"]),

        // C libraries, and typed wrappers for the variadic functions that Swift cannot call.
        system("CGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        system("CMicrohttpd", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
        system("CYaml", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
        system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        .target(
            name: "CShim", dependencies: ["CCurl", "CGit2", "CMicrohttpd"], path: "Sources/CShim",
            linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CSystem", path: "Sources/CSystem"),

        tests(
            "DiagnosticsTests", path: "Tests/Diagnostics",
            uses: ["Compilation", "Compiler", "DagDSL", "PipelineModel", "Diagnostics", "Workspace"],
            exclude: ["Cron/awaited_times.py", "Cron/fire_times.py", "import_trees.py"],
            plugins: ["DeclarationListPlugin"]),
        tests("CompilerTests", uses: ["Compiler", "DagDSL", "PipelineModel", "Diagnostics"]),
        tests(
            "DagTestingTests",
            uses: [
                "DagTesting", "DagDSL", "Compilation", "Compiler", "Diagnostics", "PipelineModel", "RandomPipelines",
                "Workspace",
            ],
            exclude: ["simulate_airflow.py"]),
        // Pipelines that nobody wrote, for whatever plays runs.
        module("RandomPipelines", path: "Tests/RandomPipelines", uses: ["DagDSL", "TestSupport"]),
        tests(
            "AirflowBackendTests",
            uses: [
                "AirflowBackend", "Compilation", "Compiler", "DagDSL", "DagTesting", "Diagnostics", "PipelineModel",
                "Pipelines", "Workspace",
            ],
            exclude: ["Python", "Fixtures/python", "Fixtures/sql"]),
        tests(
            "StepFunctionsBackendTests",
            uses: [
                "StepFunctionsBackend", "CodeModels", "Compilation", "Compiler", "DagDSL", "Diagnostics",
                "PipelineModel", "Pipelines", "RandomPipelines", "Workspace",
            ],
            exclude: ["Python"]),
        tests(
            "BackendsTests",
            uses: ["Backends", "BackendInterface", "Compilation", "DagDSL", "PipelineModel", "Pipelines", "Workspace"]),
        tests(
            "CodeModelsTests", uses: ["CodeModels"],
            exclude: ["Python/syntax_tree.py", "Document/canonical.py", "PromQL/syntax_tree.py"]),
        tests("OperationsBackendsTests", uses: ["GitServers"], exclude: ["Logs", "Python"]),
        tests("WorkspaceTests", uses: ["Workspace"]),
        // What all tests share, and real git servers on loopback for every test that needs a remote.
        module("TestSupport", path: "Tests/TestSupport"),
        module("GitServers", path: "Tests/GitServers", uses: ["CSystem", "TestSupport"]),
        tests(
            "DagcCommandsTests",
            uses: [
                "DagcCommands", "CommandLine", "CodeModels", "Compilation", "Compiler", "DagDSL", "Diagnostics", "Git",
                "ModelBackend", "Network", "PipelineModel", "Planning", "System", "Workspace", "dagc",
            ],
            exclude: [
                "Import", "ImportStructures", "Measured/growth_histories.py", "Measured/observed_airflow.py",
                "Measured/planted.py", "Measured/told_incident.py", "Plan/first_runs.py", "open_sealed.py",
            ]),
        tests(
            "StreamsBackendTests",
            uses: [
                "StreamsBackend", "BackendInterface", "CodeModels", "Compilation", "Compiler", "DagDSL", "Diagnostics",
                "PipelineModel", "Workspace",
            ]),
        tests(
            "SparkBackendTests",
            uses: ["Compilation", "Compiler", "DagDSL", "Diagnostics", "PipelineModel", "Workspace"],
            exclude: ["Python"]),
        tests(
            "DbtTests",
            uses: [
                "Compilation", "Compiler", "DagDSL", "Diagnostics", "PipelineModel", "SourceLists", "Workspace",
            ],
            exclude: ["Python"]),
        tests("SourceListTests", uses: ["SourceLists"]),
        // What the arrows between the modules may not be; it reads the package and uses none of them.
        tests("ArchitectureTests", uses: []),
        tests("CommandLineTests", uses: ["CommandLine"]),
        tests(
            "LocalPlatformTests",
            uses: ["LocalPlatform", "Compilation", "DagDSL", "Diagnostics", "PipelineModel", "Pipelines", "Workspace"]),
        tests("HashingTests", uses: ["Hashing"]),
        tests("CivilTimeTests", uses: ["CivilTime"]),
        tests("NetworkTests", uses: ["Network", "GitServers"]),
        tests("GitTests", uses: ["Git", "Network", "GitServers"]),
        tests(
            "SyncEngineTests",
            uses: [
                "SyncEngine", "CommandLine", "Documents", "Git", "Hashing", "Network", "GitServers", "SyncMetrics",
                "System", "dag-sync",
            ],
            exclude: ["Faults/Programs", "git-sync-flags.txt"]),
        // Calls the compiler on the files beside it, which are no part of any target.
        tests("MustNotCompile", path: "Tests/MustNotCompile/Suite", uses: ["DagDSL"]),
        // Printed figures, no tests: `swift run -c release compiler-benchmark`.
        .executableTarget(
            name: "compiler-benchmark",
            dependencies: [
                "Compilation", "DagDSL", "Diagnostics", "PipelineModel", "Workspace",
            ],
            path: "Tests/Benchmarks/compiler", swiftSettings: strict),
        tests("EndToEnd", uses: ["Network", "GitServers"], exclude: ["Python", "Workload"]),
    ]
)

/// The files of the package that `dagc init` makes.
var initTemplates: [String] {
    [
        "Package.swift", "README.md", "gitignore", "main.swift", "DailyOrders.swift", "Platform.swift",
        "Operations.swift", "DailyOrdersTests.swift", "dbt_README.md", "python_README.md",
    ].map { "Resources/Init/\($0).template" }
}

/// The program that reads DAG files and writes their Swift.
var dagImporter: [String] {
    ["import_as_swift", "dag_facts", "dag_functions", "dag_reading", "dag_swift", "dag_values"]
        .map { "Resources/Import/\($0).py" }
}

/// The programs that read what has run, and make reports of it.
var measuring: [String] {
    [
        "observe", "observe_airflow", "observe_prometheus", "observe_results", "capacity", "growth", "bottlenecks",
        "health", "incident",
    ]
    .map { "Resources/Measured/\($0).py" } + ["Resources/Measured/observed.schema.json"]
}

/// What puts the platform onto a cluster and looks at it there.
var clusterScripts: [String] {
    ["bootstrap.sh", "verify.sh", "bootstrap.ps1"].map { "Kubernetes/Scripts/\($0)" }
}

/// What makes and restores backups.
var backupScripts: [String] {
    [
        "archive_wal", "base_backup", "drill_postgres", "drill_prometheus", "dump_postgres", "keep_sealing_keys",
        "recover_postgres", "restore_sealing_keys", "snapshot_prometheus", "store",
    ].map { "Backup/Scripts/\($0).sh" }
}

/// The files of the Python package that runs jobs, but for its empty marker of being typed.
var jobRunner: [String] {
    ["Runner/pyproject.toml"]
        + [
            "__init__.py", "__main__.py", "command.py", "connections.py", "dialects.py", "differences.py", "engines.py",
            "errors.py", "health.py", "kafka.py", "metrics.csv", "metrics.py", "pages.py", "quality.py",
            "quarantine.py", "reconcile.py", "report.py", "result.schema.json", "results.py", "results_table.py",
            "rules.py", "sides.py",
            "statements.py", "tables.py", "values.py", "web.py",
        ].map { "Runner/dagc_jobs/\($0)" }
}

/// What every backend may import, and nothing more.
var backend: [Target.Dependency] {
    ["BackendInterface", "Compiler", "PipelineModel", "CodeModels", "Workspace", "Diagnostics"]
}
