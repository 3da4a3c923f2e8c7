/// An object that a C library hands back to its callbacks. It lives as long as this owner does, whatever becomes of
/// the caller's own reference.
package struct CallbackObject<Object: AnyObject>: ~Copyable {
    /// What the library is given.
    package let pointer: UnsafeMutableRawPointer

    package init(_ object: Object) { pointer = Self.give(object) }

    deinit { _ = Self.takeBack(pointer) }

    /// The object behind what a library handed back.
    package static func object(behind pointer: UnsafeMutableRawPointer) -> Object {
        Unmanaged<Object>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Makes a library the owner of the object, until it calls the function that ends with `takeBack`.
    package static func give(_ object: Object) -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(object).toOpaque()
    }

    /// The object that a library owned, which has no further use for the pointer.
    package static func takeBack(_ pointer: UnsafeMutableRawPointer) -> Object {
        Unmanaged<Object>.fromOpaque(pointer).takeRetainedValue()
    }
}
