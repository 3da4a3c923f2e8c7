// Loaded before the C library: makes a volume that cannot do what the environment names, as some FUSE and network file
// systems cannot. DENY_LINK, DENY_LOCK and DENY_SYNC hold the error number of the calls that fail.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>

static int denied(const char *name) {
    const char *code = getenv(name);
    if (!code || !*code) return 0;
    errno = atoi(code);
    return 1;
}

int flock(int descriptor, int operation) {
    int (*real)(int, int) = (int (*)(int, int))dlsym(RTLD_NEXT, "flock");
    return denied("DENY_LOCK") ? -1 : real(descriptor, operation);
}

int linkat(int from, const char *source, int to, const char *target, int flags) {
    int (*real)(int, const char *, int, const char *, int) =
        (int (*)(int, const char *, int, const char *, int))dlsym(RTLD_NEXT, "linkat");
    return denied("DENY_LINK") ? -1 : real(from, source, to, target, flags);
}

int fsync(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return denied("DENY_SYNC") ? -1 : real(descriptor);
}

int syncfs(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "syncfs");
    return denied("DENY_SYNC") ? -1 : real(descriptor);
}
