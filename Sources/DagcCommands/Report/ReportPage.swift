import CodeModels

/// The page with its data in it. Style, behaviour and markup are a resource of this module.
enum ReportPage {
    private static let mark = "{\"the data\": \"stand here\"}"

    static func html(_ content: Document) -> String {
        let page = String(decoding: PackageResources.report_html, as: UTF8.self)
        precondition(page.contains(mark), "the page has no place for its data")
        // Nothing in the data may end the element that holds it.
        let data = content.renderedJSON().replacing("<", with: "\\u003c")
        return page.replacing(mark, with: data, maxReplacements: 1)
    }
}
