import DagDSL

/// Takes in the files that partners drop whenever they like, and tells those who wait for one of them.
///
/// Shows a pipeline that starts again as soon as it has ended, a sensor on files, and an alias under which a task makes
/// datasets known that it learns of only while it runs.
struct LandingZone: Pipeline {
    fileprivate static let landed = DatasetAlias("landed_files")

    let id: PipelineID = "landing_zone"
    let title: String? = "Landing zone"
    let summary = "Moves a partner's file into the lake and makes known which dataset it belongs to."
    let schedule: Schedule = .continuous()
    let owner: Owner = .platform
    let objectives: [Objective] = [.fresh(within: .hours(1))]
    let tags: [Name] = ["landing"]
    let defaults = TaskDefaults(retry: .fixed(3, every: .seconds(30)), timeout: .minutes(30))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let arrived = FileSensor("file_has_arrived", path: "*/*.done", in: .landingFolder)
            .checking(every: .seconds(30)).givingUp(after: .hours(12), then: .skip).withoutTimeout()
        let take = PythonCall(
            "take_in", "take_in_files", in: "landing/files.py",
            ["folder": "landing_folder", "bucket": "acme-lake", "connection": "aws_data", "alias": "landed_files"]
        )
        .writes(Self.landed)

        arrived >>> take
    }
}

/// Lists in the catalogue what has landed.
///
/// Shows a start by an alias, whichever datasets stand behind it.
struct LandingCatalogue: Pipeline {
    let id: PipelineID = "landing_catalogue"
    let title: String? = "Landing catalogue"
    let summary = "Lists what partners have dropped, as soon as it is in the lake."
    let schedule: Schedule = .onUpdate(of: .alias(LandingZone.landed), orCron: "0 6 * * *", in: "Europe/Berlin")
    let owner: Owner = .platform
    let tags: [Name] = ["landing"]
    let maximumActiveRuns: Int? = 1

    var flow: some Flow {
        Bash("list_files", "lakectl catalogue refresh --folder landing --run '\(.runID)'")
    }
}
