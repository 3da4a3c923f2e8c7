import BackendInterface
import CodeModels

/// A template of CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
struct TemplateModel {
    var description: String
    var parameters: [(String, Document)] = []
    var conditions: [(String, Document)] = []
    private(set) var resources: [Resource] = []
    var outputs: [(String, Document)] = []

    struct Resource {
        /// Letters and digits.
        let name: String
        let type: String
        let properties: [(String, Document)]
        var waitsFor: [String] = []
        /// The condition under which it is there; nil is always.
        var condition: String?
        /// Whether it stays when the template no longer has it.
        var isKept = false
    }

    mutating func add(_ resource: Resource) { resources.append(resource) }

    mutating func add(_ name: String, _ type: String, _ properties: [(String, Document)]) {
        add(Resource(name: name, type: type, properties: properties))
    }

    var document: Document {
        var fields: [(String, Document)] = [
            ("AWSTemplateFormatVersion", "2010-09-09"), ("Description", .string(description)),
        ]
        if !parameters.isEmpty { fields.append(("Parameters", .object(parameters))) }
        if !conditions.isEmpty { fields.append(("Conditions", .object(conditions))) }
        fields.append(("Resources", .object(resources.map { ($0.name, $0.document) })))
        if !outputs.isEmpty { fields.append(("Outputs", .object(outputs))) }
        return .object(fields)
    }

    // MARK: References

    static func ref(_ name: String) -> Document { ["Ref": .string(name)] }
    static func attribute(_ attribute: String, of name: String) -> Document {
        ["Fn::GetAtt": [.string(name), .string(attribute)]]
    }
    static func substituted(_ text: String) -> Document { ["Fn::Sub": .string(text)] }

    /// The name of a resource: letters and digits, made of ids. An id that the letters alone would not tell from another
    /// one, such as `load_1` from `load1`, has a digest behind it.
    static func name(_ ids: String..., number: Int? = nil) -> String {
        ids.map(name(of:)).joined() + (number.map { "N\($0)" } ?? "")
    }

    private static func name(of id: String) -> String {
        let parts = id.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let spelled = name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
        let readBack = String(spelled.drop { $0 == "_" })
        return readBack == id ? name : name + NameDigest.of(id)
    }
}

extension TemplateModel.Resource {
    fileprivate var document: Document {
        var fields: [(String, Document)] = [("Type", .string(type))]
        if let condition { fields.append(("Condition", .string(condition))) }
        if !waitsFor.isEmpty { fields.append(("DependsOn", .strings(waitsFor))) }
        // Who deletes a stack wants its logs and its record of runs to outlive it, and no messages that nobody read.
        if isKept || ["AWS::DynamoDB::Table", "AWS::Logs::LogGroup"].contains(type) {
            fields += [("DeletionPolicy", "Retain"), ("UpdateReplacePolicy", "Retain")]
        } else if type == "AWS::SQS::Queue" {
            fields += [("DeletionPolicy", "Delete"), ("UpdateReplacePolicy", "Delete")]
        }
        fields.append(("Properties", .object(properties)))
        return .object(fields)
    }
}
