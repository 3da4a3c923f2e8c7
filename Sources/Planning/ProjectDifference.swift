import CodeModels
package import Workspace

/// What a plan changes, in the words of the declarations. A value: it is drawn elsewhere.
///
/// Both sides come from the model documents of a tree, so the earlier one may be any tree that dagc has made, wherever
/// its sources are. Only what differs is looked into.
package struct ProjectDifference: Equatable, Sendable {
    /// Why pipelines cannot be compared; then everything else is empty.
    package private(set) var obstacle: String?
    package private(set) var environment: [SettingChange] = []
    package private(set) var alerts: [AlertDifference] = []
    /// Nil where no sum differs, or where nothing has a price.
    package private(set) var costs: CostDifference?
    /// In the order of their ids.
    package private(set) var pipelines: [PipelineDifference] = []
    package private(set) var unchangedPipelines = 0
    /// In the order of their ids.
    package private(set) var streams: [StreamDifference] = []
    /// What the Airflow of the environment has to have before the files arrive, and did not have to have before.
    package private(set) var needs: [Need] = []
    /// All of the project as it will be.
    package private(set) var hatches: [EscapeHatch] = []
    package private(set) var newHatches: Set<EscapeHatch> = []

    /// Something that people set up in Airflow, and generated files only name.
    package struct Need: Equatable, Sendable {
        package let kind: String
        package let name: String
    }

    package init(_ plan: OutputPlan, at now: PlanMoment) {
        let documents = plan.changes.compactMap(ModelChange.init)
        if plan.hasFilesWithoutModel(documents) {
            obstacle = "what is there was made by a dagc that wrote no model beside its files"
            return
        }
        guard documents.allSatisfy(\.isReadable) else {
            obstacle = "the model of what is there has a format that this dagc does not know"
            return
        }
        var (before, after) = ([PipelineSnapshot](), [PipelineSnapshot]())
        var streamChanges: [ModelChange] = []
        var unchanged: [String] = []
        for change in documents {
            if change.isEnvironment {
                compareEnvironments(change)
            } else if change.isAlerts {
                alerts = AlertDifference.all(from: change.before, to: change.after)
            } else if change.isCosts {
                costs = CostDifference(from: change.before, to: change.after)
            } else if change.isStream {
                if !change.isUnchanged { streamChanges.append(change) }
            } else if change.isUnchanged {
                unchangedPipelines += 1
                unchanged += change.after.flatMap { $0["id"]?.string }.map { [$0] } ?? []
                hatches += change.after.flatMap { PipelineSnapshot($0) }.map(EscapeHatch.all) ?? []
            } else {
                if let snapshot = change.before.flatMap({ PipelineSnapshot($0) }) { before.append(snapshot) }
                if let snapshot = change.after.flatMap({ PipelineSnapshot($0) }) { after.append(snapshot) }
            }
        }
        if !streamChanges.isEmpty {
            let all = documents.filter(\.isPipeline).compactMap { $0.after.flatMap { PipelineSnapshot($0) } }
            streams = streamChanges.compactMap { StreamDifference.between($0.before, $0.after, consumers: all) }
        }
        comparePipelines(before, after, besides: unchanged, touched: plan.sourcesOfChangedFiles, now)
        hatches += after.flatMap(EscapeHatch.all)
        hatches.sort { ($0.kind, $0.target ?? "", $0.pipeline) < ($1.kind, $1.target ?? "", $1.pipeline) }
        newHatches = Set(after.flatMap(EscapeHatch.all)).subtracting(before.flatMap(EscapeHatch.all))
    }

    private mutating func comparePipelines(
        _ before: [PipelineSnapshot], _ after: [PipelineSnapshot], besides unchanged: [String],
        touched: Set<String>, _ now: PlanMoment
    ) {
        let (old, new) = (Set(before.map(\.id)), Set(after.map(\.id)))
        let removed = before.filter { !new.contains($0.id) }
        let added = after.filter { !old.contains($0.id) }
        let renames = RenameMatching.pairs(removed: removed, added: added, likeness: RenameMatching.likeness)
        // Of those that do not change either.
        let known = unchanged + before.map(\.id)
        for (index, pipeline) in added.enumerated() {
            if let former = renames[index] {
                pipelines += PipelineDifference.between(removed[former], pipeline, at: now).map { [$0] } ?? []
            } else {
                pipelines.append(.added(pipeline, beside: known, at: now))
            }
        }
        let kept = Set(renames.values)
        pipelines += removed.indices.filter { !kept.contains($0) }.map { .removed(removed[$0]) }
        let former = Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0) })
        for pipeline in after {
            guard let earlier = former[pipeline.id] else { continue }
            let difference = PipelineDifference.between(earlier, pipeline, at: now)
            if let difference = touched.contains(pipeline.id) ? difference : difference?.withoutNewDefaults {
                pipelines.append(difference)
            } else {
                unchangedPipelines += 1
            }
        }
        pipelines.sort { $0.id < $1.id }
    }

    private mutating func compareEnvironments(_ change: ModelChange) {
        if change.before != nil { environment = SettingChange.all(from: change.before, to: change.after) }
        for (key, kind) in [("connections", "connection"), ("pools", "pool"), ("variables", "variable")] {
            let known = Set((change.before?[key]?.elements ?? []).compactMap(\.ownName))
            let wanted = (change.after?[key]?.elements ?? []).compactMap(\.ownName)
            needs += wanted.filter { !known.contains($0) }.map { Need(kind: kind, name: $0) }
        }
    }
}

/// A model document before and after.
private struct ModelChange {
    let path: ArtifactPath
    let before: Document?
    let after: Document?
    let isUnchanged: Bool
    let isReadable: Bool

    static let folder = "model/"

    init?(_ change: OutputPlan.Change) {
        guard change.path.text.hasPrefix(Self.folder) else { return nil }
        path = change.path
        isUnchanged = change.action == .unchanged
        after = change.after.flatMap(Self.read)
        before = isUnchanged ? after : change.before.flatMap(Self.read)
        isReadable = (change.before == nil || before != nil) && (change.after == nil || after != nil)
    }

    var isEnvironment: Bool { path.text == Self.folder + "environment.json" }
    var isAlerts: Bool { path.text == Self.folder + "alerts.json" }

    var isCosts: Bool { path.text == Self.folder + "costs.json" }

    var isPipeline: Bool { path.text.hasPrefix(Self.folder + "pipelines/") }
    var isStream: Bool { path.text.hasPrefix(Self.folder + "streams/") }

    /// Nil for another format, and for no JSON at all.
    private static func read(_ bytes: [UInt8]) -> Document? {
        do throws(JSONSyntaxError) {
            let document = try JSONParser.parse(bytes)
            return document["format"] == 1 ? document : nil
        } catch {
            return nil
        }
    }
}

extension OutputPlan {
    /// The pipelines of which other files than the model change.
    fileprivate var sourcesOfChangedFiles: Set<String> {
        let changed = changes.filter { $0.action != .unchanged && !$0.path.text.hasPrefix(ModelChange.folder) }
        return Set(changed.compactMap { manifest.files[$0.path]?.origin.source })
    }

    /// Whether there were generated files, and no model of them.
    fileprivate func hasFilesWithoutModel(_ documents: [ModelChange]) -> Bool {
        let hadModel = documents.contains { $0.before != nil || !$0.isReadable }
        return !hadModel && changes.contains { $0.before != nil && $0.conflict != .unknown }
    }
}

extension Document {
    /// Of an element that is a text, or an object with an id or a name.
    fileprivate var ownName: String? { string ?? (self["id"] ?? self["name"])?.string }
}
