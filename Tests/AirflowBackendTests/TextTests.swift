import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Whatever a text holds, it reaches what it was written for.
///
/// The same pipelines are compiled with a plain mark in every place that takes a text, and with random texts there.
/// What Airflow makes of the two, after it has rendered its templates, may differ in nothing but these texts.
@Suite(.serialized, .slow) struct TextTests {
    private struct Variant: Encodable {
        let plain: String
        let folder: String
        let texts: [String: String]
    }

    /// Set to look further: so many variants, from another seed on.
    private static let variants = ProcessInfo.processInfo.environment["DAGC_TEXT_VARIANTS"].flatMap(Int.init) ?? 3
    private static let seed = ProcessInfo.processInfo.environment["DAGC_TEXT_SEED"].flatMap(UInt64.init) ?? 1

    @Test(arguments: AirflowVersion.allCases)
    func `any text reaches Airflow, shells, JSON and YAML as it was said`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let pipelines: [any Pipeline] =
                [EveryText(), Downstream()] + (version == .v3_3 ? [EveryHumanText()] : [])
            var texts = RandomTexts(seed: Self.seed)
            var variants: [Variant] = []
            for environment in 0...1 {
                let plain = try CompiledFixtures(
                    pipelines, of: TextProject(), environment: environment, for: version)
                #expect(plain.findings.isEmpty)
                try plain.write(to: folder.appending(path: "plain-\(environment)"))
            }
            for number in 0..<Self.variants {
                let place = folder.appending(path: "variant-\(number)")
                var said: [String: String] = [:]
                let compiled = try CompiledFixtures(
                    pipelines, of: TextProject(), environment: number % 2, for: version
                ) { model in
                    let changed = try texts.replaceMarks(in: model)
                    said = changed.texts
                    return changed.model
                }
                #expect(compiled.findings.isEmpty, "variant \(number)")
                try compiled.write(to: place)
                let plain = folder.appending(path: "plain-\(number % 2)").path
                variants.append(Variant(plain: plain, folder: place.path, texts: said))
            }
            let list = folder.appending(path: "variants.json")
            try JSONEncoder().encode(variants).write(to: list)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "plain-0/airflow/dags"))
            let comparison = try await airflow.run(script: "compare_texts.py", [list.path])
            #expect(comparison.status == 0, "\(comparison.account.suffix(20_000))")
        }
    }
}
