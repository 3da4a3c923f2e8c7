import CodeModels
import Compiler
import Git
import PipelineModel
import Workspace

/// Where a deployment is.
struct RepositoryPlace {
    /// Without credentials.
    let repository: String
    let branch: String
    let into: String?

    init(_ repository: DagRepository) {
        self.repository = repository.remote.description
        branch = repository.branch
        into = repository.into?.argument
    }
}

/// What a branch serves.
struct DeploymentStatus {
    /// A generated file that somebody changed afterwards.
    struct Edit {
        let path: String
        /// The one that did it.
        let commit: CommitInformation
    }

    let place: RepositoryPlace
    let environment: String
    /// Nil when there is no branch.
    var head: ObjectID?
    /// Nil when no commit says that dagc made it.
    var deployment: Deployment?
    /// The sources here, and how they stand to those that were pushed.
    var sources: (mine: SourceRevision, relation: SourceRevision.Relation)?
    /// Of the manifest.
    var files = 0
    var edits: [Edit] = []
    /// Files that dagc did not write, where its own are.
    var foreign: [String] = []
    /// What a push would do now.
    var plan: OutputPlan?

    /// Whether the branch holds what the pipelines compile to, and nothing that dagc did not write.
    var isAsCompiled: Bool { plan?.isUpToDate == true && foreign.isEmpty }
}

extension DeploymentStatus {
    /// For people.
    var text: String {
        guard let head else { return "\(place.text) does not exist: nothing is deployed" }
        var rows = [["branch", place.text], ["head", head.description]]
        if let deployment {
            rows += [
                ["pushed", "\(Self.time(of: deployment.commit)) by \(Self.person(deployment.commit))"],
                ["commit", "\(deployment.commit.id)\(deployment.isSigned ? ", signed" : ", not signed")"],
                ["sources", sourceWords], ["made by", "dagc \(deployment.trailers.version)"],
                ["plan", deployment.trailers.plan],
            ]
        } else {
            rows.append(["pushed", "no commit of the branch says that dagc made it"])
        }
        rows += [["environment", environment], ["files", String(files)], ["state", stateWords]]
        return ([TextTable.render(rows)] + details).joined(separator: "\n")
    }

    private var sourceWords: String {
        guard let pushed = deployment?.trailers.source else { return "in no repository when it was pushed" }
        switch sources?.relation {
        case .same: return "\(pushed.text), which is what is checked out here"
        case .newer: return "\(pushed.text), an earlier commit than the one here"
        case .lacking: return "\(pushed.text), which is not in the history of the commit here"
        case .unknown: return "\(pushed.text), which this clone does not know"
        case nil: return pushed.text
        }
    }

    private var stateWords: String {
        guard let plan, !plan.isUpToDate else {
            return foreign.isEmpty ? "as the pipelines compile" : "as the pipelines compile, beside files of others"
        }
        return "not as the pipelines compile: \(PlanSummary.counts(of: plan)); `dagc plan` shows them"
    }

    private var details: [String] {
        var lines = edits.map { edit in
            "changed by hand: \(edit.path), \(Self.time(of: edit.commit)) by \(Self.person(edit.commit)) in "
                + "\(edit.commit.id.description.prefix(12)) \(edit.commit.summary)"
        }
        lines += foreign.prefix(Self.listed).map { "not written by dagc: \($0)" }
        if foreign.count > Self.listed { lines.append("and \(foreign.count - Self.listed) more files of others") }
        if let since = deployment?.since, !since.isEmpty, place.into == nil {
            lines.append("commits of others since the push: \(since.count)")
        }
        return lines
    }

    private static let listed = 20

    private static func time(of commit: CommitInformation) -> String {
        UnixTime(Int(commit.committer.time)).iso8601
    }

    private static func person(_ commit: CommitInformation) -> String {
        "\(commit.author.name) <\(commit.author.email)>"
    }

    /// For programs.
    var document: Document {
        [
            "repository": .string(place.repository), "branch": .string(place.branch),
            "into": place.into.map { .string($0) } ?? .null, "head": head.map { .string($0.description) } ?? .null,
            "environment": .string(environment), "files": .int(files),
            "as_compiled": .bool(isAsCompiled),
            "push": deployment.map { .object(Self.push($0)) } ?? .null,
            "sources_here": sources.map { .string($0.mine.text) } ?? .null,
            "edited": .array(
                edits.map { ["path": .string($0.path), "commit": .string($0.commit.id.description)] }),
            "foreign": .array(foreign.map { .string($0) }),
            "changes": .array(
                (plan?.changes ?? []).filter { $0.action != .unchanged }.map {
                    ["path": .string($0.path.text), "action": .string($0.action.rawValue)]
                }),
        ]
    }

    private static func push(_ deployment: Deployment) -> DocumentObject {
        [
            "commit": .string(deployment.commit.id.description), "time": .string(time(of: deployment.commit)),
            "author": .string(person(deployment.commit)), "signed": .bool(deployment.isSigned),
            "source": deployment.trailers.source.map { .string($0.commit) } ?? .null,
            "source_changed": .bool(deployment.trailers.source?.isChanged ?? false),
            "plan": .string(deployment.trailers.plan), "dagc": .string(deployment.trailers.version),
            "environment": deployment.trailers.environment.map { .string($0) } ?? .null,
        ]
    }
}

extension RepositoryPlace {
    /// In a line.
    var text: String { "\(branch) of \(repository)" + (into.map { ", folder \($0)" } ?? "") }
}
