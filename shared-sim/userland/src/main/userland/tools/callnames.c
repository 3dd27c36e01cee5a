/* Names of system calls and of errors, by their numbers on i386. */
#include "callnames.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct call calls[] = {
    [0] = {"restart_syscall", NULL}, [1] = {"exit", "d"}, [2] = {"fork", "-"},
    [3] = {"read", "fBu"}, [4] = {"write", "fbu"}, [5] = {"open", "sOm"}, [6] = {"close", "f"},
    [7] = {"waitpid", "dwW"}, [8] = {"creat", "so"}, [9] = {"link", "ss"}, [10] = {"unlink", "s"},
    [11] = {"execve", "sve"}, [12] = {"chdir", "s"}, [13] = {"time", "p"}, [14] = {"mknod", "soD"},
    [15] = {"chmod", "so"}, [16] = {"lchown", "sdd"}, [17] = {"break", NULL},
    [18] = {"oldstat", NULL}, [19] = {"lseek", "fdk"}, [20] = {"getpid", "-"},
    [21] = {"mount", "sssNp"}, [22] = {"umount", "s"}, [23] = {"setuid", "d"},
    [24] = {"getuid", "-"}, [25] = {"stime", "p"}, [26] = {"ptrace", "qdxx"}, [27] = {"alarm", "u"},
    [28] = {"oldfstat", NULL}, [29] = {"pause", "-"}, [30] = {"utime", "sp"}, [31] = {"stty", NULL},
    [32] = {"gtty", NULL}, [33] = {"access", "sA"}, [34] = {"nice", "d"}, [35] = {"ftime", NULL},
    [36] = {"sync", "-"}, [37] = {"kill", "dS"}, [38] = {"rename", "ss"}, [39] = {"mkdir", "so"},
    [40] = {"rmdir", "s"}, [41] = {"dup", "f"}, [42] = {"pipe", "2"}, [43] = {"times", "p"},
    [44] = {"prof", NULL}, [45] = {"brk", "p"}, [46] = {"setgid", "d"}, [47] = {"getgid", "-"},
    [48] = {"signal", NULL}, [49] = {"geteuid", "-"}, [50] = {"getegid", "-"},
    [51] = {"acct", NULL}, [52] = {"umount2", "sx"}, [53] = {"lock", NULL}, [54] = {"ioctl", "fIp"},
    [55] = {"fcntl", "fFx"}, [56] = {"mpx", NULL}, [57] = {"setpgid", "dd"},
    [58] = {"ulimit", NULL}, [59] = {"oldolduname", NULL}, [60] = {"umask", "o"},
    [61] = {"chroot", "s"}, [62] = {"ustat", NULL}, [63] = {"dup2", "ff"}, [64] = {"getppid", "-"},
    [65] = {"getpgrp", "-"}, [66] = {"setsid", "-"}, [67] = {"sigaction", NULL},
    [68] = {"sgetmask", NULL}, [69] = {"ssetmask", NULL}, [70] = {"setreuid", NULL},
    [71] = {"setregid", NULL}, [72] = {"sigsuspend", NULL}, [73] = {"sigpending", NULL},
    [74] = {"sethostname", "bu"}, [75] = {"setrlimit", "dp"}, [76] = {"getrlimit", "dp"},
    [77] = {"getrusage", "dp"}, [78] = {"gettimeofday", "pp"}, [79] = {"settimeofday", "pp"},
    [80] = {"getgroups", NULL}, [81] = {"setgroups", NULL}, [82] = {"select", NULL},
    [83] = {"symlink", "ss"}, [84] = {"oldlstat", NULL}, [85] = {"readlink", "sBu"},
    [86] = {"uselib", NULL}, [87] = {"swapon", NULL}, [88] = {"reboot", "xxx"},
    [89] = {"readdir", NULL}, [90] = {"mmap", "p"}, [91] = {"munmap", "pu"},
    [92] = {"truncate", "sd"}, [93] = {"ftruncate", "fd"}, [94] = {"fchmod", "fo"},
    [95] = {"fchown", "fdd"}, [96] = {"getpriority", "dd"}, [97] = {"setpriority", "ddd"},
    [98] = {"profil", NULL}, [99] = {"statfs", "sp"}, [100] = {"fstatfs", "fp"},
    [101] = {"ioperm", NULL}, [102] = {"socketcall", "dp"}, [103] = {"syslog", "dpu"},
    [104] = {"setitimer", "dpp"}, [105] = {"getitimer", "dp"}, [106] = {"stat", "sp"},
    [107] = {"lstat", "sp"}, [108] = {"fstat", "fp"}, [109] = {"olduname", NULL},
    [110] = {"iopl", NULL}, [111] = {"vhangup", NULL}, [112] = {"idle", NULL},
    [113] = {"vm86old", NULL}, [114] = {"wait4", "dwWp"}, [115] = {"swapoff", NULL},
    [116] = {"sysinfo", "p"}, [117] = {"ipc", "dddp"}, [118] = {"fsync", "f"},
    [119] = {"sigreturn", "-"}, [120] = {"clone", "K"}, [121] = {"setdomainname", "bu"},
    [122] = {"uname", "U"}, [123] = {"modify_ldt", NULL}, [124] = {"adjtimex", NULL},
    [125] = {"mprotect", "puP"}, [126] = {"sigprocmask", NULL}, [127] = {"create_module", NULL},
    [128] = {"init_module", "xus"}, [129] = {"delete_module", "sO"},
    [130] = {"get_kernel_syms", NULL}, [131] = {"quotactl", NULL}, [132] = {"getpgid", "d"},
    [133] = {"fchdir", "f"}, [134] = {"bdflush", NULL}, [135] = {"sysfs", NULL},
    [136] = {"personality", "x"}, [137] = {"afs_syscall", NULL}, [138] = {"setfsuid", NULL},
    [139] = {"setfsgid", NULL}, [140] = {"_llseek", "fudpk"}, [141] = {"getdents", "fpu"},
    [142] = {"_newselect", "dpppp"}, [143] = {"flock", NULL}, [144] = {"msync", "xud"},
    [145] = {"readv", "fpd"}, [146] = {"writev", "fpd"}, [147] = {"getsid", "d"},
    [148] = {"fdatasync", "f"}, [149] = {"_sysctl", NULL}, [150] = {"mlock", "xu"},
    [151] = {"munlock", "xu"}, [152] = {"mlockall", NULL}, [153] = {"munlockall", NULL},
    [154] = {"sched_setparam", NULL}, [155] = {"sched_getparam", NULL},
    [156] = {"sched_setscheduler", "ddp"}, [157] = {"sched_getscheduler", "d"},
    [158] = {"sched_yield", "-"}, [159] = {"sched_get_priority_max", NULL},
    [160] = {"sched_get_priority_min", NULL}, [161] = {"sched_rr_get_interval", NULL},
    [162] = {"nanosleep", "tp"}, [163] = {"mremap", NULL}, [164] = {"setresuid", NULL},
    [165] = {"getresuid", NULL}, [166] = {"vm86", NULL}, [167] = {"query_module", NULL},
    [168] = {"poll", "pud"}, [169] = {"nfsservctl", NULL}, [170] = {"setresgid", NULL},
    [171] = {"getresgid", NULL}, [172] = {"prctl", "rxxxx"}, [173] = {"rt_sigreturn", "-"},
    [174] = {"rt_sigaction", "Sppu"}, [175] = {"rt_sigprocmask", "hppu"},
    [176] = {"rt_sigpending", "pu"}, [177] = {"rt_sigtimedwait", "pppu"},
    [178] = {"rt_sigqueueinfo", NULL}, [179] = {"rt_sigsuspend", "pu"}, [180] = {"pread64", "fBud"},
    [181] = {"pwrite64", "fbud"}, [182] = {"chown", "sdd"}, [183] = {"getcwd", "Gu"},
    [184] = {"capget", "pp"}, [185] = {"capset", "pp"}, [186] = {"sigaltstack", "pp"},
    [187] = {"sendfile", "ffpu"}, [188] = {"getpmsg", NULL}, [189] = {"putpmsg", NULL},
    [190] = {"vfork", "-"}, [191] = {"ugetrlimit", "dp"}, [192] = {"mmap2", "puPMfx"},
    [193] = {"truncate64", "sdd"}, [194] = {"ftruncate64", "fdd"}, [195] = {"stat64", "sT"},
    [196] = {"lstat64", "sT"}, [197] = {"fstat64", "fT"}, [198] = {"lchown32", "sdd"},
    [199] = {"getuid32", "-"}, [200] = {"getgid32", "-"}, [201] = {"geteuid32", "-"},
    [202] = {"getegid32", "-"}, [203] = {"setreuid32", "dd"}, [204] = {"setregid32", "dd"},
    [205] = {"getgroups32", "dp"}, [206] = {"setgroups32", "dp"}, [207] = {"fchown32", "fdd"},
    [208] = {"setresuid32", "ddd"}, [209] = {"getresuid32", "ppp"}, [210] = {"setresgid32", "ddd"},
    [211] = {"getresgid32", "ppp"}, [212] = {"chown32", "sdd"}, [213] = {"setuid32", "d"},
    [214] = {"setgid32", "d"}, [215] = {"setfsuid32", "d"}, [216] = {"setfsgid32", "d"},
    [217] = {"pivot_root", "ss"}, [218] = {"mincore", NULL}, [219] = {"madvise", "pud"},
    [220] = {"getdents64", "fpu"}, [221] = {"fcntl64", "fFx"}, [224] = {"gettid", "-"},
    [225] = {"readahead", NULL}, [226] = {"setxattr", "sspux"}, [227] = {"lsetxattr", "sspux"},
    [228] = {"fsetxattr", "fspux"}, [229] = {"getxattr", "sspu"}, [230] = {"lgetxattr", "sspu"},
    [231] = {"fgetxattr", "fspu"}, [232] = {"listxattr", "spu"}, [233] = {"llistxattr", "spu"},
    [234] = {"flistxattr", "fpu"}, [235] = {"removexattr", "ss"}, [236] = {"lremovexattr", "ss"},
    [237] = {"fremovexattr", "fs"}, [238] = {"tkill", "dS"}, [239] = {"sendfile64", NULL},
    [240] = {"futex", "pddpp"}, [241] = {"sched_setaffinity", NULL},
    [242] = {"sched_getaffinity", NULL}, [243] = {"set_thread_area", "p"},
    [244] = {"get_thread_area", NULL}, [245] = {"io_setup", NULL}, [246] = {"io_destroy", NULL},
    [247] = {"io_getevents", NULL}, [248] = {"io_submit", NULL}, [249] = {"io_cancel", NULL},
    [250] = {"fadvise64", NULL}, [252] = {"exit_group", "d"}, [253] = {"lookup_dcookie", NULL},
    [254] = {"epoll_create", NULL}, [255] = {"epoll_ctl", NULL}, [256] = {"epoll_wait", NULL},
    [257] = {"remap_file_pages", NULL}, [258] = {"set_tid_address", "p"},
    [259] = {"timer_create", NULL}, [260] = {"timer_settime", NULL},
    [261] = {"timer_gettime", NULL}, [262] = {"timer_getoverrun", NULL},
    [263] = {"timer_delete", NULL}, [264] = {"clock_settime", "dp"},
    [265] = {"clock_gettime", "dp"}, [266] = {"clock_getres", "dp"},
    [267] = {"clock_nanosleep", "ddtp"}, [268] = {"statfs64", "sup"}, [269] = {"fstatfs64", "fup"},
    [270] = {"tgkill", "ddS"}, [271] = {"utimes", "sp"}, [272] = {"fadvise64_64", NULL},
    [273] = {"vserver", NULL}, [274] = {"mbind", NULL}, [275] = {"get_mempolicy", NULL},
    [276] = {"set_mempolicy", NULL}, [277] = {"mq_open", "sOmp"}, [278] = {"mq_unlink", "s"},
    [279] = {"mq_timedsend", "fbuut"}, [280] = {"mq_timedreceive", "fBupt"}, [281] = {"mq_notify", "fp"},
    [282] = {"mq_getsetattr", "fpp"}, [283] = {"kexec_load", "xxxx"}, [284] = {"waitid", "ddpWp"},
    [286] = {"add_key", "sspud"}, [287] = {"request_key", NULL}, [288] = {"keyctl", "dxxxx"},
    [289] = {"ioprio_set", NULL}, [290] = {"ioprio_get", NULL}, [291] = {"inotify_init", "-"},
    [292] = {"inotify_add_watch", "fsY"}, [293] = {"inotify_rm_watch", "fd"},
    [294] = {"migrate_pages", NULL}, [295] = {"openat", "fsOm"}, [296] = {"mkdirat", "fso"},
    [297] = {"mknodat", "fsoD"}, [298] = {"fchownat", "fsddx"}, [299] = {"futimesat", "fsp"},
    [300] = {"fstatat64", "fsTx"}, [301] = {"unlinkat", "fsx"}, [302] = {"renameat", "fsfs"},
    [303] = {"linkat", "fsfsx"}, [304] = {"symlinkat", "sfs"}, [305] = {"readlinkat", "fsBu"},
    [306] = {"fchmodat", "fso"}, [307] = {"faccessat", "fsA"}, [308] = {"pselect6", "dppppp"},
    [309] = {"ppoll", "pupp"}, [310] = {"unshare", "C"}, [311] = {"set_robust_list", "pu"},
    [312] = {"get_robust_list", NULL}, [313] = {"splice", NULL}, [314] = {"sync_file_range", NULL},
    [315] = {"tee", NULL}, [316] = {"vmsplice", NULL}, [317] = {"move_pages", NULL},
    [318] = {"getcpu", "ppp"}, [319] = {"epoll_pwait", NULL}, [320] = {"utimensat", "fspx"},
    [321] = {"signalfd", NULL}, [322] = {"timerfd_create", NULL}, [323] = {"eventfd", NULL},
    [324] = {"fallocate", "fddd"}, [325] = {"timerfd_settime", NULL},
    [326] = {"timerfd_gettime", NULL}, [327] = {"signalfd4", NULL}, [328] = {"eventfd2", NULL},
    [329] = {"epoll_create1", NULL}, [330] = {"dup3", "ffL"}, [331] = {"pipe2", "2L"},
    [332] = {"inotify_init1", "z"}, [333] = {"preadv", NULL}, [334] = {"pwritev", NULL},
    [335] = {"rt_tgsigqueueinfo", NULL}, [336] = {"perf_event_open", NULL},
    [337] = {"recvmmsg", NULL}, [338] = {"fanotify_init", NULL}, [339] = {"fanotify_mark", NULL},
    [340] = {"prlimit64", "ddpp"}, [341] = {"name_to_handle_at", NULL},
    [342] = {"open_by_handle_at", NULL}, [343] = {"clock_adjtime", NULL}, [344] = {"syncfs", "f"},
    [345] = {"sendmmsg", NULL}, [346] = {"setns", "fx"}, [347] = {"process_vm_readv", NULL},
    [348] = {"process_vm_writev", NULL}, [349] = {"kcmp", NULL}, [350] = {"finit_module", NULL},
    [351] = {"sched_setattr", NULL}, [352] = {"sched_getattr", NULL},
    [353] = {"renameat2", "fsfsx"}, [354] = {"seccomp", "cxp"}, [355] = {"getrandom", "pux"},
    [356] = {"memfd_create", "sx"}, [357] = {"bpf", "dpu"}, [358] = {"execveat", "fsvex"},
    [359] = {"socket", "ddd"}, [360] = {"socketpair", "dddp"}, [361] = {"bind", "fpu"},
    [362] = {"connect", "fpu"}, [363] = {"listen", "fd"}, [364] = {"accept4", "fppx"},
    [365] = {"getsockopt", "fddpp"}, [366] = {"setsockopt", "fddpu"},
    [367] = {"getsockname", "fpp"}, [368] = {"getpeername", "fpp"}, [369] = {"sendto", "fbuxpu"},
    [370] = {"sendmsg", "fpx"}, [371] = {"recvfrom", "fBuxpp"}, [372] = {"recvmsg", "fpx"},
    [373] = {"shutdown", "fd"}, [374] = {"userfaultfd", NULL}, [375] = {"membarrier", NULL},
    [376] = {"mlock2", NULL}, [377] = {"copy_file_range", "fpfpux"}, [378] = {"preadv2", NULL},
    [379] = {"pwritev2", NULL}, [380] = {"pkey_mprotect", NULL}, [381] = {"pkey_alloc", NULL},
    [382] = {"pkey_free", NULL}, [383] = {"statx", "fsxup"}, [384] = {"arch_prctl", NULL},
    [385] = {"io_pgetevents", NULL}, [386] = {"rseq", NULL}, [393] = {"semget", "ydi"},
    [394] = {"semctl", "ddjp"}, [395] = {"shmget", "yui"}, [396] = {"shmctl", "dHp"},
    [397] = {"shmat", "dpa"}, [398] = {"shmdt", "p"}, [399] = {"msgget", "yi"},
    [400] = {"msgsnd", "dEuQ"}, [401] = {"msgrcv", "dRudQ"}, [402] = {"msgctl", "dVp"},
    [403] = {"clock_gettime64", "dp"}, [404] = {"clock_settime64", NULL},
    [405] = {"clock_adjtime64", NULL}, [406] = {"clock_getres_time64", "dp"},
    [407] = {"clock_nanosleep_time64", "ddtp"}, [408] = {"timer_gettime64", NULL},
    [409] = {"timer_settime64", NULL}, [410] = {"timerfd_gettime64", NULL},
    [411] = {"timerfd_settime64", NULL}, [412] = {"utimensat_time64", "fspx"},
    [413] = {"pselect6_time64", NULL}, [414] = {"ppoll_time64", "pupp"},
    [416] = {"io_pgetevents_time64", NULL}, [417] = {"recvmmsg_time64", NULL},
    [418] = {"mq_timedsend_time64", "fbuup"}, [419] = {"mq_timedreceive_time64", "fBupp"},
    [420] = {"semtimedop_time64", "dJup"}, [421] = {"rt_sigtimedwait_time64", NULL},
    [422] = {"futex_time64", "pddpp"}, [423] = {"sched_rr_get_interval_time64", NULL},
    [424] = {"pidfd_send_signal", NULL}, [425] = {"io_uring_setup", NULL},
    [426] = {"io_uring_enter", NULL}, [427] = {"io_uring_register", NULL},
    [428] = {"open_tree", NULL}, [429] = {"move_mount", NULL}, [430] = {"fsopen", NULL},
    [431] = {"fsconfig", NULL}, [432] = {"fsmount", NULL}, [433] = {"fspick", NULL},
    [434] = {"pidfd_open", "dx"}, [435] = {"clone3", "pu"}, [436] = {"close_range", "ffx"},
    [437] = {"openat2", NULL}, [438] = {"pidfd_getfd", NULL}, [439] = {"faccessat2", "fsAx"},
    [440] = {"process_madvise", NULL}, [441] = {"epoll_pwait2", NULL},
    [442] = {"mount_setattr", NULL}, [443] = {"quotactl_fd", NULL},
    [444] = {"landlock_create_ruleset", NULL}, [445] = {"landlock_add_rule", NULL},
    [446] = {"landlock_restrict_self", NULL}, [447] = {"memfd_secret", NULL},
    [448] = {"process_mrelease", NULL}, [449] = {"futex_waitv", NULL},
    [450] = {"set_mempolicy_home_node", NULL}, [451] = {"cachestat", NULL},
    [452] = {"fchmodat2", NULL}, [453] = {"map_shadow_stack", NULL}, [454] = {"futex_wake", NULL},
    [455] = {"futex_wait", NULL}, [456] = {"futex_requeue", NULL}, [457] = {"statmount", NULL},
    [458] = {"listmount", NULL}, [459] = {"lsm_get_self_attr", NULL},
    [460] = {"lsm_set_self_attr", NULL}, [461] = {"lsm_list_modules", NULL},
    [462] = {"mseal", NULL},
};

static const char *const errors[] = {
    [1] = "EPERM", [2] = "ENOENT", [3] = "ESRCH", [4] = "EINTR", [5] = "EIO", [6] = "ENXIO",
    [7] = "E2BIG", [8] = "ENOEXEC", [9] = "EBADF", [10] = "ECHILD", [11] = "EAGAIN",
    [12] = "ENOMEM", [13] = "EACCES", [14] = "EFAULT", [15] = "ENOTBLK", [16] = "EBUSY",
    [17] = "EEXIST", [18] = "EXDEV", [19] = "ENODEV", [20] = "ENOTDIR", [21] = "EISDIR",
    [22] = "EINVAL", [23] = "ENFILE", [24] = "EMFILE", [25] = "ENOTTY", [26] = "ETXTBSY",
    [27] = "EFBIG", [28] = "ENOSPC", [29] = "ESPIPE", [30] = "EROFS", [31] = "EMLINK",
    [32] = "EPIPE", [33] = "EDOM", [34] = "ERANGE", [35] = "EDEADLK", [36] = "ENAMETOOLONG",
    [37] = "ENOLCK", [38] = "ENOSYS", [39] = "ENOTEMPTY", [40] = "ELOOP", [42] = "ENOMSG",
    [43] = "EIDRM", [44] = "ECHRNG", [45] = "EL2NSYNC", [46] = "EL3HLT", [47] = "EL3RST",
    [48] = "ELNRNG", [49] = "EUNATCH", [50] = "ENOCSI", [51] = "EL2HLT", [52] = "EBADE",
    [53] = "EBADR", [54] = "EXFULL", [55] = "ENOANO", [56] = "EBADRQC", [57] = "EBADSLT",
    [59] = "EBFONT", [60] = "ENOSTR", [61] = "ENODATA", [62] = "ETIME", [63] = "ENOSR",
    [64] = "ENONET", [65] = "ENOPKG", [66] = "EREMOTE", [67] = "ENOLINK", [68] = "EADV",
    [69] = "ESRMNT", [70] = "ECOMM", [71] = "EPROTO", [72] = "EMULTIHOP", [73] = "EDOTDOT",
    [74] = "EBADMSG", [75] = "EOVERFLOW", [76] = "ENOTUNIQ", [77] = "EBADFD", [78] = "EREMCHG",
    [79] = "ELIBACC", [80] = "ELIBBAD", [81] = "ELIBSCN", [82] = "ELIBMAX", [83] = "ELIBEXEC",
    [84] = "EILSEQ", [85] = "ERESTART", [86] = "ESTRPIPE", [87] = "EUSERS", [88] = "ENOTSOCK",
    [89] = "EDESTADDRREQ", [90] = "EMSGSIZE", [91] = "EPROTOTYPE", [92] = "ENOPROTOOPT",
    [93] = "EPROTONOSUPPORT", [94] = "ESOCKTNOSUPPORT", [95] = "EOPNOTSUPP", [96] = "EPFNOSUPPORT",
    [97] = "EAFNOSUPPORT", [98] = "EADDRINUSE", [99] = "EADDRNOTAVAIL", [100] = "ENETDOWN",
    [101] = "ENETUNREACH", [102] = "ENETRESET", [103] = "ECONNABORTED", [104] = "ECONNRESET",
    [105] = "ENOBUFS", [106] = "EISCONN", [107] = "ENOTCONN", [108] = "ESHUTDOWN",
    [109] = "ETOOMANYREFS", [110] = "ETIMEDOUT", [111] = "ECONNREFUSED", [112] = "EHOSTDOWN",
    [113] = "EHOSTUNREACH", [114] = "EALREADY", [115] = "EINPROGRESS", [116] = "ESTALE",
    [117] = "EUCLEAN", [118] = "ENOTNAM", [119] = "ENAVAIL", [120] = "EISNAM", [121] = "EREMOTEIO",
    [122] = "EDQUOT", [123] = "ENOMEDIUM", [124] = "EMEDIUMTYPE", [125] = "ECANCELED",
    [126] = "ENOKEY", [127] = "EKEYEXPIRED", [128] = "EKEYREVOKED", [129] = "EKEYREJECTED",
    [130] = "EOWNERDEAD", [131] = "ENOTRECOVERABLE", [132] = "ERFKILL", [133] = "EHWPOISON",
};

static const char *const signals[] = {
    NULL,      "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",    "SIGTRAP", "SIGABRT", "SIGBUS",
    "SIGFPE",  "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",   "SIGPIPE", "SIGALRM", "SIGTERM",
    "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",   "SIGTTIN", "SIGTTOU", "SIGURG",
    "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH",  "SIGIO",   "SIGPWR",  "SIGSYS"};

const struct call *call_of_number(int number) {
  return number >= 0 && number < COUNT(calls) && calls[number].name ? &calls[number] : NULL;
}

int call_number(const char *name) {
  char *end;
  long number = strtol(name, &end, 0);
  int i;
  if (end != name && !*end) {
    return number >= 0 ? (int)number : -1;
  }
  for (i = 0; i < COUNT(calls); i++) {
    if (calls[i].name && strcmp(calls[i].name, name) == 0) {
      return i;
    }
  }
  return -1;
}

int calls_bound(void) { return COUNT(calls); }

const char *error_name(int number) {
  return number > 0 && number < COUNT(errors) ? errors[number] : NULL;
}

int error_number(const char *name) {
  char *end;
  long number = strtol(name, &end, 0);
  int i;
  if (end != name && !*end) {
    return number >= 0 && number < 4096 ? (int)number : -1;
  }
  for (i = 0; i < COUNT(errors); i++) {
    if (errors[i] && strcmp(errors[i], name) == 0) {
      return i;
    }
  }
  return -1;
}

const char *signal_name(int number) {
  return number > 0 && number < COUNT(signals) ? signals[number] : NULL;
}
