#pragma once

/* Typed wrappers for C functions that Swift cannot call: the variadic ones, and fields that only some
 * versions of a library have. */

#include <curl/curl.h>
#include <git2.h>
#include <git2/sys/transport.h>
#include <microhttpd.h>
#include <stddef.h>

/* libcurl */

typedef size_t (*cshim_curl_data_callback)(char *data, size_t size, size_t count, void *user);

CURLcode cshim_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode cshim_curl_set_number(CURL *handle, CURLoption option, long value);
CURLcode cshim_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode cshim_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode cshim_curl_set_callback(CURL *handle, CURLoption option, cshim_curl_data_callback callback);
CURLcode cshim_curl_get_number(CURL *handle, CURLINFO info, long *value);
CURLcode cshim_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode cshim_curl_get_text(CURL *handle, CURLINFO info, const char **value);
/* The result of a finished transfer; the union inside CURLMsg does not come over to Swift by name. */
CURLcode cshim_curl_result(const CURLMsg *message);

/* A macro with a cast, which Swift does not see. */
extern const long cshim_curl_basic;

/* libmicrohttpd */

/* A daemon with a thread of its own on a socket that already listens; `idle` in seconds. */
struct MHD_Daemon *cshim_mhd_start(
    int socket, unsigned int connections, unsigned int idle, MHD_AccessHandlerCallback handler,
    MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connected, void *user);
/* The descriptor of a connection, which stays the library's own; -1 when there is none. */
int cshim_mhd_socket(struct MHD_Connection *connection);

/* libgit2 */

int cshim_git_set_owner_validation(int enabled);
int cshim_git_set_search_path(int level, const char *path);
int cshim_git_set_cache_limit(ptrdiff_t bytes);
int cshim_git_set_window_size(size_t bytes);
int cshim_git_set_mapped_limit(size_t bytes);
int cshim_git_set_open_packs(size_t count);

/* What libgit2 is handed, followed by the Swift object that answers for it. */
typedef struct {
    git_smart_subtransport parent;
    void *owner;
} cshim_git_subtransport;

typedef struct {
    git_smart_subtransport_stream parent;
    void *owner;
} cshim_git_stream;

/* zlib, whose structure and macros Swift does not see */

typedef struct cshim_inflater cshim_inflater;

/* NULL when memory is out. */
cshim_inflater *cshim_inflate_open(void);
/* Takes some of `input`, which starts at `*taken`, and fills some of `output`: 1 at the end of the stream, 0 when more can
 * follow, -1 for data that is broken. `*made` is how many bytes were put out. */
int cshim_inflate(
    cshim_inflater *inflater, const void *input, size_t length, size_t *taken, void *output, size_t room, size_t *made);
void cshim_inflate_close(cshim_inflater *inflater);

/* How many bytes `length` bytes can take when they are deflated. */
size_t cshim_deflate_room(size_t length);
/* Deflates `input` into `output`, and returns how many bytes that made; 0 on failure. */
size_t cshim_deflate(const void *input, size_t length, void *output, size_t room);
