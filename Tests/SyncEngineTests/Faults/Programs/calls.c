// Runs a program and interferes with one of its system calls, counted over all of its threads.
//
//   calls MODE SET N FOLDER RESULT PROGRAM [ARGUMENT...]
//
//   MODE    kill  SIGKILL right after call N
//           full  call N fails with ENOSPC and does nothing
//   SET     changes  calls that change something below FOLDER
//           all      every call
//   N       counted from 1; 0 only counts
//   FOLDER  where the program works
//   RESULT  file that gets the number of calls
//
// Counting starts with the first flock, which is how a sync takes its root. Children of the program are left alone.
// The exit code is the program's, or 128 and the signal that ended it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/reg.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *folder;

static int leads_below_folder(pid_t thread, int descriptor) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/%d/fd/%d", thread, descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int is_change(pid_t thread, const struct __ptrace_syscall_info *call) {
    switch (call->entry.nr) {
    case SYS_write: case SYS_pwrite64: case SYS_writev: case SYS_ftruncate: case SYS_fallocate: case SYS_fsync:
    case SYS_fdatasync: case SYS_syncfs:
        return leads_below_folder(thread, (int)call->entry.args[0]);
    case SYS_openat: return (call->entry.args[2] & O_CREAT) != 0;
    case SYS_mkdirat: case SYS_linkat: case SYS_symlinkat: case SYS_renameat: case SYS_renameat2: case SYS_unlinkat:
    case SYS_utimensat: case SYS_fchmod: case SYS_fchmodat:
        return 1;
#ifdef SYS_open
    case SYS_open: return (call->entry.args[1] & O_CREAT) != 0;
    case SYS_mkdir: case SYS_link: case SYS_symlink: case SYS_rename: case SYS_unlink: case SYS_rmdir: case SYS_chmod:
        return 1;
#endif
    default: return 0;
    }
}

static int can_fill_the_disk(long number) {
    switch (number) {
    case SYS_unlinkat: case SYS_utimensat: case SYS_fchmod: case SYS_fchmodat: return 0;
#ifdef SYS_open
    case SYS_unlink: case SYS_rmdir: case SYS_chmod: return 0;
#endif
    default: return 1;
    }
}

int main(int count, char **words) {
    if (count < 7) return 64;
    int is_kill = strcmp(words[1], "kill") == 0, is_all = strcmp(words[2], "all") == 0;
    long wanted = atol(words[3]), seen = 0;
    folder = words[4];
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        execv(words[6], words + 6);
        _exit(127);
    }
    int status, is_counting = 0, code = 1;
    pid_t chosen = 0;
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
    ptrace(PTRACE_SYSCALL, child, 0, 0);
    for (pid_t thread; (thread = waitpid(-1, &status, __WALL)) > 0;) {
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (thread == child) code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            continue;
        }
        int signal = WSTOPSIG(status);
        if (signal == (SIGTRAP | 0x80)) {
            struct __ptrace_syscall_info call;
            ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof call, &call);
            if (call.op == PTRACE_SYSCALL_INFO_ENTRY) {
                if (call.entry.nr == SYS_flock) is_counting = 1;
                int counts = is_counting && (is_all || is_change(thread, &call));
                if (!is_kill && !can_fill_the_disk(call.entry.nr)) counts = 0;
                if (counts && ++seen == wanted) {
                    chosen = thread;
#ifdef __x86_64__
                    if (!is_kill) ptrace(PTRACE_POKEUSER, thread, sizeof(long) * ORIG_RAX, -1L);
#endif
                }
            } else if (chosen == thread) {
                chosen = 0;
                if (is_kill) kill(child, SIGKILL);
#ifdef __x86_64__
                else ptrace(PTRACE_POKEUSER, thread, sizeof(long) * RAX, -(long)ENOSPC);
#endif
            }
            signal = 0;
        } else if (signal == SIGTRAP || signal == SIGSTOP) {
            signal = 0;
        }
        ptrace(PTRACE_SYSCALL, thread, 0, signal);
    }
    FILE *result = fopen(words[5], "w");
    if (!result) return 65;
    fprintf(result, "%ld\n", seen);
    fclose(result);
    return code;
}
