import Network
import Testing

@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://u:p@host/x", "https://host/x"),
        ("see http://a@b@c.example/y?z=@1 now", "see http://c.example/y?z=@1 now"),
        ("https://host/p@th", "https://host/p@th"), ("two ssh://x:y@a/b http://q:w@c", "two ssh://a/b http://c"),
        ("no address: a@b", "no address: a@b"),
    ])
    func `user information leaves every address and nothing else does`(text: String, expected: String) {
        #expect(text.removingURLCredentials == expected)
    }

    @Test func `a secret does not show in any way of printing it`() {
        struct Holder { let secret = Secret("hunter2") }
        var dumped = ""
        dump(Holder(), to: &dumped)
        let printed = ["\(Holder())", String(reflecting: Holder()), String(describing: Secret("hunter2")), dumped]
        for text in printed { #expect(!text.contains("hunter2")) }
        #expect(Secret("hunter2").reveal() == "hunter2")
    }

    @Test func `an error's subject and detail are without user information`() {
        let error = NetworkError(.other, operation: "request", subject: "http://u:pw@h/", detail: "from http://u:pw@g/")
        #expect(!"\(error)".contains("pw"))
    }
}
