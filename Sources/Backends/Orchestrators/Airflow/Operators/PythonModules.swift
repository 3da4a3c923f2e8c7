/// Where in a path of Python the module ends and what it defines begins.
enum PythonModules {
    /// The place of the first word that is no module.
    ///
    /// A class has a capital and is never a module, so what comes after it is a part of it. Some classes of the standard
    /// library have none: there the module is known to hold no other.
    static func member(of words: [String]) -> Int {
        if plain.contains(words[0]) { return 1 }
        return words.dropFirst().dropLast().firstIndex { $0.first?.isUppercase ?? false } ?? words.count - 1
    }

    /// Modules of the standard library that are no packages, with classes in small letters or functions that have members.
    ///
    /// Source: https://docs.python.org/3.11/py-modindex.html
    private static let plain: Set<String> = [
        "abc", "array", "base64", "bisect", "builtins", "calendar", "contextlib", "copy", "dataclasses", "datetime",
        "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "inspect", "io", "ipaddress", "itertools",
        "math", "operator", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re", "secrets", "shlex",
        "shutil", "socket", "ssl", "statistics", "string", "struct", "subprocess", "sys", "tempfile", "textwrap",
        "threading", "time", "types", "typing", "uuid", "weakref",
    ]
}
