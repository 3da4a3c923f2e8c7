#define _GNU_SOURCE
#include "cshim.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>

CURLcode cshim_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshim_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshim_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshim_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshim_curl_set_callback(CURL *handle, CURLoption option, cshim_curl_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

CURLcode cshim_curl_get_number(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

CURLcode cshim_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

CURLcode cshim_curl_get_text(CURL *handle, CURLINFO info, const char **value) {
    return curl_easy_getinfo(handle, info, value);
}

CURLcode cshim_curl_result(const CURLMsg *message) {
    return message->data.result;
}

const long cshim_curl_basic = (long)CURLAUTH_BASIC;

struct MHD_Daemon *cshim_mhd_start(
    int socket, unsigned int connections, unsigned int idle, MHD_AccessHandlerCallback handler,
    MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connected, void *user) {
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, user,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, idle, MHD_OPTION_NOTIFY_COMPLETED, completed, user,
        MHD_OPTION_NOTIFY_CONNECTION, connected, user, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384, MHD_OPTION_END);
}

int cshim_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

int cshim_git_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

int cshim_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

int cshim_git_set_cache_limit(ptrdiff_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, bytes);
}

int cshim_git_set_window_size(size_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, bytes);
}

int cshim_git_set_mapped_limit(size_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, bytes);
}

int cshim_git_set_open_packs(size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, count);
}

int cshim_semaphore_open(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
}

int cshim_semaphore_signal(int descriptor) {
    return eventfd_write(descriptor, 1);
}

int cshim_semaphore_wait(int descriptor) {
    eventfd_t taken;
    return eventfd_read(descriptor, &taken);
}

void cshim_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

int cshim_is_subreaper(void) {
    int is_subreaper = 0;
    return prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper) == 0 ? is_subreaper : -1;
}

char *const *cshim_environment(void) {
    return environ;
}

int cshim_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

int cshim_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define IS_WATCHED 1
void __tsan_acquire(void *place);
void __tsan_release(void *place);
#endif
#endif

void cshim_lock_taken(void *lock) {
#ifdef IS_WATCHED
    __tsan_acquire(lock);
#else
    (void)lock;
#endif
}

void cshim_lock_given_back(void *lock) {
#ifdef IS_WATCHED
    __tsan_release(lock);
#else
    (void)lock;
#endif
}
