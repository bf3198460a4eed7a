/* A disk that fails when told to: loaded before the C library, it stands between a program and what it writes.
 *
 * Only files below the folder that is watched count. The step that is armed fails, the process dies there, or the disk is
 * full or gone from there on; or the process is held at each step, while somebody looks at what its death there would leave. For one
 * thread, it keeps no locks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum fault { NONE, KILL, TORN, ONCE, FULL, GONE, ASK };

/* What a step is: bytes written, more of them into the same file, something else that takes room, something taken away, or none of it. */
enum kind { BYTES = 'b', MORE = 'm', ROOM = 'r', AWAY = 'a', OTHER = 'o' };
#define MOST_STEPS 65536

static char watched[PATH_MAX];
static char kinds[MOST_STEPS];
static size_t length;
static long at = -1, passed, broken;
static int written_last = -1, ask_to = -1, ask_from = -1;
static enum fault fault = NONE;

void fault_watch(const char *folder) {
    length = strlen(folder);
    memcpy(watched, folder, length + 1);
}

void fault_arm(long step, int how) {
    at = step;
    fault = (enum fault)how;
    passed = broken = 0;
}

/* Where to say that a step comes, and to hear that it may. */
void fault_ask(int to, int from) {
    ask_to = to;
    ask_from = from;
}

static void ask(const char *how) {
    char said[64], heard;
    int size = snprintf(said, sizeof said, "%ld %s\n", passed, how);
    if (write(ask_to, said, size) != size || read(ask_from, &heard, 1) != 1) _exit(9);
}

long fault_passed(void) { return passed; }

/* Of the steps that were only counted, as one letter each. */
const char *fault_kinds(void) { return kinds; }

static int below(const char *path) { return length && strncmp(path, watched, length) == 0; }

static int is_watched(int file) {
    char link[64], path[PATH_MAX];
    if (!length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return below(path);
}

/* Says whether this step is to fail, and with what; what takes room is what a full disk refuses. */
static int fails(enum kind kind) {
    int takes_room = kind != OTHER && kind != AWAY;
    if (kind != BYTES && kind != MORE) written_last = -1;
    if (fault == ASK) {
        ask("before");
        passed++;
        return 0;
    }
    if (fault == NONE) {
        if (passed < MOST_STEPS) kinds[passed] = (char)kind;
        passed++;
        return 0;
    }
    if (broken) {
        if (fault == GONE) return EIO;
        if (fault == FULL && takes_room) return ENOSPC;
        return 0;
    }
    if (passed++ < at || (fault == FULL && !takes_room)) return 0;
    broken = 1;
    switch (fault) {
    case KILL:
    case TORN: kill(getpid(), SIGKILL); return 0;
    case FULL: return ENOSPC;
    default: return EIO;
    }
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define OR_FAIL(kind) do { int why = fails(kind); if (why) { errno = why; return -1; } } while (0)

static enum kind bytes_into(int file, size_t size) {
    int is_more = file == written_last;
    if (size < 2) return ROOM;
    written_last = file;
    return is_more ? MORE : BYTES;
}

/* Half of what is written arrives: what a power cut leaves, and what a full disk does before it says so. */
static size_t half(size_t size) { return size > 1 ? size / 2 : size; }
static int is_torn(void) { return fault == TORN && !broken && passed == at; }
static int is_filling(void) { return fault == FULL && !broken && passed == at; }

#define WRITE(call_half, call_rest, call_whole)                         \
    if (!is_watched(file)) return call_whole;                           \
    if (fault == ASK && size > 1) {                                     \
        ask("before");                                                  \
        if (call_half < 0) return -1;                                   \
        ask("torn");                                                    \
        passed++;                                                       \
        return call_rest < 0 ? -1 : (ssize_t)size;                      \
    }                                                                   \
    if (is_torn()) { (void)!(call_half); kill(getpid(), SIGKILL); }     \
    if (is_filling() && size > 1) { passed++; broken = 1; return call_half; } \
    OR_FAIL(bytes_into(file, size));                                    \
    return call_whole

ssize_t write(int file, const void *from, size_t size) {
    REAL(write);
    WRITE(real(file, from, half(size)), real(file, (const char *)from + half(size), size - half(size)), real(file, from, size));
}
ssize_t pwrite(int file, const void *from, size_t size, off_t place) {
    REAL(pwrite);
    WRITE(real(file, from, half(size), place),
          real(file, (const char *)from + half(size), size - half(size), place + (off_t)half(size)), real(file, from, size, place));
}
ssize_t pwrite64(int file, const void *from, size_t size, off64_t place) {
    REAL(pwrite64);
    WRITE(real(file, from, half(size), place),
          real(file, (const char *)from + half(size), size - half(size), place + (off_t)half(size)), real(file, from, size, place));
}
ssize_t sendfile64(int file, int source, off64_t *place, size_t size);
ssize_t sendfile64(int file, int source, off64_t *place, size_t size) {
    static ssize_t (*real)(int, int, off64_t *, size_t);
    if (!real) real = (__typeof__(real))dlsym(RTLD_NEXT, "sendfile64");
    if (is_watched(file)) OR_FAIL(ROOM);
    return real(file, source, place, size);
}
int fsync(int file) {
    REAL(fsync);
    if (is_watched(file)) OR_FAIL(OTHER);
    return real(file);
}
int fdatasync(int file) {
    REAL(fdatasync);
    if (is_watched(file)) OR_FAIL(OTHER);
    return real(file);
}
int ftruncate(int file, off_t size) {
    REAL(ftruncate);
    if (is_watched(file)) OR_FAIL(OTHER);
    return real(file, size);
}
int ftruncate64(int file, off64_t size) {
    REAL(ftruncate64);
    if (is_watched(file)) OR_FAIL(OTHER);
    return real(file, size);
}
int rename(const char *old, const char *new) {
    REAL(rename);
    if (below(new)) OR_FAIL(ROOM);
    return real(old, new);
}
int renameat(int from, const char *old, int to, const char *new) {
    REAL(renameat);
    if (below(new) || is_watched(to)) OR_FAIL(ROOM);
    return real(from, old, to, new);
}
int link(const char *old, const char *new) {
    REAL(link);
    if (below(new)) OR_FAIL(ROOM);
    return real(old, new);
}
int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(linkat);
    if (below(new)) OR_FAIL(ROOM);
    return real(from, old, to, new, flags);
}
int unlink(const char *path) {
    REAL(unlink);
    if (below(path)) OR_FAIL(AWAY);
    return real(path);
}
/* Removing a folder whole goes by its open folder and a name in it. */
int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    if (is_watched(folder)) OR_FAIL(AWAY);
    return real(folder, path, flags);
}
int rmdir(const char *path) {
    REAL(rmdir);
    if (below(path)) OR_FAIL(AWAY);
    return real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (below(path)) OR_FAIL(ROOM);
    return real(path, mode);
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; }

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        va_list more;                                           \
        va_start(more, flags);                                  \
        mode_t mode = mode_of(flags, more);                     \
        va_end(more);                                           \
        REAL(name);                                             \
        if (flags & O_CREAT && below(path) && access(path, F_OK)) OR_FAIL(ROOM); \
        return real(path, flags, mode);                         \
    }
OPEN(open)
OPEN(open64)
