import Diagnostics
import PipelineModel

/// Each part of the platform that is installed by itself is whole and fits into its memory.
enum ProfilesFit: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations,
            case .kubernetes(let platform)? = project.model.environment.cluster,
            let installation = platform.installation
        else { return }
        let place = project.environment
        for profile in installation.profiles {
            check(profile, operations, at: place, &report)
            let budget = ClusterBudget(project.model, operations, on: platform, installation, profile)
            guard budget.fits else {
                let drop = budget.toDrop(from: operations).map { "`\($0)`" }
                report.add(
                    .profileOverBudget,
                    "profile `\(profile.name)` asks for \(budget.requestMiB) MiB of memory and may take \(profile.memoryMiB), \(budget.requestMiB - profile.memoryMiB) too many",
                    at: place,
                    fix: drop.isEmpty
                        ? "give it more memory, or let its components ask for less"
                        : "leave out \(drop.joined(separator: ", ")), or give it more memory")
                continue
            }
            let most = profile.memoryMiB * installation.overcommitPercent / 100
            if budget.limitMiB > most {
                report.add(
                    .overcommittedProfile,
                    "the limits of profile `\(profile.name)` add up to \(budget.limitMiB) MiB, \(budget.limitMiB * 100 / max(profile.memoryMiB, 1)) % of its memory",
                    at: place,
                    fix: "lower limits, or allow it: `.overcommit(upTo: .percent(…))`")
            }
        }
    }

    private static func check(
        _ profile: ProfileModel, _ operations: OperationsModel, at place: SourceLocation?,
        _ report: inout DiagnosticReport
    ) {
        let known = Set(operations.components.map(\.name))
        for name in profile.components ?? [] where !known.contains(name) {
            report.add(
                .brokenProfile, "profile `\(profile.name)` has `\(name)`, which is no component", at: place,
                fix: "name a component of the environment")
        }
        for component in operations.components where profile.has(component.name) {
            for need in component.dependencies + [component.measuredBy].compactMap(\.self)
            where !profile.has(need) && operations.component(named: need)?.runsAs != .external {
                report.add(
                    .brokenProfile,
                    "profile `\(profile.name)` has `\(component.name)` without `\(need)`, which it needs",
                    at: place, fix: "add `\(need)` to the profile")
            }
        }
    }
}
