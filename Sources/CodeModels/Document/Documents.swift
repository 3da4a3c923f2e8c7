/// Models of files are made of documents and Python, so whoever imports them has the documents too. They are a module of
/// their own for dag-sync, which reads JSON and must not carry what writes code.
@_exported public import Documents
