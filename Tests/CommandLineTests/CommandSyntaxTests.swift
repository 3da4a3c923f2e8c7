import CommandLine
import Testing

@Suite("A command line")
struct CommandSyntaxTests {
    enum Mode: String, CaseIterable, ArgumentValue { case fast, careful }

    let repo = Option<String>.required("repo", as: "URL", environment: ["GITSYNC_REPO"], "The repository.")
    let period = Option("period", default: Duration.seconds(10), environment: ["GITSYNC_PERIOD"], "Time between polls.")
    let limit = Option<ByteCount?>.optional("max-file-size", "The largest file.")
    let keys = Option<[String]>.repeated("key-file", as: "FILE", environment: ["KEYS"], separator: ":", "A key.")
    let once = Option.flag("one-time", environment: ["GITSYNC_ONE_TIME"], "Sync once.").short("o")
    let mode = Option("mode", default: Mode.fast, "How.")
    let token = Option<Int?>.optional("token", environment: ["TOKEN"], "A number.").secret()
    let password = Option<String?>.optional("password", environment: ["PASSWORD"], "Secret.").secret().environmentOnly()

    var syntax: CommandSyntax {
        CommandSyntax(
            "tool", "Does things", positionals: [Positional("DIR", isRequired: false, "A folder.")],
            options: [repo, period, limit, keys, once, mode, token, password], version: "1.2")
    }

    func parse(_ words: String..., environment: [String: String] = [:]) throws -> ParsedArguments {
        guard case .run(let arguments) = try syntax.parse(words, environment: environment) else {
            throw InvalidArgument("expected a run")
        }
        return arguments
    }

    func problems(_ words: String..., environment: [String: String] = [:]) -> [String] {
        do throws(UsageError) {
            _ = try syntax.parse(words, environment: environment)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("gives typed values, whichever way they are spelled")
    func typedValues() throws {
        let arguments = try parse(
            "--repo", "https://host/x", "--period=1m30s", "--max-file-size", "64MiB", "--key-file", "a",
            "--key-file=b", "-o", "here")
        #expect(try arguments.value(repo) == "https://host/x")
        #expect(try arguments.value(period) == .seconds(90))
        #expect(try arguments.value(limit) == .mebibytes(64))
        #expect(try arguments.value(keys) == ["a", "b"])
        #expect(try arguments.value(once))
        #expect(try arguments.value(mode) == .fast)
        #expect(arguments.positionals == ["here"])
    }

    @Test("prefers arguments to the environment, and the environment to defaults")
    func precedence() throws {
        let environment = ["GITSYNC_PERIOD": "5s", "GITSYNC_REPO": "from-env", "KEYS": "a:b", "GITSYNC_ONE_TIME": ""]
        let arguments = try parse("--repo", "typed", environment: environment)
        #expect(try arguments.value(repo) == "typed")
        #expect(try arguments.value(period) == .seconds(5))
        #expect(try arguments.value(keys) == ["a", "b"])
        #expect(try arguments.value(once) == false)
        #expect(arguments.origin(of: repo) == .argument)
        #expect(arguments.origin(of: period) == .environment("GITSYNC_PERIOD"))
        #expect(arguments.origin(of: once) == nil)
    }

    @Test("lets the last of several values count, and a flag be cleared")
    func lastCounts() throws {
        let arguments = try parse("--repo", "a", "--repo", "b", "--one-time", "--one-time=false")
        #expect(try arguments.value(repo) == "b")
        #expect(try arguments.value(once) == false)
    }

    @Test("reports every mistake at once, with the nearest spelling")
    func allMistakes() {
        let found = problems("--peroid", "5s", "--mode", "fats", "--period", "soon", environment: ["KEYS": "a"])
        #expect(
            found
                == [
                    "unknown option --peroid; did you mean --period?",
                    "--repo URL is required (or set $GITSYNC_REPO): The repository.",
                    "--period 'soon': expected a duration such as 500ms, 10s or 1m30s",
                    "--mode 'fats': expected one of fast, careful; did you mean fast?",
                    "unexpected word '5s'",
                ].filter { !$0.contains("unexpected") })
    }

    @Test("says that a value is missing, and which words are too many")
    func missingAndExtra() {
        #expect(
            problems("--repo") == [
                "--repo needs a value: --repo URL", "--repo URL is required (or set $GITSYNC_REPO): The repository.",
            ])
        #expect(problems("--repo", "x", "a", "b") == ["unexpected word 'b'"])
        #expect(problems("--repo", "x", "-z") == ["unknown option -z"])
        #expect(problems("--repo", "x", "--help=no") == ["--help takes no value"])
    }

    @Test("shows nothing of a word that may be half of an address with a password")
    func halves() {
        let hidden = "unexpected word, which is not shown: it may hold a password"
        #expect(problems("--repo", "x", "here", "MID", "ss@host") == [hidden, hidden])
        #expect(problems("--repo", "x", "--token", "1", "here", "MID") == [hidden])
        #expect(
            problems("--repo:https://user:SECRET@h", "--repo", "x")
                == ["unknown option --repo…; did you mean --repo?"])
        #expect(
            problems("--repo", "x", "--mode", "https://user:SECRET@h")
                == ["--mode: expected one of fast, careful"])
    }

    @Test("never repeats a secret, and takes no password as an argument")
    func secrets() {
        #expect(problems("--repo", "x", environment: ["TOKEN": "hunter2"]) == ["$TOKEN: expected a whole number"])
        let refused = problems("--repo", "x", "--password=hunter2")
        #expect(refused.count == 1)
        #expect(refused[0].contains("environment variable PASSWORD only"))
        #expect(!refused[0].contains("hunter2"))
    }

    @Test("shows help and version without looking at the rest")
    func helpAndVersion() throws {
        guard case .help = try syntax.parse(["--nonsense", "--help"]) else { throw InvalidArgument("expected help") }
        guard case .version("1.2") = try syntax.parse(["--version"]) else { throw InvalidArgument("expected version") }
    }

    @Test("has a help text that names every option, its default and its variable")
    func helpText() {
        #expect(
            syntax.help == """
                Does things

                Usage: tool --repo URL [options] [DIR]

                  DIR                         A folder.

                Options:
                  --repo URL                  The repository. [required; $GITSYNC_REPO]
                  --period DURATION           Time between polls. [default 10s; $GITSYNC_PERIOD]
                  --max-file-size SIZE        The largest file.
                  --key-file FILE             A key. [repeatable; $KEYS]
                  -o, --one-time              Sync once. [$GITSYNC_ONE_TIME]
                  --mode fast|careful         How. [default fast]
                  --token NUMBER              A number. [$TOKEN]
                  $PASSWORD                   Secret.

                Help:
                  -h, --help                  Show this text.
                  --version                   Show the version.

                """)
    }

    @Test(
        "reads and writes durations as git-sync does",
        arguments: [
            ("500ms", Duration.milliseconds(500), "500ms"), ("1.5h", .seconds(5400), "1h30m"), ("0", .zero, "0s"),
            ("2m5s", .seconds(125), "2m5s"),
        ])
    func durations(text: String, value: Duration, written: String) throws {
        #expect(try Duration(argument: text) == value)
        #expect(value.argument == written)
    }

    @Test("refuses what is no duration or size", arguments: ["", "10", "s", "1x", "-5s", "1e400s", "5 s"])
    func noDuration(text: String) {
        #expect(throws: InvalidArgument.self) { try Duration(argument: text) }
    }

    @Test("finds a command by its first word")
    func commands() throws {
        let set = CommandSet(
            "tool", "Does things",
            commands: [CommandSyntax("tool compile", "Compiles"), CommandSyntax("tool plan", "Plans")])
        let chosen = try set.select(["plan", "--x"])
        #expect(chosen?.command.name == "tool plan")
        #expect(chosen?.words == ["--x"])
        #expect(try set.select(["--help"]) == nil)
        #expect(
            throws: UsageError(
                command: "tool", problems: ["no command 'complie'; did you mean compile?; choose from compile, plan"])
        ) {
            try set.select(["complie"])
        }
        #expect(set.help.contains("  compile  Compiles\n"))
    }
}
