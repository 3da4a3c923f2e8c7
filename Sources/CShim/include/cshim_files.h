#pragma once

/* GNU extensions: Swift's Glibc module is built without _GNU_SOURCE and does not show them. */

#include <spawn.h>

int cshim_syncfs(int descriptor);
/* The child starts in `directory`; 0 or an error number. */
int cshim_spawn_in(posix_spawn_file_actions_t *actions, const char *directory);
