internal import CCurl
internal import CShim

/// One libcurl transfer and the connections that it and its successors share.
struct CurlHandles: ~Copyable {
    let easy: UnsafeMutableRawPointer
    let multi: UnsafeMutableRawPointer

    init() {
        guard curlIsReady == CURLE_OK, let easy = curl_easy_init(), let multi = curl_multi_init() else {
            fatalError("libcurl could not allocate a handle")
        }
        self.easy = easy
        self.multi = multi
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }
}

/// Header fields in libcurl's form.
struct CurlHeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    mutating func append(_ line: String) {
        guard let longer = curl_slist_append(first, line) else { fatalError("libcurl could not allocate a header") }
        first = longer
    }

    deinit { curl_slist_free_all(first) }
}

/// Initialises libcurl on first use; a `let` is set exactly once whatever thread comes first.
private let curlIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
