// Runs a program as process 1 of a container would be run: children whose parents ended come to it.
//
//   subreaper PROGRAM [ARGUMENT...]
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **words) {
    if (count < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1)) return 64;
    execv(words[1], words + 1);
    return 127;
}
