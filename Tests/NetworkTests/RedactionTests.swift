import Network
import Testing

@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://u:p@host/x", "https://***@host/x"),
        ("see http://a@b@c.example/y now", "see http://***@c.example/y now"),
        ("https://host/path", "https://host/path"),
        ("two ssh://x:y@a/b http://q:w@c", "two ssh://***@a/b http://***@c"),
        ("no address: a@b", "no address: a@b"), ("'https://u:p/q@host/x'; next", "'https://***@host/x'; next"),
        ("from ssh://git@host/x and /data/a@b", "from ssh://git@host/x and /data/a@b"),
    ])
    func `passwords leave every address of a text and nothing else does`(text: String, expected: String) {
        #expect(text.showingAddresses == expected)
    }

    @Test(arguments: [
        ("https://user:pa/SECRET@host/r.git", "https://***@host/r.git"),
        ("https://user:SECRET#x@host/r.git", "https://***@host/r.git"),
        ("https://user:SECRET?x@host/r.git", "https://***@host/r.git"),
        ("https://user:SECRET x@host/r.git", "https://***@host/r.git"),
        ("https://user:80/SECRET@host/r.git", "https://***@host/r.git"),
        ("https:/user:SECRET@host/r.git", "https:/***@host/r.git"),
        ("https:user:SECRET@host/r.git", "https:***@host/r.git"),
        ("user:SECRET@host/r.git", "***@host/r.git"), ("https://user:SECRET", "https://user:***"),
        ("https://SECRET@host/r.git", "https://***@host/r.git"), ("ssh://user:SECRET@host/r", "ssh://***@host/r"),
        ("smtp://user:SECRET@host:587", "smtp://***@host:587"), ("https://user:\u{1}SECRET@host", "https://***@host"),
        ("git@host:team/r.git", "git@host:team/r.git"), ("ssh://git@host/r", "ssh://git@host/r"),
        ("https://host:8443/r.git", "https://host:8443/r.git"), ("/srv/a@b/r.git", "/srv/a@b/r.git"),
        ("host:r", "host:r"), ("http://[::1]:80/r", "http://[::1]:80/r"),
        ("//user:SECRET@host/r.git", "//***@host/r.git"), ("/srv/user:SECRET@host/r.git", "/srv/***@host/r.git"),
        ("https://host/r.git?private_token=SECRET", "https://host/r.git?private_token=***"),
        ("https://host/r?a=SECRET&SECRET&b=#SECRET", "https://host/r?a=***&***&b=***#***"),
        ("HTTPS://host/r.git#SECRET", "HTTPS://host/r.git#***"),
        ("http://host/r/info/refs?service=git-upload-pack", "http://host/r/info/refs?service=git-upload-pack"),
        ("ssh://git@host/a?b#c", "ssh://git@host/a?b#c"), ("ssh://git@host/a?b=SECRET", "ssh://git@host/a?b=***"),
        ("git@host:a?b=SECRET", "git@host:a?b=***"), ("ghp_SECRET@host/o/r.git", "***@host/o/r.git"),
        ("//ghp_SECRET@host/o/r.git", "//***@host/o/r.git"), ("ghp_SECRET@host:o/r.git", "***@host:o/r.git"),
        ("ssh://glpat-SECRET@host/r", "ssh://***@host/r"), ("host/r?private_token=SECRET", "host/r?private_token=***"),
        ("https//h/r?private_token=SECRET", "https//h/r?private_token=***"),
        ("//h/r?private_token=SECRET", "//h/r?private_token=***"), ("host/r#SECRET", "host/r#***"),
        ("https//user:SECRET@h/r", "***@h/r"), ("https;//SECRET@h/r", "***@h/r"), ("user:SECRET@", "***@"),
        ("https://https://SECRET@h/r", "https://***@h/r"), ("file://user:SECRET@h/r", "file://***@h/r"),
        ("./a@b/r.git", "./a@b/r.git"), ("dags/r.git", "dags/r.git"),
    ])
    func `an address shows no password, however malformed it is`(address: String, expected: String) {
        #expect(ShownAddress(address).text == expected)
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
