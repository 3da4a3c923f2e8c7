import DagDSL

/// Replays orders from the archive into the stream, when somebody from the shop's support asks for it.
///
/// Shows a form with every kind of field: formats, patterns, choices with words, values that may be left empty, one that
/// must be given, sections; native values in place of text; macros and filters of the package; callbacks on start, retry,
/// success and skip; and a pipeline that starts another one.
struct OrderReplay: Pipeline {
    private enum Form {
        static let ticket = Param.text("ticket", matching: "^SUP-[0-9]+$")
            .described("Why is it done?", title: "Ticket", section: "Who asks")
        static let mail = Param.text("mail", format: .email).nullable()
            .described("Who hears of the end, if anybody.", title: "Mail", section: "Who asks")
        static let day = Param.text("day", format: .date)
            .described("Orders of this day are replayed.", title: "Day", section: "What")
        static let after = Param.text("after", default: "00:00:00", format: .time)
            .described("Those before this time are left out.", title: "Not before", section: "What")
        static let until = Param.text("until", format: .dateTime).nullable()
            .described("Left empty, the whole day is replayed.", title: "Until", section: "What")
        static let countries = Param.list("countries", default: ["de"]).proposing("at", "ch", "de", "nl", "uk")
            .described("The shops whose orders are replayed.", title: "Countries", section: "What")
        static let pace = Param.integer("orders_a_second", default: 200, in: 1...5_000)
            .described("The stream bears 20,000 a second in all.", title: "Pace", section: "How")
        static let share = Param.number("share", default: 1, in: 0...1)
            .described("A smaller share for a trial.", title: "Share", section: "How")
        static let target = Param.text("target", default: "shadow", among: ["shadow", "live"])
            .showing(["shadow": "Shadow stream: nobody sees it", "live": "Live stream"])
            .described("Where the orders go.", title: "Target", section: "How")
        static let limits = Param.dictionary("limits", default: ["orders": 1_000_000, "errors": 10])
            .described("It stops at these.", title: "Limits", section: "How")
        static let refresh = Param.boolean("refresh", default: true)
            .described("Compacts the events afterwards.", title: "Compact", section: "How")
        static let version = Param.integer("format", default: 3).fixed()
    }

    private static let archiveFolder = TemplateFunction("archive_folder", in: "orders/archive.py")
    private static let asList = TemplateFunction("as_list", in: "orders/archive.py")

    let id: PipelineID = "order_replay"
    let title: String? = "Order replay"
    let summary = "Replays a day's orders from the archive, as the form says."
    let schedule: Schedule = .manual()
    let owner: Owner = .platform
    let tags: [Name] = ["orders", "on-demand"]
    let maximumActiveRuns: Int? = 1
    let rendersNativeObjects = true
    let macros = [Self.archiveFolder]
    let filters = [Self.asList]
    let defaults = TaskDefaults(retry: .linear(3, by: .minutes(2)), notifications: [.onRetry(.slack(.dataAlerts))])
    let params: [Param] = [
        Form.ticket, Form.mail, Form.day, Form.after, Form.until, Form.countries, Form.pace, Form.share, Form.target,
        Form.limits, Form.refresh, Form.version,
    ]

    var flow: some Flow {
        let folder: RuntimeString = "\(.macro(Self.archiveFolder, "\(.param(Form.day))"))"
        let complete = S3KeySensor(
            "archive_is_complete", matching: "\(folder)/*.done", in: "acme-archive", .aws
        )
        .checking(every: .seconds(20), mode: .poke).givingUp(after: .minutes(2))
        // Native values: the function gets a list, a number and a dictionary, not texts.
        let plan = PythonCall(
            "plan_batches", "batches", in: "orders/archive.py",
            [
                "folder": "\(folder)", "after": "\(.param(Form.after))", "until": "\(.param(Form.until))",
                "countries": "\(.param(Form.countries).filtered(by: Self.asList))", "share": "\(.param(Form.share))",
                "limits": "\(.param(Form.limits))", "connection": "aws_data",
            ], returning: [String].self
        )
        .notifies(
            .onStart(.slack(.dataAlerts), saying: "Replay for \(.param(Form.ticket)) begins"),
            .onFailure(.slack(.dataAlerts)))
        let replay = Container(
            "replay", image: "registry.example.com/replay:1.9.0",
            // A number by itself would stay one, and a pod takes texts.
            arguments: ["--batch", "\(.item)", "--target", "\(.param(Form.target))", "--pace=\(.param(Form.pace))"]
        )
        .mapped(over: .result(of: plan), atMost: 1, labelled: "\(.item)")
        .deferred()
        let wanted = ContinueIf("compaction_is_wanted", "\(.param(Form.refresh))", is: "True")
            .notifies(.onSkip(.slack(.dataAlerts)))
        let compact = PipelineTrigger(
            "compact_events", of: EventCompaction(), configuration: ["smallest_file_mib": 128]
        )
        .startingAnew().waiting()
        let told = HTTPRequest(
            "tell", .post, .supportDesk, path: "/tickets/\(.param(Form.ticket))/notes",
            body: .json(["text": "Replayed by \(.runID)", "mail": "\(.param(Form.mail))"])
        )
        .always()
        .notifies(.onSuccess(.slack(.dataAlerts), saying: "\(.param(Form.ticket)): replayed \(.result(of: plan))"))

        complete >>> plan >>> replay >>> Parallel(wanted, told)
        wanted >>> compact
    }
}
