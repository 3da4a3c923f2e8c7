import CodeModels
import Testing

@Suite("A hole in an expression")
struct PythonHoleTests {
    @Test("is found in every place for a value, and is what the author of the module puts there")
    func isFilled() {
        let hole = PythonExpression.hole(PythonHole(keys: ["a", "b"], in: .text))
        let whole = PythonExpression.hole(PythonHole())
        let places: [(PythonExpression) -> PythonExpression] = [
            { $0 }, { .list([.int(1), $0]) }, { .tuple([$0]) }, { .set([$0]) }, { .dict([.pair($0, .none)]) },
            { .dict([.pair(.none, $0)]) }, { .dict([.unpacked($0)]) }, { .call(.name("f"), [.positional($0)]) },
            { .call(.name("f"), [.keyword("k", $0)]) }, { .call(.name("f"), [.unpacked($0)]) },
        ]
        for place in places {
            #expect(place(hole).holes == [PythonHole(keys: ["a", "b"], in: .text)])
            let filled = place(whole).replacingLeaves { leaf in
                if case .hole = leaf { .name("value") } else { nil }
            }
            #expect(filled == place(.name("value")))
        }
        #expect(PythonExpression.joined([.string("x"), whole, hole]).holes.count == 2)
        #expect(PythonExpression.string("\u{F8F0}dagc:item:\u{F8F1}").holes.isEmpty)
    }

    @Test("is never rendered")
    func isNeverRendered() async {
        await #expect(processExitsWith: .failure) {
            _ = PythonRenderer.render(PythonModule(body: [.expression(.hole(PythonHole()))]))
        }
        await #expect(processExitsWith: .failure) {
            _ = PythonRenderer.render(PythonModule(body: [.expression(.joined([.string("a"), .hole(PythonHole())]))]))
        }
    }
}
