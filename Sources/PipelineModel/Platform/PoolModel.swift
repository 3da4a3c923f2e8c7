package struct PoolModel: Hashable, Sendable, Codable {
    package var name: String
    package var slots: Int
    package var summary: String

    package init(name: String, slots: Int, summary: String) {
        self.name = name
        self.slots = slots
        self.summary = summary
    }
}
