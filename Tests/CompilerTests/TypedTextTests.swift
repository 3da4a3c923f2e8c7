import Compiler
import DagDSL
import Foundation
import PipelineModel
import Testing

@Suite struct TypedTextTests {
    @Test("A part of an item is written down as its key, and a deep one as its keys")
    func partsOfItems() throws {
        let deep = RuntimeText([.item(key: ItemField("row", "name")), .item(key: "a"), .item(key: nil)])
        let written = try JSONEncoder().encode(deep)
        #expect(try JSONDecoder().decode(RuntimeText.self, from: written) == deep)
        let text = String(decoding: written, as: UTF8.self)
        #expect(text.contains(#"{"key":["row","name"]}"#) && text.contains(#"{"key":"a"}"#))
    }

    @Test("A task that has no path is never written down")
    func unplacedTasks() {
        let unplaced = RuntimeText([.result(task: .declared(Identity()))])
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(unplaced) }
        #expect(throws: Never.self) { try JSONEncoder().encode(RuntimeText([.result(task: "load")])) }
    }
}
