#define _GNU_SOURCE
#include "cshim_files.h"

#include <fcntl.h>
#include <unistd.h>

int cshim_syncfs(int descriptor) { return syncfs(descriptor); }

int cshim_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int cshim_spawn_in(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}
