extension Compilation {
    /// A part of the way, in the order in which they are gone.
    package enum Stage: Hashable, Sendable, CustomStringConvertible {
        case lower
        case check
        /// What the targets cannot do.
        case limits
        /// The files of one backend.
        case emit(String)
        case collect

        package var description: String {
            switch self {
            case .lower: "declare + lower"
            case .check: "check"
            case .limits: "limits"
            case .emit(let backend): "emit \(backend)"
            case .collect: "collect"
            }
        }
    }
}
