import Foundation
import LocalPlatform
import Network

/// Whether parts work, as far as they can be asked.
struct LocalHealth {
    let place: LocalPlace
    let supervisor: LocalSupervisor
    private let client = HTTPClient()

    init(place: LocalPlace, supervisor: LocalSupervisor) {
        self.place = place
        self.supervisor = supervisor
    }

    /// - Throws: `LocalPartFailed` with the last lines of the first that does not come up.
    func wait(for parts: [LocalPart], within limit: Duration = .seconds(120)) async throws {
        let end = ContinuousClock.now + limit
        var waiting = parts
        while true {
            let states = try await supervisor.states() ?? []
            var next: [LocalPart] = []
            for part in waiting {
                let state = states.first { $0.name == part.name }
                if state?.word == "FATAL" { throw LocalPartFailed(part: part.name, place) }
                let works = state?.isRunning == true ? await isWorking(part) : false
                if !works { next.append(part) }
            }
            guard let first = next.first else { return }
            guard ContinuousClock.now < end else { throw LocalPartFailed(part: first.name, place) }
            waiting = next
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    func isWorking(_ part: LocalPart) async -> Bool {
        switch part.health {
        case .runs: return true
        case .answers(let url):
            let deadlines = Deadlines(connect: .seconds(2), firstByte: .seconds(5), total: .seconds(10))
            do {
                return (200..<300).contains(try await client.send(HTTPRequest(.get, url, deadlines: deadlines)).status)
            } catch {
                // No answer is the answer.
                return false
            }
        case .succeeds(let command):
            do { return try await LocalProgram(command, in: place.folder.state).run().status == 0 } catch {
                // A program that is not there answers nothing either.
                return false
            }
        }
    }
}

/// A part of the platform does not come up.
struct LocalPartFailed: Error, CustomStringConvertible {
    let part: String
    let lines: [String]

    init(part: String, _ place: LocalPlace) {
        self.part = part
        lines = LocalStatus.lastLines(10, of: place.folder.log(of: part))
    }

    var description: String {
        let said =
            lines.isEmpty
            ? "it has written nothing" : "its last lines:\n" + lines.map { "  \($0)" }.joined(separator: "\n")
        return "\(part) does not come up; \(said)\n`local logs \(part)` has more, `local down` stops the others"
    }
}
