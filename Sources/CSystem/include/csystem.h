#pragma once

/* What of the C library Swift cannot call: GNU extensions, since Swift's Glibc module is built without _GNU_SOURCE, and
 * functions with variadic arguments. It needs no other library. */

#include <spawn.h>
#include <stddef.h>
#include <time.h>

/* threads and processes */

/* For ThreadSanitizer, where a program is built with it: the lock at this place was taken, or is about to be given
 * back, in code that it cannot see. */
void csystem_lock_taken(void *lock);
void csystem_lock_given_back(void *lock);

/* A counter that a thread can sleep on: each write adds one, each read waits for one and takes it. -1 on failure. */
int csystem_semaphore_open(void);
int csystem_semaphore_signal(int descriptor);
int csystem_semaphore_wait(int descriptor);
/* Names the calling thread; at most 15 bytes. */
void csystem_name_thread(const char *name);

char *const *csystem_environment(void);
/* 1 when children of children that end come to this process, 0 when not, -1 when the system does not say. */
int csystem_is_subreaper(void);
/* A pipe whose ends no child inherits; 0, or -1 and errno. */
int csystem_pipe(int ends[2]);
/* Whether a child has ended, which is not waited for by this; 1 for an id that is no child. */
int csystem_has_ended(int id);
/* The child starts in `directory`; 0 or an error number. */
int csystem_spawn_in(posix_spawn_file_actions_t *actions, const char *directory);
/* Closes every descriptor from `first` on in the child; 0 or an error number. */
int csystem_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/* files */

int csystem_syncfs(int descriptor);
/* Two paths change places in one step; 0, or -1 and errno. */
int csystem_exchange(const char *first, const char *second);

/* memory */

/* Keeps the allocator from making a heap of its own for each thread; before any other thread exists. */
void csystem_limit_heaps(void);
/* Gives free heap pages back, and lets go of code that was mapped from files; it is mapped again when it is run. */
void csystem_return_memory(void);
/* Lets go, every 5 ms until the timer is deleted, of the pages of all files with `name` in their path that the calling
 * thread reads through a map; they are mapped again when they are read. It is done by interrupting that thread, since
 * beside it an address could mean something else by the time that it is let go. `name` has to live for ever.
 * 0, or -1 and errno. */
int csystem_begin_unmapping(const char *name, timer_t *timer);
