internal import Documents
internal import Git
internal import System

extension Log {
    /// Writes what one sync has to say.
    func write(_ report: CycleReport, failuresInARow: Int) {
        for warning in report.warnings { write(.error, warning) }
        let seconds = ("seconds", Document.number(report.duration.inSeconds))
        switch report.outcome {
        case .upToDate:
            write(.debug, "up to date", [("commit", report.live.map { .string($0.commit) } ?? .null), seconds])
        case .published(let published):
            write(published, seconds)
        case .failed(let error):
            write(
                .error, "sync failed",
                [
                    ("step", .string(error.step.rawValue)), ("class", .string(error.failure.rawValue)),
                    ("commit", report.wanted.map { .string($0.description) } ?? .null),
                    ("error", .string(error.message)), ("advice", .string(error.failure.advice)),
                    ("failuresInARow", .int(failuresInARow)), seconds,
                ])
        }
        guard let tampering = report.tampering else { return }
        let paths = tampering.paths.prefix(20).map(Document.string)
        write(.error, "published files were changed by hand; \(tampering.healing)", [("paths", .array(paths))])
    }

    private func write(_ published: Published, _ seconds: (String, Document)) {
        write(
            .info, "published",
            [
                ("commit", .string(published.commit.id.description)),
                ("replaced", published.replaced.map(Document.string) ?? .null),
                ("linked", .int(published.linked)), ("written", .int(published.written)),
                seconds,
            ])
        if published.ancestry == .rewritten {
            write(
                .error, "the history of the ref was rewritten: the published commit does not follow the one before",
                [
                    ("commit", .string(published.commit.id.description)),
                    ("replaced", published.replaced.map(Document.string) ?? .null),
                    ("author", .string(published.commit.author.name)),
                ])
        }
        if !published.largeFilePointers.isEmpty {
            let paths = published.largeFilePointers.prefix(20).map(Document.string)
            write(
                .error, "these files say where Git LFS has their content, which is not fetched",
                [("count", .int(published.largeFilePointers.count)), ("paths", .array(paths))])
        }
        for file in published.held { write(.error, "file held at its last good version", fields(of: file)) }
    }

    private func fields(of file: HeldFile) -> [(String, Document)] {
        [
            ("path", .string(file.path)), ("line", .int(file.line)), ("error", .string(file.message)),
            ("commit", .string(file.commit)), ("author", .string(file.author)),
        ]
    }
}
