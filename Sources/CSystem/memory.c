#define _GNU_SOURCE
#include "csystem.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void csystem_limit_heaps(void) {
    mallopt(M_ARENA_MAX, 1);
    /* Larger pieces get pages of their own, which go back with them. Smaller ones come and go many times in one sync,
       and each page that went would be asked for and cleared anew: what is free goes back when the sync is over. */
    mallopt(M_MMAP_THRESHOLD, 2 << 20);
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
}

/* Only what the loader mapped without write permission: such pages are never anything but the file's own. */
static int let_go(struct dl_phdr_info *object, size_t size, void *user) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    (void)size;
    (void)user;
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void csystem_return_memory(void) {
    malloc_trim(0);
    dl_iterate_phdr(let_go, NULL);
}
