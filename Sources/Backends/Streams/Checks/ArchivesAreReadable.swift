import Compiler
import Diagnostics
import PipelineModel

/// Files of the archive lie where readers look, in a format that can be written, and are closed in time.
enum ArchivesAreReadable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, platform) in project.soundStreams where !stream.model.archivedTables.isEmpty {
            let archive = stream.model.archive
            func add(_ code: DiagnosticCode, _ problem: String, _ fix: String) {
                report.add(
                    code, "the archive of stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
            }
            if archive.format != .json && !platform.converter.hasSchemas {
                add(
                    .schemalessArchive, "is \(archive.format.rawValue), and messages have no schema",
                    "write Avro messages")
            }
            if let (problem, fix) = folderProblem(of: archive) { add(.unreadableFolders, problem, fix) }
            let places = Set(
                stream.model.archivedTables.map { ArchivePlace($0, of: stream.model, in: project.model.environment) })
            if places.contains(nil) || places.count > 1 {
                add(
                    .unreadableFolders,
                    "has datasets whose paths do not end in the names of their topics, in one folder",
                    "give the dataset of `\(stream.model.archivedTables[0].name)` the path "
                        + "`FOLDER/\(stream.model.topic(of: stream.model.archivedTables[0]))`")
            }
            for (problem, fix) in fileProblems(of: stream.model, platform) { add(.unfitFiles, problem, fix) }
            if let (problem, fix) = tombstoneProblem(of: stream.model) { add(.fatalTombstones, problem, fix) }
        }
    }

    private static func folderProblem(of archive: ArchiveModel) -> (String, String)? {
        let parts = archive.pathFormat.split(separator: "/").map(String.init)
        // Of each folder: what it is called, and which letters of Joda-Time say when it begins.
        let names = parts.map { part in part.hasPrefix("'") && part.contains("'=") ? String(part.last ?? " ") : "" }
        if parts.isEmpty || names.contains("") {
            return ("has folders without `name=`", "write `'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH`")
        }
        let covered = names.last == "H" ? 3600 : names.last == "d" ? 86_400 : names.last == "m" ? 60 : 0
        if covered != archive.partitionDuration {
            return (
                "has folders of \(covered) s by their names, and of \(archive.partitionDuration) s by what is said",
                "let both say the same"
            )
        }
        if archive.zone != "UTC" {
            return ("has folders in \(archive.zone), where an hour can be twice", "leave the zone at UTC")
        }
        if archive.timestamp == .wallclock {
            return ("puts records where the clock of the worker is", "use `.record` or `.field`")
        }
        return nil
    }

    private static func fileProblems(
        of stream: StreamModel, _ platform: StreamingPlatformModel
    ) -> [(String, String)] {
        var found: [(String, String)] = []
        if stream.rotation > stream.bounds.freshness {
            found.append(
                (
                    "closes files after \(stream.rotation) s, and is to be fresh within \(stream.bounds.freshness) s",
                    "leave the time out, or name one within the bound"
                ))
        }
        // Each partition of each topic has an open file, with its records and the part that is being sent, in the heaps of
        // the workers, of which a third is left to Connect itself.
        let part = stream.capture.settings.last { $0.part == .archive && $0.key == "s3.part.size" }
        let partBytes = part.flatMap { Double($0.value) } ?? Double(ArchiveModel.partBytes)
        let file = Double(stream.archive.flushRecords) * Double(stream.load.eventBytes) + partBytes
        let open = file * Double(stream.partitions) * Double(stream.archivedTables.count)
        let mebibytes = Int(open / 1_048_576)
        let room = platform.connect.heapMiB * 2 / 3
        if mebibytes > room {
            found.append(
                (
                    "has up to \(mebibytes) MiB in open files, and the heap of a worker has room for \(room) MiB",
                    "close files after fewer records, or give workers more memory"
                ))
        }
        let size = stream.bytesPerSecond / stream.partitions * min(stream.rotation, 3600)
        if size < 16_384 {
            found.append(
                (
                    "has files of \(size) bytes, thousands of which are slow to read",
                    "close them later, or use fewer partitions"
                ))
        }
        return found
    }

    private static func tombstoneProblem(of stream: StreamModel) -> (String, String)? {
        if stream.capture.tombstones && stream.archive.tombstones == .fail {
            return ("fails at the message that follows a deletion", "ignore such messages: `.tombstones(.ignored)`")
        }
        if !stream.capture.tombstones && stream.archive.tombstones == .dropped {
            return ("takes out messages that the source does not write", "leave `tombstones` out on one side")
        }
        return nil
    }
}
