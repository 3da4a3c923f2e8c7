#define _GNU_SOURCE
#include "csystem.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int csystem_semaphore_open(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
}

int csystem_semaphore_signal(int descriptor) {
    return eventfd_write(descriptor, 1);
}

int csystem_semaphore_wait(int descriptor) {
    eventfd_t taken;
    return eventfd_read(descriptor, &taken);
}

void csystem_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

int csystem_is_subreaper(void) {
    int is_subreaper = 0;
    return prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper) == 0 ? is_subreaper : -1;
}

char *const *csystem_environment(void) {
    return environ;
}

int csystem_has_ended(int id) {
    siginfo_t found = {0};
    return waitid(P_PID, (id_t)id, &found, WEXITED | WNOHANG | WNOWAIT) != 0 || found.si_pid != 0;
}

int csystem_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

int csystem_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int csystem_spawn_in(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define IS_WATCHED 1
void __tsan_acquire(void *place);
void __tsan_release(void *place);
#endif
#endif

void csystem_lock_taken(void *lock) {
#ifdef IS_WATCHED
    __tsan_acquire(lock);
#else
    (void)lock;
#endif
}

void csystem_lock_given_back(void *lock) {
#ifdef IS_WATCHED
    __tsan_release(lock);
#else
    (void)lock;
#endif
}
