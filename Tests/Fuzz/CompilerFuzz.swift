// The second libFuzzer program: what dagc reads and what it is told. FUZZ_TARGET names the reader. It is built by
// Tests/Fuzz/run, together with the declarations of Tests/DagTestingTests/ExtremePipeline.swift.
import CYaml
import Compilation
import DagDSL
import Diagnostics
import Foundation
import PipelineModel

@testable import AirflowBackend
@testable import CodeModels
@testable import Compiler
@testable import Documents
@testable import SourceLists
@testable import Workspace

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Reader.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

enum Reader: String, CaseIterable {
    /// Pipelines whose numbers, depths and lengths are the bytes: they are compiled for two environments.
    case declarations
    /// Templates of Airflow that somebody wrote by hand.
    case jinja
    /// Cron expressions; one that is read has fire times in order.
    case cron
    /// The JSON parser of the code models; what it accepts is rendered and must be read the same again.
    case json
    /// Any document, written by the own writer of YAML and by libyaml, and read again.
    case yaml
    /// `manifest.json` of dagc and of dbt.
    case manifests
    /// Texts in which secrets are looked for, and sources of Swift and Python that are only skimmed.
    case sources

    static let chosen: Reader = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let reader = Reader(rawValue: name) else { fatalError("FUZZ_TARGET is one of \(allCases)") }
        return reader
    }()

    func read(_ bytes: [UInt8]) {
        switch self {
        case .declarations: Self.declarations(bytes)
        case .jinja: Self.jinja(bytes)
        case .cron: Self.cron(bytes)
        case .json: Self.json(bytes)
        case .yaml: Self.yaml(bytes)
        case .manifests: Self.manifests(bytes)
        case .sources: Self.sources(bytes)
        }
    }

    private static func declarations(_ bytes: [UInt8]) {
        let project = ExtremeProject()
        let pipeline = ExtremePipeline(ChanceOfBytes(bytes))
        let catalog = Catalog(
            project: project, pipelines: [CatalogEntry(pipeline, source: "a.swift", path: "a.swift", line: 1)])
        for environment in project.environments {
            let compiled = Compilation.run(catalog, for: environment.model)
            guard compiled.report.sorted.allSatisfy({ !$0.message.isEmpty }) else {
                fatalError("a finding without words")
            }
        }
    }

    private static func jinja(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let template = JinjaTemplate(text)
        if !JinjaTemplate.isTemplate(text), template.problem != nil || !template.names.isEmpty {
            fatalError("no template, and yet it was read as one: \(text)")
        }
    }

    /// A zone whose clocks change.
    private static let zone: ZoneRules = {
        guard let rules = ZoneRules("Europe/Berlin") else { fatalError("this machine knows no zones") }
        return rules
    }()

    private static func cron(_ bytes: [UInt8]) {
        guard let cron = try? CronExpression(String(decoding: bytes, as: UTF8.self)) else { return }
        var time = UnixTime(1_774_000_000)
        for _ in 0..<20 {
            guard let next = cron.next(after: time, in: zone) else { return }
            guard next > time else { fatalError("it fires at \(next), not after \(time)") }
            time = next
        }
    }

    private static func json(_ bytes: [UInt8]) {
        guard let document = try? JSONParser.parse(bytes) else { return }
        let rendered = document.renderedJSON()
        guard let again = try? JSONParser.parse(Array(rendered.utf8)), again.renderedJSON() == rendered else {
            fatalError("not read as it was written: \(rendered)")
        }
    }

    private static func yaml(_ bytes: [UInt8]) {
        guard let document = try? JSONParser.parse(bytes) else { return }
        let own = document.yamlBytes()
        guard own == YAMLRenderer.renderByLibrary(document) else {
            fatalError("not written as libyaml does: \(String(decoding: own, as: UTF8.self))")
        }
        guard YAMLEvents.scalars(of: own) == document.scalars else {
            fatalError("not read as it was written: \(String(decoding: own, as: UTF8.self))")
        }
    }

    private static func manifests(_ bytes: [UInt8]) {
        let project = DbtProject(String(decoding: bytes, as: UTF8.self))
        guard project.nodes.count <= bytes.count else { fatalError("more nodes than bytes") }
        let path = "/tmp/dagc-fuzz-manifest-\(getpid()).json"
        try? Data(bytes).write(to: URL(filePath: path))
        if let text = try? DbtManifestDigest.text(ofManifestAt: path) { _ = DbtProject(text) }
        guard let manifest = try? Manifest(parsing: bytes) else { return }
        guard let again = try? Manifest(parsing: Array(manifest.render().utf8)), again == manifest else {
            fatalError("not read as it was written: \(manifest.render())")
        }
    }

    private static func sources(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for notation in [SecretShape.Notation.plain, .code] {
            for shape in SecretShape.all(in: bytes, as: notation) where shape.title.isEmpty { fatalError("no title") }
        }
        _ = SwiftTokens.read(text)
        _ = PythonOutline(text)
    }
}

/// The bytes of an input as chance; when they are used up, what follows is the same for all inputs.
struct ChanceOfBytes: RandomNumberGenerator {
    private var rest: ArraySlice<UInt8>
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// A byte of the input is the highest of the number, so that it alone decides a choice among few.
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        guard let byte = rest.popFirst() else { return state ^ state >> 29 }
        return UInt64(byte) << 56 | state >> 8
    }
}

/// The scalars of a YAML document in order, read by libyaml.
enum YAMLEvents {
    /// Nil when it is no YAML.
    static func scalars(of bytes: [UInt8]) -> [String]? {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else { fatalError("no memory") }
        defer {
            yaml_parser_delete(parser)
            parser.deallocate()
        }
        return bytes.withUnsafeBufferPointer { input in
            yaml_parser_set_input_string(parser, input.baseAddress, input.count)
            var found: [String] = []
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(parser, &event) == 1 else { return nil }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { return found }
                guard event.type == YAML_SCALAR_EVENT else { continue }
                let scalar = event.data.scalar
                found.append(
                    String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self))
            }
        }
    }
}

extension Document {
    /// Keys and values in the order in which YAML writes them.
    fileprivate var scalars: [String] {
        switch self {
        case .null: ["null"]
        case .bool(let value): [value ? "true" : "false"]
        case .int(let value): [String(value)]
        case .number(let number): [YAMLScalar.number(number)]
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.scalars)
        case .object(let object): object.entries.flatMap { [$0.key] + $0.value.scalars }
        }
    }
}
