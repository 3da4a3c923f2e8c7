/// The order of names in imports. Results are negative, zero or positive, as in `strcmp`.
enum ImportOrder {
    /// Constants, then classes, then everything else; each in the order of names.
    static func member(_ left: String, _ right: String) -> Int {
        let byKind = kind(left) - kind(right)
        return byKind == 0 ? name(left, right) : byKind
    }

    /// Without regard to case, then with it; numbers by value.
    static func name(_ left: String, _ right: String) -> Int {
        let byLetters = natural(left.lowercased(), right.lowercased())
        return byLetters == 0 ? natural(left, right) : byLetters
    }

    static func alias(_ left: String?, _ right: String?) -> Int {
        switch (left, right) {
        case (nil, nil): 0
        case (nil, _): -1
        case (_, nil): 1
        case (let left?, let right?): natural(left, right)
        }
    }

    private static func kind(_ name: String) -> Int {
        let letters = name.utf8.filter { (65...90).contains($0) || (97...122).contains($0) }
        let isUppercase = !letters.isEmpty && letters.allSatisfy { $0 <= 90 }
        if name.utf8.count > 1 && isUppercase { return 0 }
        if let first = name.utf8.first, (65...90).contains(first) { return 1 }
        return 2
    }

    /// Character by character, with runs of digits compared as numbers.
    private static func natural(_ left: String, _ right: String) -> Int {
        var left = Array(left.utf8)[...]
        var right = Array(right.utf8)[...]
        while let first = left.first, let second = right.first {
            if isDigit(first) && isDigit(second) {
                let byNumber = number(&left, &right)
                if byNumber != 0 { return byNumber }
            } else if first != second {
                return Int(first) - Int(second)
            } else {
                left.removeFirst()
                right.removeFirst()
            }
        }
        return left.count - right.count
    }

    private static func number(_ left: inout ArraySlice<UInt8>, _ right: inout ArraySlice<UInt8>) -> Int {
        let first = left.prefix(while: isDigit)
        let second = right.prefix(while: isDigit)
        left = left.dropFirst(first.count)
        right = right.dropFirst(second.count)
        let significant = (first.drop { $0 == 48 }, second.drop { $0 == 48 })
        if significant.0.count != significant.1.count { return significant.0.count - significant.1.count }
        for (one, other) in zip(significant.0, significant.1) where one != other { return Int(one) - Int(other) }
        return second.count - first.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
