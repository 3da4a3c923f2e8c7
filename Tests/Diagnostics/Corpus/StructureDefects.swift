import DagDSL

extension Defect {
    static var structure: [Defect] {
        [
            Defect(
                "two chains order the same tasks both ways", "DAGC001",
                FixturePipeline {
                    let extract = Bash("extract", "extract orders")
                    let load = Bash("load", "load orders")
                    let check = Bash("check", "check orders")
                    extract >>> load >>> check
                    check >>> extract
                }),
            Defect(
                "a group waits for its own task", "DAGC001",
                FixturePipeline {
                    let load = Bash("load", "load orders")
                    Group("work") { load } >>> load
                }),
            Defect(
                "two tasks have one id", "DAGC002",
                FixturePipeline { Bash("load", "load a") >>> Bash("load", "load b") }),
            Defect(
                "two pipelines have one id", "DAGC003", FixturePipeline("orders") { Bash("load", "load a") },
                FixturePipeline("orders") { Bash("load", "load b") }),
            Defect(
                "a task id has a space", "DAGC004", FixturePipeline { Bash("load orders", "load orders") }),
            Defect(
                "an id is longer than Airflow's column", "DAGC005",
                FixturePipeline {
                    Group("a_group_whose_name_says_all_that_anybody_could_want_to_know_about_its_tasks_and_more") {
                        Group(
                            "another_group_whose_name_says_all_that_anybody_could_want_to_know_about_its_tasks_and_more"
                        ) {
                            Bash(
                                "a_task_whose_name_says_all_that_anybody_could_want_to_know_about_its_work_and_much_more",
                                "load orders")
                        }
                    }
                }),
            Defect(
                "an edge to a task was forgotten", "DAGC006",
                FixturePipeline {
                    Bash("extract", "extract orders") >>> Bash("transform", "transform orders")
                        >>> Bash("load", "load orders")
                    Bash("publish", "publish orders")
                }),
            Defect("a pipeline has no task", "DAGC007", FixturePipeline { Skip() }),
            Defect(
                "an order is written that others imply", "DAGC009",
                FixturePipeline {
                    let extract = Bash("extract", "extract orders")
                    let load = Bash("load", "load orders")
                    extract >>> Bash("transform", "transform orders") >>> load
                    extract >>> load
                }),
            Defect(
                "two pipeline ids differ only in case", "DAGC010", FixturePipeline("Orders") { Bash("load", "load a") },
                FixturePipeline("orders") { Bash("load", "load b") }),
            Defect(
                "an edge goes to an empty group", "DAGC011",
                FixturePipeline {
                    Bash("extract", "extract orders") >>> Group("checks") { Skip() } >>> Bash("load", "load orders")
                }),
            Defect(
                "work right after a setup has a rule of its own", "DAGC012",
                FixturePipeline {
                    Using(Bash("create_cluster", "create"), teardown: Bash("delete_cluster", "delete")) {
                        Bash("load", "load orders").runs(when: .oneSucceeded)
                    }
                }),
            Defect(
                "everything waits for everything", "DAGC013",
                FixturePipeline {
                    let parts: [Name] = [
                        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
                        "t",
                        "u", "v", "w", "x",
                    ]
                    parts.map { Bash("extract_\($0)", "extract") } >>> parts.map { Bash("load_\($0)", "load") }
                }),
            Defect(
                "one task stands in two groups", "DAGC014",
                FixturePipeline {
                    let load = Bash("load", "load orders")
                    Group("first") { load }
                    Group("second") { load }
                }),
            Defect(
                "work waits for a teardown", "DAGC017",
                FixturePipeline {
                    let delete = Bash("delete_cluster", "delete")
                    Using(Bash("create_cluster", "create"), teardown: delete) { Bash("load", "load orders") }
                    delete >>> Bash("report", "report orders")
                }),
        ]
    }
}
