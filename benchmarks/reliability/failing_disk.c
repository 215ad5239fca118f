/* Every k-th write or flush of a process fails with EIO, as on a disk that dies: GOVFLOW_FAIL_AT=k.
   Only files whose name holds GOVFLOW_FAIL_IN are meant. Built and preloaded by power.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls = 0;

static int fails(int fd) {
    char link[64], name[4096];
    const char *in = getenv("GOVFLOW_FAIL_IN"), *at = getenv("GOVFLOW_FAIL_AT");
    if (!in || !at) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length < 0) return 0;
    name[length] = 0;
    if (!strstr(name, in)) return 0;
    if (++calls != atol(at)) return 0;
    errno = EIO;
    return 1;
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t to) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    return fails(fd) ? -1 : real(fd, from, size, to);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t to) { return pwrite64(fd, from, size, to); }

ssize_t write(int fd, const void *from, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return fails(fd) ? -1 : real(fd, from, size);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    return fails(fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    return fails(fd) ? -1 : real(fd);
}
