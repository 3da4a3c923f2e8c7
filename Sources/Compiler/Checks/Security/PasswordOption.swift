/// An option by which programs are told a password, and whose name alone does not say so.
struct PasswordOption: Sendable {
    /// How the password stands behind the option.
    enum Value: Sendable {
        /// As the word that follows, with or without a space.
        case word
        /// Without a space.
        case attached
        /// As a part of the word that follows, behind a mark.
        case behind(String)
    }

    let name: String
    let value: Value
    /// What of the line before it tells the program.
    let programs: [String]

    /// Whether a line up to the option calls one of its programs.
    func isOf(_ line: String) -> Bool {
        let words = line.split { " \t('\"`".contains($0) }
        return programs.contains { program in
            program.contains(" ")
                ? line.contains(program) : words.contains { $0 == program || $0.hasSuffix("/\(program)") }
        }
    }

    /// Whether a byte behind a dash begins one: quick, since nearly all do not.
    static func canBegin(_ byte: UInt8) -> Bool { starts.contains(byte) }

    private static let starts: [UInt8] = all.map { Array($0.name.utf8)[1] }
        .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }

    /// Sources: the manuals of the programs.
    static let all: [PasswordOption] = [
        PasswordOption(name: "-u", value: .behind(":"), programs: ["curl"]),
        PasswordOption(name: "-U", value: .behind(":"), programs: ["curl"]),
        PasswordOption(name: "-u", value: .behind(","), programs: ["lftp"]),
        PasswordOption(name: "-U", value: .behind("%"), programs: ["smbclient", "rpcclient"]),
        PasswordOption(name: "-a", value: .behind(":"), programs: ["http", "https"]),
        PasswordOption(
            name: "-p", value: .word,
            programs: [
                "sshpass", "docker login", "podman login", "helm registry login", "az login", "beeline", "cqlsh",
                "mongo",
                "mongosh", "mongodump", "mongoexport", "mongoimport", "mongorestore",
            ]),
        PasswordOption(
            name: "-p", value: .attached,
            programs: ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "7z"]),
        PasswordOption(name: "-P", value: .word, programs: ["sqlcmd", "bcp", "zip", "unzip"]),
        PasswordOption(name: "-a", value: .word, programs: ["redis-cli"]),
        PasswordOption(name: "-w", value: .word, programs: ["ldapsearch", "ldapmodify", "vsql"]),
        PasswordOption(name: "-N", value: .word, programs: ["ssh-keygen"]),
        PasswordOption(name: "-k", value: .word, programs: ["openssl"]),
        PasswordOption(name: "-passin", value: .behind("pass:"), programs: ["openssl"]),
        PasswordOption(name: "-passout", value: .behind("pass:"), programs: ["openssl"]),
        PasswordOption(name: "-pass", value: .behind("pass:"), programs: ["openssl"]),
    ]
}
