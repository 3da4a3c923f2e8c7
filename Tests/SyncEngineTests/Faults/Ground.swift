/// Where a fault is met: how the remote is reached, and on what the root lies.
struct Ground: Sendable, CustomStringConvertible {
    enum Transport: String, Sendable, CaseIterable { case http, ssh }
    enum Place: String, Sendable, CaseIterable {
        case tmpfs, disk

        /// A folder on such a file system.
        var folder: String {
            switch self {
            case .tmpfs: "/dev/shm"
            case .disk: "/var/tmp"
            }
        }
    }

    let transport: Transport
    let place: Place

    var description: String { "\(transport.rawValue), \(place.rawValue)" }

    static let all = Transport.allCases.flatMap { transport in
        Place.allCases.map { Ground(transport: transport, place: $0) }
    }
}
