import Foundation
import TestSupport
import Testing
import Workspace

@Suite("The difference of two texts")
struct TextDifferenceTests {
    @Test("reads like diff -u")
    func readsLikeDiff() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\n"
        let after = "a\nb\nC\nd\ne\nf\ng\nh\ni"
        #expect(
            TextDifference(from: before, to: after).unified(from: "a/x.py", to: "b/x.py") == """
                --- a/x.py
                +++ b/x.py
                @@ -1,8 +1,9 @@
                 a
                 b
                -c
                +C
                 d
                 e
                 f
                 g
                 h
                +i
                \\ No newline at end of file

                """)
    }

    @Test("is empty for equal texts")
    func isEmpty() {
        #expect(TextDifference(from: "a\n", to: "a\n").unified(from: "a", to: "b").isEmpty)
    }

    @Test("turns one text into the other when git applies it", arguments: 1...60)
    func isApplied(seed: Int) async throws {
        var state = UInt64(seed)
        func pick(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        func text() -> String {
            (0..<pick(40)).map { _ in String(pick(6)) + "\n" }.joined() + (pick(3) == 0 ? "end" : "")
        }
        let (before, after) = (text() + "x\n", text() + "y\n")
        let folder = try FreshOutput()
        try folder.write(before, to: "file")
        let patch = TextDifference(from: before, to: after).unified(from: "a/file", to: "b/file", context: 1)
        try folder.write(patch, to: "patch")
        let apply = Command(named: "git", ["apply", "--unidiff-zero", "--whitespace=nowarn", "patch"])
        #expect(try await apply.run(in: folder.url.appending(path: "output")).status == 0, "\(patch)")
        #expect(try folder.read("file") == after)
    }

    @Test("of long texts without a common line is found quickly")
    func isBounded() {
        let before = (0..<20_000).map { "a\($0)\n" }.joined()
        let after = (0..<20_000).map { "b\($0)\n" }.joined()
        #expect(TextDifference(from: before, to: after).lines.count == 40_000)
    }
}
