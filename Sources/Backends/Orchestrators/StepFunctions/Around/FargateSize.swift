/// What a task of Fargate may have: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
struct FargateSize {
    /// 1,024 are a processor.
    let units: Int
    let memoryMiB: Int

    private static let sizes: [(units: Int, memory: ClosedRange<Int>, step: Int)] = [
        (256, 512...2_048, 1_024), (512, 1_024...4_096, 1_024), (1_024, 2_048...8_192, 1_024),
        (2_048, 4_096...16_384, 1_024), (4_096, 8_192...30_720, 1_024), (8_192, 16_384...61_440, 4_096),
        (16_384, 32_768...122_880, 8_192),
    ]

    /// The smallest that has so much, or the largest that there is.
    init(milliCPU: Int, memoryMiB: Int) {
        let wanted = (milliCPU * 1_024 + 999) / 1_000
        let fitting = Self.sizes.first { $0.units >= wanted && $0.memory.upperBound >= memoryMiB }
        let size = fitting ?? Self.sizes[Self.sizes.count - 1]
        units = size.units
        let above = max(0, memoryMiB - size.memory.lowerBound)
        let steps = (above + size.step - 1) / size.step
        // The smallest size has half a gibibyte, and then whole ones.
        let grown = size.units == 256 && steps > 0 ? steps * 1_024 : size.memory.lowerBound + steps * size.step
        self.memoryMiB = min(grown, size.memory.upperBound)
    }
}
