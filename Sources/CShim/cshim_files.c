#define _GNU_SOURCE
#include "cshim_files.h"

#include <unistd.h>

int cshim_syncfs(int descriptor) { return syncfs(descriptor); }

int cshim_spawn_in(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}
