internal import CCurl
internal import CShim
import System

/// One libcurl transfer and the connections that it and its successors share.
struct CurlHandles: ~Copyable {
    let easy: UnsafeMutableRawPointer
    let multi: UnsafeMutableRawPointer
    /// What the options of `easy` point to: it is there until no option does.
    private var lent: CallbackObject<AnyObject>?

    init() {
        guard curlIsReady == CURLE_OK, let easy = curl_easy_init(), let multi = curl_multi_init() else {
            fatalError("libcurl could not allocate a handle")
        }
        self.easy = easy
        self.multi = multi
    }

    /// Keeps `owner`, into whose memory options of `easy` are about to point, and gives what its callbacks are handed.
    mutating func lend(_ owner: AnyObject) -> UnsafeMutableRawPointer {
        takeBack()
        let object = CallbackObject(owner)
        let pointer = object.pointer
        lent = consume object
        return pointer
    }

    /// Ends the transfer and clears all options, connections stay; then what they pointed to may go.
    mutating func takeBack() {
        curl_multi_remove_handle(multi, easy)
        // A reset forgets the list of cookie files without freeing it (libcurl 7.88).
        cshim_curl_set_text(easy, CURLOPT_COOKIEFILE, nil)
        curl_easy_reset(easy)
        lent = nil
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
