/// An object that a C library hands back to its callbacks. It lives as long as this owner does, whatever becomes of
/// the caller's own reference.
package struct CallbackObject<Object: AnyObject>: ~Copyable {
    /// What the library is given.
    package let pointer: UnsafeMutableRawPointer

    package init(_ object: Object) { pointer = Unmanaged.passRetained(object).toOpaque() }

    deinit { Unmanaged<Object>.fromOpaque(pointer).release() }

    /// The object behind what a library handed back.
    package static func object(behind pointer: UnsafeMutableRawPointer) -> Object {
        Unmanaged<Object>.fromOpaque(pointer).takeUnretainedValue()
    }
}
