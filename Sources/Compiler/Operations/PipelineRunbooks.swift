import PipelineModel

/// What to do about alerts that every pipeline can have. The page adds its own queries, tasks and neighbours.
extension RunbookModel {
    static let stale = RunbookModel(
        meaning: "No run has succeeded in time: they fail, hang, wait, or were never started.",
        waiting: "Everybody downstream works with what was true at the last success.",
        steps: [
            Step("See whether a run is active, failed or missing, in the orchestrator's list of runs."),
            Step("If it failed, act on its first failed task; if it hangs, see what its sensor or pool waits for."),
            Step("If there is none, see whether the pipeline is paused, and whether the scheduler is well."),
            Step("Tell those downstream, whom this page lists, how long it will take."),
        ])

    static let failed = RunbookModel(
        meaning: "A run ended as failed, after all tries of its tasks.",
        waiting: "What it was to make is missing until a run succeeds; the next one may not make up for it.",
        steps: [
            Step("Open the run, and the log of the first task that failed."),
            Step("If the cause has passed, clear the task, so that it and all after it run again."),
            Step("If not, mend it; a change that was just published can be taken back with `dagc rollback`."),
        ])

    static let burns = RunbookModel(
        meaning: "Runs fail more often than was promised. Each may look harmless by itself.",
        waiting: "The promise is broken before its time is over.",
        steps: [
            Step("See which tasks fail, and whether always the same one does."),
            Step("Look for what all failures share: an hour, a source, a pool, a worker."),
            Step("Mend the cause, or agree with those who use it on another promise."),
        ])

    static let late = RunbookModel(
        meaning: "The run of the day has not succeeded by the time at which people need it, or soon will not have.",
        waiting: "People start their day with yesterday's numbers.",
        steps: [
            Step("See which task the run is at, and how long it and those after it usually take."),
            Step("If it waits for a slot, give it priority; if it waits for data, ask who sends it."),
            Step("Tell those who wait for it, before they ask."),
        ])

    static let poor = RunbookModel(
        meaning: "A check looked at the rows and found too many of them wrong.",
        waiting: "Wrong rows go on to all that read the dataset, unless the check stopped the run.",
        steps: [
            Step("Open the result of the check: it names rules, counts and samples of rows."),
            Step("Find since when they are wrong, and whether the source or a change of ours made them so."),
            Step("Mend or quarantine the rows, and run the window again."),
        ])

    static let inconsistent = RunbookModel(
        meaning: "The batch and the speed layer do not agree on the same window.",
        waiting: "People see different numbers, depending on where they look.",
        steps: [
            Step("Open the result of the reconciliation: it names the measure and what each side counted."),
            Step("See which layer is right: compare both with the source for one hour."),
            Step("Run the batch window again, or replay the stream from its archive."),
        ])

    static let unmeasured = RunbookModel(
        meaning: "Runs succeed, but a check of theirs has left no result, so nobody knows what it would have found.",
        waiting: "Broken data would pass unseen.",
        steps: [
            Step("See whether the check was skipped in the last runs."),
            Step("If it ran, read the end of its log: it says why its result could not be pushed."),
            Step("See whether the Pushgateway is well."),
        ])
}
