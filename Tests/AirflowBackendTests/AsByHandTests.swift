import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// What generated DAGs say where a hurried hand, or this compiler before, would have said something else.
@Suite struct AsByHandTests {
    @Test func `a list of literals in a cross product stands in it as it is`() throws {
        let text = try dag {
            let regions = PythonCall("regions", "regions", in: "lists.py", returning: [String].self)
            HTTPRequest(
                "compare", .get, .service, path: "/models/\(.item("model"))",
                body: .form(["region": "\(.item("region"))"])
            )
            .mapped(over: .product(["model": .list(["small", "large"]), "region": .result(of: regions)]))
        }
        #expect(text.contains(#"endpoint=["/models/small", "/models/large"],"#))
        #expect(text.contains(#"data=regions.output.map(lambda item: {"region": item}),"#))
    }

    @Test func `a task that is called like what the code calls has another variable`() throws {
        let text = try dag {
            let regions = PythonCall("str", "regions", in: "lists.py", returning: [String].self)
            Bash("load", "load \(.item)").mapped(over: .result(of: regions))
        }
        #expect(text.contains("str_2 = PythonOperator(") && text.contains("str(item)"))
    }

    @Test func `names of items that a shell cannot tell apart have variables of their own`() throws {
        let text = try dag {
            Bash("load", "load \(.item("a-b")) \(.item("a_b"))").mapped(over: .list([["a-b": "x", "a_b": "y"]]))
        }
        #expect(text.contains(#""ITEM_A_B": "x""#) && text.contains(#""ITEM_A_B_2": "y""#))
    }

    @Test func `a group over several results has an instance for each full row`() throws {
        let text = try dag {
            let regions = PythonCall("regions", "regions", in: "lists.py", returning: [String].self)
            let days = PythonCall("days", "days", in: "lists.py", returning: [Int].self)
            ForEach("each", over: .zip(["region": .result(of: regions), "day": .result(of: days)])) {
                Bash("load", "load \(.item("region")) \(.item("day"))")
            }
        }
        #expect(text.contains(".expand(item=regions.output.zip(days.output))"))
    }

    @Test func `the limit of a mapped group holds for each of its tasks`() throws {
        let text = try dag {
            ForEach("each", over: .list(["eu", "us"]), atMost: 3) { Bash("load", "load \(.item)") }
        }
        #expect(text.contains("max_active_tis_per_dagrun=3,"))
    }

    @Test func `edges from each of some tasks to each of others are one statement`() throws {
        let text = try dag {
            [Bash("a", "true"), Bash("b", "true")] >>> [Bash("c", "true"), Bash("d", "true")]
        }
        #expect(text.contains("cross_downstream([a, b], [c, d])\n"))
        #expect(!text.contains(">>"))
    }

    @Test func `functions are imported by their names`() throws {
        let text = try dag {
            Bash("work", "true").notifies(.onFailure(.function("started", in: "callbacks.py")))
        }
        #expect(text.contains("from kinds_python.callbacks import started\n"))
        #expect(text.contains("on_failure_callback=[started],"))
    }

    @Test func `whoever heard of a failure hears nothing from the task that shows it`() throws {
        let text = try dag(defaults: TaskDefaults(notifications: [.onFailure(.slack(.slack))])) {
            Bash("load", "true") >>> Bash("report", "true").always()
        }
        #expect(text.contains(#/task_id="watcher",[^)]*on_failure_callback=None,/#), "\(text)")
        let quiet = try dag { Bash("load", "true") >>> Bash("report", "true").always() }
        #expect(quiet.contains("watcher") && !quiet.contains("on_failure_callback"))
    }

    @Test func `ruff is told where an id is no name of Python, and nowhere else`() throws {
        #expect(try dag { Bash("load-orders", "true") }.contains("\n# ruff: noqa: AIR001\n"))
        #expect(try !dag { Bash("load_orders", "true") }.contains("noqa"))
    }

    @Test func `a critical task without a second try tells nobody of one`() throws {
        let text = try dag {
            Bash("pay", "true").retry(.never).criticality(.critical).notifies(.onFailure(.slack(.slack)))
        }
        #expect(text.contains("on_failure_callback") && !text.contains("on_retry_callback"))
    }

    @Test func `a default rule is every task's that names none and joins no branch`() throws {
        let text = try dag(defaults: TaskDefaults(timeout: .minutes(5)).with(rule: .noneFailed)) {
            let size = Branch("size", on: "\(.runID)", among: Size.self) { size in
                switch size {
                case .small: Bash("small", "true")
                case .large: Skip()
                }
            }
            size >>> Bash("joined", "true") >>> Bash("strict", "true").runs(when: .allSucceeded)
        }
        #expect(text.contains(#""trigger_rule": TriggerRule.NONE_FAILED,"#))
        #expect(text.contains(#""execution_timeout": timedelta(minutes=5),"#))
        let rules = text.split(separator: "\n").filter { $0.contains("trigger_rule=") }
        #expect(
            rules.map { $0.trimmingCharacters(in: .whitespaces) } == [
                "trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS,", "trigger_rule=TriggerRule.ALL_SUCCESS,",
            ])
    }

    private enum Size: String, Outcome {
        case small
        case large
    }

    @Test func `a task may have another owner`() throws {
        #expect(try dag { Bash("pay", "true").owner(.team("finance")) }.contains(#"owner="finance","#))
    }

    @Test func `texts hold what people have chosen and entered`() throws {
        let text = try dag(on: .v3_3) {
            let country = HumanChoice("country", "Where?", among: ["at", "nl"], several: true)
            let limits = HumanEntry("limits", "How much?", fields: [.integer("most", 3)])
            Bash("publish", "publish '\(country.chosen)' '\(limits.entered("most"))'")
        }
        #expect(text.contains("{{ ti.xcom_pull(task_ids='country')['chosen_options'] | join(', ') }}"))
        #expect(text.contains("{{ ti.xcom_pull(task_ids='limits')['params_input']['most'] }}"))
        #expect(text.contains("[country, limits] >> publish"))
    }

    @Test func `a text may be part of another one, with all that it waits for`() throws {
        let text = try dag {
            let folder = Bash("folder", "echo in")
            let path: RuntimeString = "\(.result(of: folder))/orders"
            Bash("load", "load '\(path)/new'")
        }
        #expect(text.contains("load '{{ ti.xcom_pull(task_ids='folder') }}/orders/new'"))
        #expect(text.contains("folder >> load"))
    }

    @Test func `runs about a partition ask for no window`() throws {
        let hours: Schedule = .hourly(at: 5).partitioned(by: "%Y-%m-%dT%H")
        let text = try dag(on: .v3_3, schedule: hours) {
            DataQualityCheck("all", of: Landing.orders, rules: [.notNull(\.country)])
        }
        #expect(text.contains("quality/by_hand/all.json") && !text.contains("--from"))
    }

    /// Airflow makes values of Python of rendered texts that look like such.
    @Test func `with native objects, comparisons are of texts and documents stay texts`() async throws {
        let switched = Param.boolean("full", default: true)
        let text = try dag(params: [switched]) {
            ContinueIf("is_full", "\(.param(switched))", is: "True")
                >>> HTTPRequest("post", .post, .service, path: "/", body: .json(["run": "\(.runID)", "rows": [1]]))
        }
        #expect(text.contains(#"lambda value: str(value) == "True""#))
        try await withTemporaryFolder { folder in
            let script = folder.appending(path: "render.py")
            try
                (text.split(separator: "\n").first { $0.contains("data=") }.map { line in
                    """
                    import json
                    from jinja2.nativetypes import NativeEnvironment
                    call = dict(\(line.trimmingCharacters(in: .whitespaces)))
                    text = NativeEnvironment().from_string(call["data"]).render(run_id="a 'b'")
                    print(isinstance(text, str) and json.loads(text) == {"run": "a 'b'", "rows": [1]})
                    """
                } ?? "").write(to: script, atomically: true, encoding: .utf8)
            let result = try await PythonEnvironment.airflow3.command("python").run(script.path)
            #expect(result.lastLine == "True", "\(result.account)")
        }
    }

    @Test func `Airflow is told of the folder of plugins`() throws {
        let catalog = Catalog(
            project: KindsProject(),
            pipelines: [
                CatalogEntry(
                    ByHand(flow: Bash("a", "true").graph), source: "pipelines/a.swift", path: #filePath, line: 1)
            ], pythonFiles: [PythonFile("plugins/calendar.py", "x = 1\n")])
        let files = try CompiledFixtures(catalog, for: .v3_3).artifacts
        let settings = try #require(files.first { $0.path.text == "airflow/airflow.env" })
        #expect(
            String(decoding: settings.bytes, as: UTF8.self)
                .contains("AIRFLOW__CORE__PLUGINS_FOLDER=/dags/airflow/dags/kinds_python/plugins\n"))
        // Airflow would load it as a plugin, too.
        #expect(!files.contains { $0.path.text.hasSuffix("plugins/__init__.py") })
    }

    private func dag(
        on version: AirflowVersion = .v3_3, schedule: Schedule = .manual(), params: [Param] = [],
        defaults: TaskDefaults = TaskDefaults(), @FlowBuilder _ flow: () -> FlowGraph
    ) throws -> String {
        let pipeline = ByHand(
            schedule: schedule, params: params, rendersNativeObjects: !params.isEmpty, defaults: defaults, flow: flow())
        let compiled = try CompiledFixtures([pipeline], for: version)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let file = try #require(compiled.artifacts.first { $0.path.text == "airflow/dags/by_hand.py" })
        return String(decoding: file.bytes, as: UTF8.self)
    }
}

private struct ByHand: Pipeline {
    let id: PipelineID = "by_hand"
    var schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    var params: [Param] = []
    var rendersNativeObjects = false
    var defaults = TaskDefaults()
    let flow: FlowGraph
}
