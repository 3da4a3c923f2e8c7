import CodeModels
import PipelineModel

/// Affinities in the words of a pod's manifest.
///
/// Source: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
extension PodExpression {
    static func affinity(_ affinities: [PodAffinity]) -> PythonExpression? {
        var required: [PythonExpression] = []
        var preferred: [PythonExpression] = []
        var near: [PythonExpression] = []
        var away: [PythonExpression] = []
        for affinity in affinities {
            switch affinity {
            case .requireNodes(let label, let values): required.append(requirement(label, values))
            case .preferNodes(let label, let values, let weight):
                let term = object([("matchExpressions", .list([requirement(label, values)]))])
                preferred.append(object([("weight", .int(weight)), ("preference", term)]))
            case .nearPods(let label, let value, let topology): near.append(pods(label, value, topology))
            case .awayFromPods(let label, let value, let topology): away.append(pods(label, value, topology))
            }
        }
        let document =
            nodes(required, preferred) + group("podAffinity", near) + group("podAntiAffinity", away)
        return document.isEmpty ? nil : object(document)
    }

    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"

    /// Requirements of one term must hold together.
    private static func nodes(
        _ requirements: [PythonExpression], _ preferred: [PythonExpression]
    ) -> [(String, PythonExpression)] {
        var items: [(String, PythonExpression)] = []
        if !requirements.isEmpty {
            let term = object([("matchExpressions", .list(requirements))])
            items.append((required, object([("nodeSelectorTerms", .list([term]))])))
        }
        if !preferred.isEmpty { items.append(("preferredDuringSchedulingIgnoredDuringExecution", .list(preferred))) }
        return items.isEmpty ? [] : [("nodeAffinity", object(items))]
    }

    private static func group(_ name: String, _ terms: [PythonExpression]) -> [(String, PythonExpression)] {
        terms.isEmpty ? [] : [(name, object([(required, .list(terms))]))]
    }

    private static func requirement(_ label: String, _ values: [String]) -> PythonExpression {
        object([
            ("key", .string(label)), ("operator", .string("In")), ("values", .list(values.map { .string($0) })),
        ])
    }

    private static func pods(_ label: String, _ value: String, _ topology: String) -> PythonExpression {
        let selector = object([("matchLabels", object([(label, .string(value))]))])
        return object([("labelSelector", selector), ("topologyKey", .string(topology))])
    }
}
