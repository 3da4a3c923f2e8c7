internal import CYaml

/// Where libyaml writes to.
final class YAMLOutput {
    fileprivate(set) var bytes: [UInt8] = []
}

/// Called by libyaml with a piece of output.
private func appendOutput(
    sink: UnsafeMutableRawPointer?, buffer: UnsafeMutablePointer<UInt8>?, size: Int
) -> Int32 {
    guard let sink, let buffer else { return 0 }
    let output = Unmanaged<YAMLOutput>.fromOpaque(sink).takeUnretainedValue()
    output.bytes.append(contentsOf: UnsafeBufferPointer(start: buffer, count: size))
    return 1
}

/// libyaml's emitter. It fails only when memory runs out or events do not nest, so every call is expected to work.
struct YAMLEmitter: ~Copyable {
    /// On the heap, as the emitter refers to itself.
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output: YAMLOutput

    init(writingTo output: YAMLOutput) {
        self.output = output
        emitter = .allocate(capacity: 1)
        YAMLEmitter.require(yaml_emitter_initialize(emitter))
        yaml_emitter_set_output(emitter, appendOutput, Unmanaged.passUnretained(output).toOpaque())
        yaml_emitter_set_width(emitter, -1)
        yaml_emitter_set_unicode(emitter, 1)
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
    }

    func start() {
        emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
        emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
    }

    func end() {
        emit { yaml_document_end_event_initialize(&$0, 1) }
        emit { yaml_stream_end_event_initialize(&$0) }
    }

    func startSequence() {
        emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE) }
    }

    func endSequence() {
        emit { yaml_sequence_end_event_initialize(&$0) }
    }

    func startMapping() {
        emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
    }

    func endMapping() {
        emit { yaml_mapping_end_event_initialize(&$0) }
    }

    func scalar(_ text: String, style: YAMLScalar.Style) {
        let style =
            switch style {
            case .plain: YAML_PLAIN_SCALAR_STYLE
            case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
            case .block: YAML_LITERAL_SCALAR_STYLE
            }
        var text = text
        text.withUTF8 { bytes in
            emit { yaml_scalar_event_initialize(&$0, nil, nil, bytes.baseAddress, Int32(bytes.count), 1, 1, style) }
        }
    }

    /// The emitter takes the event over and frees it.
    private func emit(_ initialize: (inout yaml_event_t) -> Int32) {
        var event = yaml_event_t()
        YAMLEmitter.require(initialize(&event))
        YAMLEmitter.require(yaml_emitter_emit(emitter, &event))
    }

    private static func require(_ status: Int32) {
        precondition(status == 1, "libyaml could not emit an event")
    }
}
