/// One object of a Kubernetes cluster. The functions that make one take typed values, so that what an API server would
/// refuse, or take and do nothing with, cannot be said.
package struct KubernetesObject: Equatable, Sendable {
    package let type: KubernetesType
    package let metadata: ObjectMetadata
    /// What stands beside kind and metadata.
    private let body: DocumentObject

    init(_ type: KubernetesType, _ metadata: ObjectMetadata, _ body: [(String, Document?)]) {
        precondition(type.isNamespaced == (metadata.namespace != nil), "\(type.kind) \(metadata.name)")
        self.type = type
        self.metadata = metadata
        self.body = DocumentObject(given: body)
    }

    package var document: Document {
        var object: DocumentObject = [
            "apiVersion": .string(type.apiVersion), "kind": .string(type.kind), "metadata": metadata.document,
        ]
        for (key, value) in body.entries { object[key] = value }
        return .object(object)
    }
}

/// A kind of object, in the version of it that is written.
package struct KubernetesType: Hashable, Sendable {
    package let apiVersion: String
    package let kind: String
    package let isNamespaced: Bool

    init(_ apiVersion: String, _ kind: String, isNamespaced: Bool = true) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.isNamespaced = isNamespaced
    }
}

/// What an object is called, and by which labels it is found.
package struct ObjectMetadata: Equatable, Sendable {
    package var name: String
    /// Nil for objects of the whole cluster.
    package var namespace: String?
    package var labels: [String: String]
    package var annotations: [String: String]

    package init(
        _ name: String, in namespace: String? = nil, labels: [String: String] = [:], annotations: [String: String] = [:]
    ) {
        self.name = name
        self.namespace = namespace
        self.labels = labels
        self.annotations = annotations
    }

    var document: Document {
        .given([
            ("name", .string(name)), ("namespace", namespace.map { .string($0) }), ("labels", .texts(labels)),
            ("annotations", .texts(annotations)),
        ])
    }
}

/// A file of several objects.
package enum KubernetesFile {
    /// The objects in order, each a document of its own.
    package static func bytes(of objects: [KubernetesObject]) -> [UInt8] {
        objects.flatMap { Array("---\n".utf8) + $0.document.yamlBytes() }
    }
}

extension DocumentObject {
    /// The fields that are given; an empty list or object is as good as none.
    init(given fields: [(String, Document?)]) {
        var object: DocumentObject = [:]
        for (key, value) in fields {
            guard let value else { continue }
            if case .array([]) = value { continue }
            if case .object(let fields) = value, fields.entries.isEmpty { continue }
            object[key] = value
        }
        self = object
    }
}

extension Document {
    /// An object of the fields that are given; an empty list or object is as good as none.
    static func given(_ fields: [(String, Document?)]) -> Document { .object(DocumentObject(given: fields)) }

    /// Texts by their names, in the order of these.
    static func texts(_ texts: [String: String]) -> Document {
        .object(DocumentObject(texts.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) }))
    }

    /// A list of texts.
    static func texts(_ texts: [String]) -> Document { .array(texts.map { .string($0) }) }
}
