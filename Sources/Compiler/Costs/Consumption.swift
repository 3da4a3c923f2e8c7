package import PipelineModel

/// What something takes of all that has a price.
package struct Consumption: Hashable, Sendable {
    /// Thousandths of processors times seconds.
    package var milliCPUSeconds = 0
    /// Mebibytes of memory times seconds.
    package var memoryMiBSeconds = 0
    /// Mebibytes on disks, for months.
    package var storageMiBMonths = 0
    package var transferBytes = 0
    /// By the name of the store whose engine is asked.
    package var warehouseSeconds: [String: Int] = [:]
    package var glueUnitSeconds = 0
    package var transitions = 0

    package init() {}

    /// Processors and memory for so many seconds.
    mutating func add(milliCPU: Int, memoryMiB: Int, seconds: Int) {
        milliCPUSeconds = milliCPUSeconds.addingSaturated(milliCPU.multipliedSaturated(by: seconds))
        memoryMiBSeconds = memoryMiBSeconds.addingSaturated(memoryMiB.multipliedSaturated(by: seconds))
    }
}

/// What a cost is for.
package enum CostKind: String, Hashable, Sendable, CaseIterable {
    case processor
    case memory
    case storage
    case transfer
    case warehouse
    case glue
    case transition
}

/// What something costs, by what it is for.
package struct CostBreakdown: Hashable, Sendable {
    private var amounts: [CostKind: MoneyModel] = [:]

    package init() {}

    package subscript(kind: CostKind) -> MoneyModel { amounts[kind] ?? .zero }

    package var total: MoneyModel { amounts.values.sorted().reduce(.zero) { $0.adding($1) } }

    mutating func add(_ amount: MoneyModel, _ kind: CostKind) { amounts[kind] = self[kind].adding(amount) }

    package func adding(_ other: CostBreakdown) -> CostBreakdown {
        var sum = self
        for kind in CostKind.allCases { sum.add(other[kind], kind) }
        return sum
    }
}

extension PricesModel {
    /// What has no price costs nothing here; ``MonthlyCosts/unpriced`` tells of it.
    package func costs(of use: Consumption) -> CostBreakdown {
        var costs = CostBreakdown()
        func add(_ kind: CostKind, _ price: MoneyModel?, _ amount: Int, per unit: Int) {
            if let price, amount > 0 { costs.add(price.times(amount, per: unit), kind) }
        }
        add(.processor, vCPUHour, use.milliCPUSeconds, per: 1000 * 3600)
        add(.memory, memoryGiBHour, use.memoryMiBSeconds, per: 1024 * 3600)
        add(.storage, storageGiBMonth, use.storageMiBMonths, per: 1024)
        add(.transfer, transferGiB, use.transferBytes, per: 1 << 30)
        for warehouse in warehouses {
            add(.warehouse, warehouse.hour, use.warehouseSeconds[warehouse.store] ?? 0, per: 3600)
        }
        add(.glue, glueUnitHour, use.glueUnitSeconds, per: 3600)
        add(.transition, stateTransition, use.transitions, per: 1)
        return costs
    }
}
