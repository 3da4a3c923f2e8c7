/// A place in an expression for a value that whoever makes the module knows later.
///
/// No text can be taken for a hole. The renderer has no spelling for one, so none is ever left in a file.
package struct PythonHole: Hashable, Sendable {
    /// The keys that lead from the value to the part of it that goes here, the outer before the inner; none is the value
    /// itself.
    package let keys: [String]
    package let place: Place

    package enum Place: Hashable, Sendable {
        /// An argument that takes any value, with its type.
        case argument
        /// A place for text: a value of another type stands there as its text.
        case text
    }

    package init(keys: [String] = [], in place: Place = .argument) {
        self.keys = keys
        self.place = place
    }
}

extension PythonExpression {
    /// The holes that are left in it, in order.
    package var holes: [PythonHole] {
        var found: [PythonHole] = []
        _ = replacingLeaves { leaf in
            switch leaf {
            case .hole(let hole): found.append(hole)
            case .joined(let pieces): found += pieces.flatMap(\.holes)
            default: break
            }
            return nil
        }
        return found
    }

    /// Whether it is one that is meant, or holds one where values stand.
    package func contains(_ isMeant: (PythonExpression) -> Bool) -> Bool {
        if isMeant(self) { return true }
        return switch self {
        case .list(let items, _), .tuple(let items, _), .set(let items, _), .joined(let items):
            items.contains { $0.contains(isMeant) }
        case .dict(let items, _):
            items.contains { item in
                switch item {
                case .pair(let key, let value): key.contains(isMeant) || value.contains(isMeant)
                case .unpacked(let value): value.contains(isMeant)
                }
            }
        case .call(_, let arguments, _):
            arguments.contains { argument in
                switch argument {
                case .positional(let value), .keyword(_, let value), .unpacked(let value): value.contains(isMeant)
                }
            }
        default: false
        }
    }

    /// The expression with others in place of the strings, holes and joined texts for which `replacement` has one.
    ///
    /// It looks into displays and arguments, where values stand, and not into operations, which somebody has spelled out.
    package func replacingLeaves(_ replacement: (PythonExpression) -> PythonExpression?) -> PythonExpression {
        switch self {
        case .string, .hole, .joined: return replacement(self) ?? self
        case .list(let items, let layout): return .list(items.map { $0.replacingLeaves(replacement) }, layout: layout)
        case .tuple(let items, let layout): return .tuple(items.map { $0.replacingLeaves(replacement) }, layout: layout)
        case .set(let items, let layout): return .set(items.map { $0.replacingLeaves(replacement) }, layout: layout)
        case .dict(let items, let layout): return .dict(items.map { $0.replacingLeaves(replacement) }, layout: layout)
        case .call(let callee, let arguments, let layout):
            return .call(callee, arguments.map { $0.replacingLeaves(replacement) }, layout: layout)
        default: return self
        }
    }
}

extension PythonDictItem {
    fileprivate func replacingLeaves(_ replacement: (PythonExpression) -> PythonExpression?) -> PythonDictItem {
        switch self {
        case .pair(let key, let value): .pair(key.replacingLeaves(replacement), value.replacingLeaves(replacement))
        case .unpacked(let value): .unpacked(value.replacingLeaves(replacement))
        }
    }
}

extension PythonArgument {
    fileprivate func replacingLeaves(_ replacement: (PythonExpression) -> PythonExpression?) -> PythonArgument {
        switch self {
        case .positional(let value): .positional(value.replacingLeaves(replacement))
        case .keyword(let name, let value): .keyword(name, value.replacingLeaves(replacement))
        case .unpacked(let value): .unpacked(value.replacingLeaves(replacement))
        }
    }
}
