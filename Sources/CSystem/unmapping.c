#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* Part of the name of the files whose pages go; a literal, which lives as long as the process. */
static const char *_Atomic unmapped_name;

static const char *number(const char *text, uintptr_t *value) {
    *value = 0;
    for (;; text++) {
        if (*text >= '0' && *text <= '9')
            *value = *value << 4 | (uintptr_t)(*text - '0');
        else if (*text >= 'a' && *text <= 'f')
            *value = *value << 4 | (uintptr_t)(*text - 'a' + 10);
        else
            return text;
    }
}

/* A line of proc_pid_maps(5): `start-end mode offset device inode name`. */
static void unmap(const char *line) {
    uintptr_t start, end;
    const char *rest = number(line, &start);
    const char *name = unmapped_name;
    if (*rest != '-' || !strstr(line, name)) return;
    rest = number(rest + 1, &end);
    if (strncmp(rest, " r--s", 5) == 0) madvise((void *)start, end - start, MADV_DONTNEED);
}

/* Runs wherever the thread happens to be, so it calls nothing that takes a lock or memory. */
static void unmap_pages(int signal) {
    (void)signal;
    int saved = errno;
    int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    char text[8192];
    size_t filled = 0;
    ssize_t count;
    while (maps >= 0 && (count = read(maps, text + filled, sizeof text - 1 - filled)) > 0) {
        filled += (size_t)count;
        text[filled] = 0;
        char *line = text, *end;
        while ((end = strchr(line, '\n'))) {
            *end = 0;
            unmap(line);
            line = end + 1;
        }
        filled -= (size_t)(line - text);
        /* A line that does not fit has a name that is none of ours. */
        if (filled == sizeof text - 1) filled = 0;
        memmove(text, line, filled);
    }
    if (maps >= 0) close(maps);
    errno = saved;
}

int csystem_begin_unmapping(const char *name, timer_t *timer) {
    int number = SIGRTMIN + 5;
    unmapped_name = name;
    struct sigaction action = {.sa_handler = unmap_pages, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = number};
    event._sigev_un._tid = gettid();
    struct itimerspec every = {{0, 5000000}, {0, 5000000}};
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, number);
    pthread_sigmask(SIG_UNBLOCK, &own, NULL);
    if (sigaction(number, &action, NULL) != 0 || timer_create(CLOCK_MONOTONIC, &event, timer) != 0) return -1;
    return timer_settime(*timer, 0, &every, NULL);
}
