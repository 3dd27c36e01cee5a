#ifndef _UNISTD_H
#define _UNISTD_H

#include <getopt.h>
#include <stddef.h>
#include <sys/types.h>

typedef __socklen_t socklen_t;
typedef int intptr_t;

#define _POSIX_VERSION 200809L

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

#include <bits/confname.h>

#define _SC_ARG_MAX 0
#define _SC_CHILD_MAX 1
#define _SC_CLK_TCK 2
#define _SC_NGROUPS_MAX 3
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE _SC_PAGESIZE
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
#define _SC_PHYS_PAGES 85
#define _SC_AVPHYS_PAGES 86
#define _SC_HOST_NAME_MAX 180
#define _PC_LINK_MAX 0
#define _PC_NAME_MAX 3
#define _PC_PATH_MAX 4
#define _PC_PIPE_BUF 5

extern char **environ;

ssize_t read(int descriptor, void *block, size_t size);
ssize_t write(int descriptor, const void *block, size_t size);
ssize_t pread(int descriptor, void *block, size_t size, off_t offset);
ssize_t pwrite(int descriptor, const void *block, size_t size, off_t offset);
int close(int descriptor);
off_t lseek(int descriptor, off_t offset, int whence);
int ftruncate(int descriptor, off_t length);
int truncate(const char *path, off_t length);
int fsync(int descriptor);
int fdatasync(int descriptor);
void sync(void);
int syncfs(int descriptor);
int dup(int descriptor);
int dup2(int descriptor, int target);
int dup3(int descriptor, int target, int flags);
int pipe(int descriptors[2]);
int pipe2(int descriptors[2], int flags);
int isatty(int descriptor);
char *ttyname(int descriptor);
int ttyname_r(int descriptor, char *name, size_t size);
int lockf(int descriptor, int command, off_t length);
#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3

int access(const char *path, int mode);
int faccessat(int folder, const char *path, int mode, int flags);
int eaccess(const char *path, int mode);
int chown(const char *path, uid_t owner, gid_t group);
int fchown(int descriptor, uid_t owner, gid_t group);
int lchown(const char *path, uid_t owner, gid_t group);
int fchownat(int folder, const char *path, uid_t owner, gid_t group, int flags);
int link(const char *from, const char *to);
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags);
int symlink(const char *target, const char *path);
int symlinkat(const char *target, int folder, const char *path);
ssize_t readlink(const char *restrict path, char *restrict target, size_t size);
ssize_t readlinkat(int folder, const char *restrict path, char *restrict target, size_t size);
int unlink(const char *path);
int unlinkat(int folder, const char *path, int flags);
int rmdir(const char *path);
int chdir(const char *path);
int fchdir(int descriptor);
int chroot(const char *path);
int pivot_root(const char *new_root, const char *put_old);
char *getcwd(char *path, size_t size);
char *get_current_dir_name(void);

pid_t fork(void);
pid_t vfork(void);
char *crypt(const char *key, const char *setting);
int execve(const char *path, char *const arguments[], char *const environment[]);
int execv(const char *path, char *const arguments[]);
int execvp(const char *file, char *const arguments[]);
int execvpe(const char *file, char *const arguments[], char *const environment[]);
int execl(const char *path, const char *argument, ...);
int execlp(const char *file, const char *argument, ...);
int execle(const char *path, const char *argument, ...);
int fexecve(int descriptor, char *const arguments[], char *const environment[]);
_Noreturn void _exit(int status);
pid_t getpid(void);
pid_t getppid(void);
pid_t gettid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t pid);
int setpgid(pid_t pid, pid_t group);
pid_t setsid(void);
pid_t getsid(pid_t pid);
pid_t tcgetpgrp(int descriptor);
int tcsetpgrp(int descriptor, pid_t group);
int nice(int increment);
int daemon(int keep_folder, int keep_files);

uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int setuid(uid_t uid);
int seteuid(uid_t uid);
int setreuid(uid_t real, uid_t effective);
int setresuid(uid_t real, uid_t effective, uid_t saved);
int getresuid(uid_t *real, uid_t *effective, uid_t *saved);
int setgid(gid_t gid);
int setegid(gid_t gid);
int setregid(gid_t real, gid_t effective);
int setresgid(gid_t real, gid_t effective, gid_t saved);
int getresgid(gid_t *real, gid_t *effective, gid_t *saved);
int getgroups(int count, gid_t groups[]);
int setgroups(size_t count, const gid_t groups[]);
char *getlogin(void);

unsigned alarm(unsigned seconds);
unsigned sleep(unsigned seconds);
int usleep(unsigned microseconds);
int pause(void);
int gethostname(char *name, size_t size);
int sethostname(const char *name, size_t length);
int getdomainname(char *name, size_t size);
int setdomainname(const char *name, size_t length);
long sysconf(int name);
size_t confstr(int name, char *text, size_t size);
long pathconf(const char *path, int name);
long fpathconf(int descriptor, int name);
int getpagesize(void);
int brk(void *end);
void *sbrk(int increment);
long syscall(long number, ...);
char *getpass(const char *prompt);
void swab(const void *restrict from, void *restrict to, ssize_t size);
int getentropy(void *block, size_t size);

int setpgrp(void);
int getlogin_r(char *name, size_t size);
int acct(const char *path);
long gethostid(void);
int sethostid(long id);
char *getusershell(void);
void setusershell(void);
void endusershell(void);
int vhangup(void);
#endif
